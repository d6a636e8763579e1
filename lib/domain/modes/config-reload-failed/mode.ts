import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { freshFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { type FoundLine, lineEvidence, linesWith } from "../shared/log-lines.ts";

/** What a running dockerd says of a file it was told to read again; at a start it ends with the same words. */
const REFUSALS = [
  "config-invalid",
  "config-conflict",
  "config-unknown-key",
  "config-wrong-type",
  "config-bad-value",
  "reload-failed",
];

/** A reload was asked for and refused: dockerd goes on with the old settings, and its next start will fail. */
export const configReloadFailed: Mode = {
  id: "config-reload-failed",
  inputs: ["journal-line", "fact", "ping"],
  windows: {
    // "Reloaded configuration" follows a reload that worked within 5 s; a refusal is said at once and final.
    raiseAfterMs: 5 * SECOND_MS,
    raiseAfterReadings: 1,
    clearAfterMs: 0,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const sight = sightOfEngine(host, now);
    if (sight.kind !== "answers") return settled(open, "", "unknown", sight.readAt);
    const refused = newestRefusal(host);
    const isOver = refused !== undefined && isOverSince(host, refused.line.sourceAt, now);
    if (refused === undefined || isOver) return settled(open, "", "passing", sight.readAt);
    const why = refused.marked.values.findLast((value) => value !== "") ?? "";
    return [
      {
        subject: "",
        verdict: "failing",
        severity: "ticket",
        part: "config",
        title: "Reload of the configuration failed",
        summary: `dockerd was told to read its configuration again and refused it${why === "" ? "" : `: ${why}`}. It goes on with the old one; with this file its next start fails.`,
        readAt: sight.readAt,
        sinceAt: refused.line.sourceAt,
        evidence: [lineEvidence(refused, why === "" ? undefined : why)],
        blast: {
          affected: ["The change somebody made is not in force", "The next start of dockerd"],
          parts: [],
          notAffected: ["dockerd still runs on the configuration it read before"],
        },
        facts: { message: why, path: "/etc/docker/daemon.json" },
      },
    ];
  },
};

/** Lines of a level are written while it runs; its last words have none. */
const newestRefusal = (host: HostState): FoundLine | undefined =>
  linesWith(host, REFUSALS, 0).find(({ line }) => line.text.includes("level=error"));

/** It was reloaded or started since, or the file was changed since: then nobody knows before the next reload. */
function isOverSince(host: HostState, at: EpochMs, now: EpochMs): boolean {
  if (linesWith(host, ["reload-done", "engine-ready"], at).length > 0) return true;
  const file = freshFact(host, "config-file", now)?.fact.file;
  return file !== undefined && (!file.exists || (file.modifiedAt !== undefined && file.modifiedAt > at));
}
