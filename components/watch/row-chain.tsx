import type { SymptomView } from "#lib/protocol/views.ts";
import { listed } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Clock } from "../ui/time.tsx";

/** How it came about, what it explains, and what still works. */
export function RowChain({
  symptom,
  absorbed,
}: {
  readonly symptom: SymptomView;
  readonly absorbed: readonly SymptomView[];
}) {
  const fine = symptom.blast.notAffected;
  return (
    <div className="wopen">
      {symptom.chain.length > 1 ? (
        <ol className="wchain" aria-label="Order of failure">
          {symptom.chain.map((link) => (
            <li key={`${link.number} ${link.part} ${link.text}`}>
              <i className="num1">{link.number}</i>
              <span className="mono">
                <Clock at={link.at} />
              </span>
              <span>
                <MachineText text={link.text} limit={160} />
              </span>
            </li>
          ))}
        </ol>
      ) : (
        <p className="why">
          <MachineText text={symptom.summary} limit={400} />
        </p>
      )}
      {absorbed.length > 0 && (
        <p className="still">
          Explained by it:{" "}
          <MachineText
            text={listed(
              absorbed.map((other) =>
                other.subject === "" ? other.title : `${other.title} (${other.subject})`,
              ),
            )}
            limit={300}
          />
          .
        </p>
      )}
      {fine.length > 0 && (
        <p className="still">
          Still good: <MachineText text={fine.join(", ")} limit={300} />.
        </p>
      )}
    </div>
  );
}
