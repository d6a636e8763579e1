import type { SymptomView } from "#lib/protocol/views.ts";
import { MachineText } from "../ui/machine-text.tsx";

interface SummaryTextProps {
  readonly symptom: Pick<SymptomView, "summary" | "facts">;
  readonly limit: number;
  /** Of before: in quotation marks. */
  readonly isQuoted?: boolean;
}

/** The sentence on what was found; what it quotes of a parser or a daemon stands in mono, as machine text does. */
export function SummaryText({ symptom, limit, isQuoted = false }: SummaryTextProps) {
  const { summary, facts } = symptom;
  const message = facts.message ?? "";
  const at = message === "" ? -1 : summary.indexOf(message);
  return (
    <>
      {isQuoted && "“"}
      {at < 0 ? (
        <MachineText text={summary} limit={limit} />
      ) : (
        <>
          <MachineText text={summary.slice(0, at)} limit={limit} />
          <MachineText className="mono" text={message} limit={limit} />
          <MachineText text={summary.slice(at + message.length)} limit={limit} />
        </>
      )}
      {isQuoted && "”"}
    </>
  );
}
