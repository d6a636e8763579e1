import type { Judgement, Mode } from "../../mode.ts";
import { MINUTE_MS } from "../../time.ts";
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
    const fact = seldomFact(host, "log-files", now);
    const removed = new Map(fact?.fact.logs.removed?.map(({ id, bytes }) => [id, bytes]));
    const lines = linesWith(host, ["log-file-missing"], now - LINE_COUNTS_MS);
    const isRead = fact?.fact.logs.removed !== undefined;
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
      if (!removed.has(id) && isRead && fact.at > lineAt) continue;
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
        readAt: Math.max(lineAt, removed.has(id) ? (fact?.at ?? 0) : 0),
        evidence: [
          ...(bytes !== undefined && fact !== undefined
            ? [
                toEvidence(
                  fact.at,
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
        settled(open, subject, isRead ? "passing" : "unknown", fact?.at ?? now),
      ),
    ];
  },
};
