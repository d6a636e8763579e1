import { clsx } from "clsx";
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
