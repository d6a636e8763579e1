import type { Handover } from "../../domain/handover.ts";
import type { IncidentSettings } from "../../domain/incidents/settings.ts";
import { ABOUTS } from "../../domain/modes/abouts.ts";
import type { Mute } from "../../domain/mute.ts";
import type { ConsoleView, MuteView } from "../../protocol/views.ts";
import type { GateView } from "../gate-watch.ts";

export interface ConsoleFacts {
  readonly version: string;
  readonly gate: GateView;
  readonly engineLagMs: number;
  readonly eventLoopLagMs: number;
  readonly storage: ConsoleView["storage"];
  readonly incidentSettings: IncidentSettings;
  readonly mutes: readonly Mute[];
  readonly handover: Handover | undefined;
  readonly recording?: ConsoleView["recording"];
}

/** The console's own state. While the gate is away its last word about configuration and discovery stands. */
export function toConsoleView(facts: ConsoleFacts): ConsoleView {
  const { gate } = facts;
  // A recording of everything holds paths of the machine it was made on: none of them is in force here.
  const isPlayed = facts.recording !== undefined && facts.recording.hostCount === undefined;
  const status = gate.state === "up" ? gate.status : gate.lastStatus;
  return {
    version: facts.version,
    gate:
      gate.state === "up"
        ? { state: "up", since: gate.since }
        : { state: "down", since: gate.since, reason: gate.reason },
    ...(status?.configFile !== undefined && !isPlayed && { configFile: status.configFile }),
    configProblems: status?.configProblems ?? [],
    discovery: (status?.discovery ?? []).map((attempt) => ({
      origin: attempt.origin,
      url: attempt.url,
      ...(attempt.hostId !== undefined && { hostId: attempt.hostId }),
      rungs: attempt.rungs.map(({ name, ok, text }) => ({ name, text, ...(ok !== undefined && { ok }) })),
      triedAt: attempt.triedAt,
      verdict: attempt.verdict,
      ...(attempt.command !== undefined && { command: attempt.command }),
    })),
    engineLagMs: facts.engineLagMs,
    eventLoopLagMs: facts.eventLoopLagMs,
    storage: facts.storage,
    incidentSettings: facts.incidentSettings,
    ...(facts.mutes.length > 0 && { mutes: facts.mutes.map(toMuteView) }),
    ...(facts.handover && { handover: facts.handover }),
    ...(facts.recording && { recording: facts.recording }),
  };
}

const toMuteView = (mute: Mute): MuteView =>
  mute.mode === undefined ? mute : { ...mute, modeTitle: ABOUTS[mute.mode].title };
