import { clsx } from "clsx";
import { dampedText } from "#lib/domain/detect/flapping.ts";
import { unseenText } from "#lib/domain/detect/unseen.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { isPassing } from "../shell/frame.ts";
import { formatMoment, listed } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Clock } from "../ui/times.tsx";
import { SummaryText } from "./summary-text.tsx";

/** How it came about, what it explains, and what still works. */
export function RowChain({
  symptom,
  absorbed,
}: {
  readonly symptom: SymptomView;
  readonly absorbed: readonly SymptomView[];
}) {
  const isOver = isPassing(symptom);
  const damped = dampedText(symptom);
  const unseen = unseenText(symptom, (at) => formatMoment(at, symptom.lastSeenAt));
  const preceding = symptom.evidence.filter(({ isPreceding }) => isPreceding);
  const fine = isOver ? [] : symptom.blast.notAffected;
  return (
    <div className="wopen">
      {isOver && (
        <p className="why">
          Passes again
          {symptom.recoveringAt !== undefined && (
            <>
              {" since "}
              <Clock at={symptom.recoveringAt} />
            </>
          )}
          ; it is cleared once it stays so. Last failing reading <Clock at={symptom.lastSeenAt} />:
        </p>
      )}
      {symptom.chain.length > 1 ? (
        <ol className="wchain" aria-label="Order of failure">
          {symptom.chain.map((link) => (
            <li key={`${link.number} ${link.part} ${link.text}`}>
              <i className={clsx("num1", isOver ? "over" : symptom.severity !== "page" && "wt")}>
                {link.number}
              </i>
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
          <SummaryText symptom={symptom} limit={400} isQuoted={isOver} />
        </p>
      )}
      {damped !== undefined && (
        <p className="still">
          {symptom.flapping === undefined ? "Damped" : "Flapping"}: {damped}.
        </p>
      )}
      {unseen !== undefined && (
        <p className="still">Not visible {unseen} UTC: it may have ended and begun again meanwhile.</p>
      )}
      {preceding.map(({ at, text }) => (
        <p key={`${at} ${text}`} className="still">
          Shortly before: <Clock at={at} /> <MachineText className="ml" text={text} limit={240} />
        </p>
      ))}
      {symptom.mute !== undefined && (
        <p className="still">
          Muted by {symptom.mute.by}: <MachineText text={symptom.mute.reason} limit={200} />
        </p>
      )}
      {absorbed.length > 0 && (
        <p className="still">
          {isOver ? "It explained:" : "Explained by it:"}{" "}
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
