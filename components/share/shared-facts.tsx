import { PART_IDS, type PartState } from "#lib/domain/anatomy.ts";
import { type ChosenRule, isChosenRule } from "#lib/domain/redaction/stand-ins.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { DiagramL } from "../anatomy/diagram-l.tsx";
import { inPast, untilOf } from "../incident/past.ts";
import { Markdown } from "../timeline/markdown.tsx";
import { plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, type MarkName } from "../ui/mark.tsx";
import { drawnOf, effectsOf, orderOfParts, partsInWords, partsOfShared, partsOver } from "./shared-parts.ts";

/** What happened, in the words of who shared it. */
export function OwnSummary({ shared }: { readonly shared: Pick<SharedTimeline, "summary" | "sharedBy"> }) {
  if (shared.summary === undefined) return null;
  return (
    <div className="said">
      <div className="prose">
        <Markdown text={shared.summary} />
      </div>
      <p className="w">
        <MachineText text={shared.sharedBy} limit={80} />
      </p>
    </div>
  );
}

/** The first sentences of Foghorn: what was found, in the detector's own words; in the past when it is over. */
export function Summary({ shared }: { readonly shared: SharedTimeline }) {
  const told = shared.symptoms
    .filter(({ summary }) => summary !== "")
    .map((symptom) => (untilOf(symptom) === undefined ? symptom.summary : inPast(symptom.summary)));
  const sentences = [...new Set(told)].slice(0, 2);
  if (sentences.length === 0) return null;
  return (
    <p className={shared.summary === undefined ? "sum" : "sum det"}>
      <MachineText text={sentences.join(" ")} limit={600} />
    </p>
  );
}

/** The engine of the host it began on: what is lit, or was while anything was, and what nobody could see. */
export function Engine({
  shared,
  isOver,
  clock,
}: {
  readonly shared: SharedTimeline;
  readonly isOver: boolean;
  readonly clock: (at: number) => string;
}) {
  const [first] = shared.symptoms;
  if (first === undefined) return null;
  const hostSymptoms = shared.symptoms.filter(({ hostId }) => hostId === first.hostId);
  const { drawn, gone, isPast, endedAt } = drawnOf(hostSymptoms, isOver);
  const states = partsOfShared(drawn, shared.unseenParts ?? PART_IDS);
  const order = orderOfParts(drawn);
  const words = partsInWords(states, order, isPast);
  const others = new Set(shared.symptoms.map(({ hostId }) => hostId)).size - 1;
  const label = `The engine of ${first.hostId}. ${words.map((line) => line.words).join(". ")}`;
  return (
    <section className={isPast ? "eng past" : "eng"}>
      <h2>{isPast ? "Where it was" : "Where it is"}</h2>
      <DiagramL states={states} parts={order} label={label} muted={isPast ? PART_IDS : []} />
      <ul className="twin">
        {endedAt !== undefined && (
          <li>
            <Mark name="was-ticked" size={12} />
            <span>Over since {clock(endedAt)}: nothing of it was found after that</span>
          </li>
        )}
        {partsOver(gone, drawn, clock).map(({ id, words }) => (
          <li key={id}>
            <Mark name="was-ticked" size={12} />
            <span>{words}</span>
          </li>
        ))}
        {words.map((line) => (
          <li key={line.state}>
            <Mark name={(isPast ? MARK_OF_PAST : MARK_OF_PART)[line.state] ?? "quiet"} size={12} />
            <span>
              {line.words}
              {line.state === "stale" &&
                shared.unseenParts !== undefined &&
                `, as of ${clock(shared.frozenAt)}`}
            </span>
          </li>
        ))}
      </ul>
      {others > 0 && (
        <p className="foot">
          Drawn is <MachineText text={first.hostId} limit={63} />;{" "}
          {plural(others, "other host was", "other hosts were")} part of it.
        </p>
      )}
    </section>
  );
}

const MARK_OF_PART: Partial<Record<PartState, MarkName>> = {
  fault: "page",
  warn: "ticket",
  hit: "cut-off",
  stale: "last-known",
  ok: "quiet",
};

/** Red belongs to what goes on. */
const MARK_OF_PAST: typeof MARK_OF_PART = { ...MARK_OF_PART, fault: "notice", warn: "notice", hit: "quiet" };

const ALIASED: Partial<Record<ChosenRule, string>> = {
  "host-name": "hosts and addresses",
  "person-name": "people",
};

/** "2 secrets and 1 word that were taken out. Hosts and addresses, and people, have other names here" */
function takenOut({ redactions = [] }: SharedTimeline): string {
  const countOf = (isMeant: (rule: string) => boolean): number =>
    redactions.reduce((sum, { rule, count }) => (isMeant(rule) ? sum + count : sum), 0);
  const secrets = countOf((rule) => !isChosenRule(rule));
  const words = countOf((rule) => rule === "own-word");
  const gone = [
    secrets === 0 ? "" : plural(secrets, "secret"),
    words === 0 ? "" : plural(words, "word"),
  ].filter(Boolean);
  const aliased = redactions.flatMap(({ rule }) => (isChosenRule(rule) ? (ALIASED[rule] ?? []) : []));
  return [
    gone.length === 0
      ? "secrets, of which there were none"
      : `${gone.join(" and ")} that ${secrets + words === 1 ? "was" : "were"} taken out`,
    aliased.length === 0 ? "" : `; ${aliased.join(" and ")} have other names here`,
  ].join("");
}

export function Meaning({
  shared,
  clock,
}: {
  readonly shared: SharedTimeline;
  readonly clock: (at: number) => string;
}) {
  const affected = effectsOf(shared.symptoms, ({ affected }) => affected);
  const notAffected = effectsOf(shared.symptoms, ({ notAffected }) => notAffected);
  return (
    <section className="wh">
      <h2>What it meant</h2>
      {affected.length + notAffected.length === 0 && (
        <p className="i2">Nobody has said what it meant for people outside.</p>
      )}
      <ul>
        {affected.map(({ text, until }) => (
          <li key={text}>
            <Mark name="cut-off" size={13} label="affected" />
            <span>
              <MachineText text={text} limit={300} />
              {until !== undefined && <span className="i3 num">, until {clock(until)}</span>}
            </span>
          </li>
        ))}
        {notAffected.map(({ text }) => (
          <li key={text}>
            <Mark name="quiet" size={13} label="not affected" />
            <MachineText text={text} limit={300} />
          </li>
        ))}
      </ul>
      <p className="foot">
        Words under or after a person’s name were written or decided by that person; all other sentences were
        written by Foghorn from what it read. Lines in monospace were written by machines and are unchanged
        but for ids, drawn with 12 digits, and {takenOut(shared)}. Times of machine lines come from the hosts,
        all others from Foghorn.
      </p>
    </section>
  );
}
