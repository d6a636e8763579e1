"use client";

import { clsx } from "clsx";
import { formatCount, formatMoment, plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import type { LineForm, MatchedSignature } from "./line-forms.ts";

interface FormsPanelProps {
  readonly forms: readonly LineForm[];
  readonly lineCount: number;
  readonly signatures: readonly MatchedSignature[];
  readonly cursor: string | undefined;
  readonly onGo: (rowKey: string) => void;
}

const SHOWN = 12;

/** What complains and no signature knows, by form; then what signatures knew. Each leads to its newest line. */
export function FormsPanel({ forms, lineCount, signatures, cursor, onGo }: FormsPanelProps) {
  const lastAt = Math.max(0, ...forms.map((form) => form.lastAt));
  return (
    <aside className="forms scroll" aria-label="What the lines are">
      <div className="fh">
        <h2>Not recognised</h2>
        <span className="t12 i3">
          {lineCount === 0 ? "no line" : `${plural(lineCount, "line")} in ${plural(forms.length, "form")}`}
        </span>
        {lineCount > 0 && (
          <span className="end">
            <Kbd>u</Kbd> <Kbd>U</Kbd>
          </span>
        )}
      </div>
      {lineCount === 0 && (
        <p className="none">Every error and warning that is loaded is one that a signature knows.</p>
      )}
      <ul>
        {forms.slice(0, SHOWN).map((form) => (
          <li key={form.id}>
            <button
              type="button"
              className={clsx("form", form.lastKey === cursor && "at")}
              onClick={() => onGo(form.lastKey)}
            >
              <span className="ml">
                {form.pieces.map((piece) =>
                  piece.isValue ? (
                    <i key={piece.offset}>{piece.text}</i>
                  ) : (
                    <MachineText key={piece.offset} text={piece.text} limit={240} />
                  ),
                )}
              </span>
              <span className="fm t12">
                <b>{form.count === 1 ? "once" : `${formatCount(form.count)} times`}</b>
                <span className="i2">
                  {form.count > 1 && `first ${formatMoment(form.firstAt, lastAt)}, last `}
                  {formatMoment(form.lastAt, lastAt)}
                </span>
                <span className="i3">
                  {form.lane}, {form.level}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {forms.length > SHOWN && (
        <p className="none">{plural(forms.length - SHOWN, "more form")}: show “Not recognised” alone.</p>
      )}
      <div className="fh">
        <h2>Signatures that matched</h2>
      </div>
      {signatures.length === 0 && <p className="none">None, in what is loaded.</p>}
      <ul className="sigs">
        {signatures.map((signature) => (
          <li key={signature.name}>
            <button type="button" onClick={() => onGo(signature.lastKey)}>
              <Mark name={signature.severity ?? "quiet"} size={12} />
              <span className="ell">{signature.name}</span>
              <span className="num">{formatCount(signature.count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
