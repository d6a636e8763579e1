"use client";

interface OtherTimeProps {
  /** What the time is of, for who hears the field. */
  readonly name: string;
  readonly text: string;
  readonly isReady: boolean;
  readonly onChange: (text: string) => void;
}

/** A time that somebody knows and no reading does, typed as it is said. */
export function OtherTime({ name, text, isReady, onChange }: OtherTimeProps) {
  return (
    <>
      <input
        className="inp mono"
        aria-label={name}
        aria-invalid={!isReady}
        autoComplete="off"
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      {!isReady && <p className="t12 i3">A time in the past: 03:07, 03:07:44, -12m, or an ISO time</p>}
    </>
  );
}
