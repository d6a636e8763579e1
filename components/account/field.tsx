import type { InputHTMLAttributes } from "react";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly help?: string;
  readonly id: string;
  /** Has the focus when the form opens. */
  readonly isFirst?: boolean;
}

/** Who is already writing somewhere else stays there. */
function focusIfFree(element: HTMLInputElement | null): void {
  if (element !== null && document.activeElement === document.body) element.focus();
}

/** A labelled field of a form. */
export function Field({ label, help, id, isFirst = false, ...input }: FieldProps) {
  return (
    <div className="fld">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={isFirst ? focusIfFree : undefined}
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
