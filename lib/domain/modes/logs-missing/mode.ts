import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { RemovedLogReading } from "../../storage-facts.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { seldomFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { containerIn } from "../shared/named-container.ts";
import { nameOf } from "../shared/running.ts";
import { containerFacts } from "../shared/subjects.ts";
import { bytesText, toEvidence } from "../shared/text.ts";

const LINE_COUNTS_MS = 10 * MINUTE_MS;

/**
 * The log file was deleted while dockerd writes to it. Nothing is freed, nothing can be read, and what is written until
 * the container restarts is lost with it.
 */
export const logsMissing: Mode = {
  id: "logs-missing",
  inputs: ["fact", "journal-line"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: 0, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const look = lastLook(host, now);
    const removed = new Map(look?.removed.map(({ id, bytes }) => [id, bytes]));
    const lines = linesWith(host, ["log-file-missing"], now - LINE_COUNTS_MS);
    const ids = new Set([
      ...removed.keys(),
      ...lines.flatMap(({ line }) => containerIn(host, line.text) ?? []),
    ]);
    const judged = new Set<string>();
    const judgements: Judgement[] = [];
    for (const id of ids) {
      const found = lines.filter(({ line }) => line.text.includes(id));
      const lineAt = found[0]?.line.sourceAt ?? 0;
      // A look that is younger than the line found it whole again.
      if (!removed.has(id) && look !== undefined && look.at > lineAt) continue;
      const name = nameOf(host, id);
      const bytes = removed.get(id);
      judged.add(name);
      judgements.push({
        subject: name,
        verdict: "failing",
        severity: "ticket",
        part: "log",
        title: "Container log deleted",
        summary: `The log file of ${name} was deleted while dockerd writes to it${bytes === undefined ? "" : `: its ${bytesText(bytes)} are not freed`}. docker logs shows nothing, and what is written now is lost at the next restart of the container.`,
        readAt: Math.max(lineAt, removed.has(id) ? (look?.at ?? 0) : 0),
        evidence: [
          ...(bytes !== undefined && look !== undefined
            ? [
                toEvidence(
                  look.at,
                  "open files of dockerd",
                  `${id}-json.log (deleted) ${bytes}`,
                  `deleted, ${bytesText(bytes)} still held`,
                ),
              ]
            : []),
          ...found.slice(0, 2).map((line) => lineEvidence(line)),
        ],
        blast: {
          affected: [`docker logs of ${name}, and whoever ships them`],
          parts: [],
          notAffected: ["The container itself"],
        },
        facts: containerFacts(id, name, host.names.get(id)?.image),
      });
    }
    const rest = open.filter(({ subject }) => !judged.has(subject));
    return [
      ...judgements,
      ...rest.flatMap(({ subject }) =>
        settled(open, subject, look === undefined ? "unknown" : "passing", look?.at ?? now),
      ),
    ];
  },
};

/** The walk once a minute finds them; while one is missing dockerd's open files are looked at every few seconds. */
function lastLook(
  host: HostState,
  now: EpochMs,
): { readonly at: EpochMs; readonly removed: readonly RemovedLogReading[] } | undefined {
  const walk = seldomFact(host, "log-files", now);
  const again = host.facts.suspects.last;
  const looks = [
    { at: again?.at ?? 0, removed: again?.fact.suspects.removed },
    { at: walk?.at ?? 0, removed: walk?.fact.logs.removed },
  ].sort((one, other) => other.at - one.at);
  const last = looks.find(({ removed }) => removed !== undefined);
  if (walk === undefined || last?.removed === undefined) return undefined;
  return { at: last.at, removed: last.removed };
}
