import type { InputHTMLAttributes } from "react";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly help?: string;
  readonly id: string;
}

/** A labelled field of a form. */
export function Field({ label, help, id, ...input }: FieldProps) {
  return (
    <div className="fld">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="inp"
        {...input}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
      />
      {help !== undefined && (
        <p id={`${id}-help`} className="t12 i3">
          {help}
        </p>
      )}
    </div>
  );
}
