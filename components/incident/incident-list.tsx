import type { ReactNode } from "react";

/** One part of the list under its head. */
export function IncidentList({
  isHeaded,
  head,
  label,
  children,
}: {
  readonly isHeaded: boolean;
  readonly head: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      {isHeaded && <div className="gh">{head}</div>}
      <ul aria-label={label}>{children}</ul>
    </>
  );
}

/** Names of the columns. */
export function ListHead({ scale, targetMs }: { readonly scale: number; readonly targetMs: number }) {
  const hasTarget = targetMs > 0 && targetMs < scale;
  // Further right its word would lie over the end of the scale.
  const hasEnd = !hasTarget || targetMs / scale < 0.78;
  return (
    <div className="hd" aria-hidden>
      <span />
      <span>State</span>
      <span>Incident</span>
      <span>Where it began</span>
      <span>Began, UTC</span>
      <span className="ax">
        <i>0</i>
        {hasTarget && (
          <i className="at" style={{ left: `${(targetMs / scale) * 100}%` }}>
            target {Math.round(targetMs / 60_000)}
          </i>
        )}
        {hasEnd && <i>{Math.round(scale / 60_000)}</i>}
        <i className="unit">min</i>
      </span>
      <span>Lead</span>
      <span className="pm">Postmortem</span>
    </div>
  );
}
