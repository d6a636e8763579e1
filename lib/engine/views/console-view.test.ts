import { expect, test } from "vitest";
import { INCIDENT_SETTINGS } from "../../domain/incidents/settings.ts";
import type { GateView } from "../gate-watch.ts";
import { toConsoleView } from "./console-view.ts";

const gate = {
  state: "up",
  since: 0,
  status: {
    version: "1",
    epoch: "e",
    startedAt: 0,
    configFile: "/srv/recorded/foghorn.yaml",
    configProblems: [],
    discovery: [],
    hosts: [],
  },
} as const satisfies GateView;
const facts = {
  version: "1",
  gate,
  engineLagMs: 0,
  eventLoopLagMs: 0,
  storage: { ok: true, sizeBytes: 0, limitBytes: 1 },
  mutes: [],
  handover: undefined,
  incidentSettings: INCIDENT_SETTINGS,
};
const recording = { name: "a night", recordedAt: 0 };

test("no file of the machine a recording was made on is said to be in force", () => {
  expect(toConsoleView(facts).configFile).toBe("/srv/recorded/foghorn.yaml");
  expect(toConsoleView({ ...facts, recording })).not.toHaveProperty("configFile");
  // A part of a fleet is recorded: the file names the others.
  expect(toConsoleView({ ...facts, recording: { ...recording, hostCount: 9 } }).configFile).toBeDefined();
});
