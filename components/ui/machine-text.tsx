import { clsx } from "clsx";
import { piecesAtMarks } from "#lib/domain/redaction/mark.ts";
import { formatCount } from "./format.ts";
import { isPlain, type MachineTextOptions, toMachineText } from "./machine-text-segments.ts";

interface MachineTextProps extends MachineTextOptions {
  readonly text: string;
  readonly className?: string | undefined;
}

/**
 * Text that a machine, a container or a stranger wrote. Control, escape, direction and zero-width characters are
 * drawn as boxed marks, the direction is isolated, the length is bounded. Use it for every such text.
 */
export function MachineText({ text, className, ansi, isMultiline, limit }: MachineTextProps) {
  const pieces = piecesAtMarks(text);
  if (pieces.some(({ kind }) => kind === "mark")) {
    let at = 0;
    return (
      <bdi className={clsx("mt", className)}>
        {pieces.map((piece) => {
          at += 1;
          return piece.kind === "mark" ? (
            <RedactionMark key={at} name={piece.name} />
          ) : (
            <MachineText
              key={at}
              text={piece.text}
              ansi={ansi ?? false}
              isMultiline={isMultiline ?? false}
              {...(limit === undefined ? {} : { limit })}
            />
          );
        })}
      </bdi>
    );
  }
  if (isPlain(text, limit)) return <bdi className={clsx("mt", className)}>{text}</bdi>;
  const { segments, cutCount } = toMachineText(text, {
    ansi: ansi ?? false,
    isMultiline: isMultiline ?? false,
    ...(limit === undefined ? {} : { limit }),
  });
  let offset = 0;
  return (
    <bdi className={clsx("mt", className)}>
      {segments.map((segment) => {
        const key = offset;
        offset += segment.kind === "text" ? segment.text.length : 1;
        if (segment.kind === "mark")
          return (
            <span key={key} className="ctrl" title={segment.title}>
              {segment.label}
            </span>
          );
        return (
          <span key={key} className={segment.style}>
            {segment.text}
          </span>
        );
      })}
      {cutCount > 0 && <span className="cut"> … {formatCount(cutCount)} more characters</span>}
    </bdi>
  );
}

/** Something was hidden here: by which rule, and a sign that equal secrets share. */
function RedactionMark({ name }: { readonly name: string }) {
  return (
    <span className="red" title="A secret was taken out here">
      <span className="sr">redacted: </span>
      {name}
    </span>
  );
}
