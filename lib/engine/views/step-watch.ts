import type { HostId } from "../../domain/ids.ts";
import type { Symptom } from "../../domain/symptom.ts";
import { type EpochMs, SECOND_MS } from "../../domain/time.ts";
import type { Clock } from "../ports.ts";
import type { SymptomContext } from "./symptom-view.ts";

interface StepWatchOptions {
  readonly clock: Clock;
  readonly symptoms: () => readonly Symptom[];
  readonly contextOf: (symptom: Symptom) => SymptomContext;
  /** The step of a symptom of this host is another one than was told last. */
  readonly onMoved: () => void;
}

/** A host's readings move the step its symptoms stand at, also where nothing else about them changes. */
export function watchSteps(options: StepWatchOptions): (hostId: HostId) => void {
  const told = new Map<HostId, { readonly steps: string; readonly at: EpochMs }>();
  return (hostId) => {
    const now = options.clock.now();
    const last = told.get(hostId);
    if (last !== undefined && now - last.at < SECOND_MS) return;
    const steps = options
      .symptoms()
      .filter((symptom) => symptom.hostId === hostId)
      .map((symptom) => `${symptom.id} ${options.contextOf(symptom).next?.stepNumber ?? "none"}`)
      .join("\n");
    told.set(hostId, { steps, at: now });
    if (last !== undefined && last.steps !== steps) options.onMoved();
  };
}
