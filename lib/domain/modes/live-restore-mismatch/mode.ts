import type { Mode } from "../../mode.ts";
import { MINUTE_MS, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { diedInTurn, lastTurn } from "../shared/engine-turn.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { freshList, listedText } from "../shared/running.ts";
import { containerFacts, listedById, restOfContainers } from "../shared/subjects.ts";
import { toEvidence } from "../shared/text.ts";

// What Docker writes down for a container that it does not find again.
const LOST = 255;
const PAGE_FROM = 4;
const LINES_MS = 10 * MINUTE_MS;

/** A container that was to live through a restart of the daemon, and that the daemon did not find again. */
export const liveRestoreMismatch: Mode = {
  id: "live-restore-mismatch",
  inputs: ["containers", "journal-line"],
  windows: {
    raiseAfterMs: 5 * SECOND_MS,
    raiseAfterReadings: 1,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const list = freshList(host, now);
    const turn = lastTurn(host, now);
    const isFine = (container: { readonly state: string }) =>
      container.state === "running" ? host.containers.lastGood?.at : undefined;
    if (list === undefined || turn === undefined || sightOfEngine(host, now).kind !== "answers")
      return restOfContainers(host, open, new Set(), now, isFine);
    const listed = listedById(list);
    const lost = diedInTurn(host.lives.values(), turn).flatMap(({ life, death }) => {
      const container = listed.get(life.id);
      return death.exitCode === LOST && container?.state === "exited" ? [{ life, death, container }] : [];
    });
    const lines = linesWith(host, ["restore-failed"], now - LINES_MS);
    const judgements = lost.map(({ life, death, container }) => ({
      subject: life.name,
      verdict: "failing" as const,
      severity: lost.length >= PAGE_FROM ? ("page" as const) : ("ticket" as const),
      part: "ctrs" as const,
      title: "Container lost over a daemon restart",
      summary: `dockerd came back and did not find ${life.name} running any more: it has ended with code 255, which is Docker's word for "I do not know". Its shim went while nobody watched.`,
      readAt: death.at,
      sinceAt: turn.goneAt,
      evidence: [
        toEvidence(death.at, "GET /containers/json", `${life.name} ${container.status}`, container.status),
        ...lines
          .filter(({ line }) => line.text.includes(life.id) || line.text.includes(life.name))
          .slice(0, 2)
          .map((line) => lineEvidence(line)),
      ],
      blast: {
        affected: [`${life.name} does not run`],
        parts: [],
        notAffected: listedText(host, now, life.name),
      },
      facts: containerFacts(life.id, life.name, container.image),
    }));
    const judged = new Set(judgements.map(({ subject }) => subject));
    return [...judgements, ...restOfContainers(host, open, judged, now, isFine)];
  },
};
