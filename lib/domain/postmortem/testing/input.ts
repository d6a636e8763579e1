import type { SymptomId, UserId } from "../../ids.ts";
import { anEntry, anIncident, aPerson, aSymptom, T0 } from "../../incidents/testing/builders.ts";
import type { WrittenText } from "../compose.ts";
import type { PostmortemInput } from "../postmortem-input.ts";
import { writePostmortem } from "../write-postmortem.ts";

export const HOST = aSymptom().hostId;

/** One incident that was mitigated and not yet resolved. */
export const input = (parts: Partial<PostmortemInput> = {}): PostmortemInput => ({
  incident: anIncident({
    hostIds: [HOST],
    symptomIds: ["sym-1" as SymptomId],
    acknowledgedBy: { userId: "u" as UserId, name: "Ada" },
    milestones: {
      "impact-started": T0,
      detected: T0 + 102_000,
      acknowledged: T0 + 226_000,
      mitigated: T0 + 1_716_000,
    },
    confirmedMilestones: ["impact-started"],
    headSeq: 3,
    headHash: "f00d",
  }),
  entries: [
    anEntry(
      1,
      { kind: "incident.opened", title: "dockerd down", severity: "SEV2", reason: "opened from symptoms" },
      { actor: aPerson("Ada") },
    ),
    anEntry(
      2,
      {
        kind: "docker.event",
        hostId: HOST,
        action: "die",
        subject: "api",
        detail: "exitCode=137",
        times: 8,
        lastAt: T0 + 9_000,
      },
      { sourceAt: T0 },
    ),
    anEntry(3, { kind: "note", markdown: "It *hangs*" }, { actor: aPerson("Bob") }),
  ],
  symptoms: [aSymptom({ state: "cleared", raisedAt: T0 + 5_000, clearedAt: T0 + 60_000 })],
  checklists: [],
  writtenAt: T0,
  ...parts,
});

/** The Markdown, with the words of people as they were typed: what cleans them is tested where it stands. */
export const markdownOf = (given: PostmortemInput, written?: WrittenText): string =>
  writePostmortem(given, (markdown) => markdown, written);
