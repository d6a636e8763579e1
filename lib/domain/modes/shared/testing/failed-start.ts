import type { HostState } from "../../../host-state.ts";
import type { LogUnit, Signal } from "../../../signal.ts";
import type { ModeId } from "../../../symptom.ts";
import {
  aConfigFile,
  aDisk,
  aFailedPing,
  aHostState,
  aLine,
  aPing,
  aVersion,
  someUnitFiles,
  someUnits,
  T0,
} from "../../../testing/builders.ts";
import { judged } from "../../../testing/detecting.ts";
import { MODES } from "../../index.ts";
import { START_FAMILY } from "./start-words.ts";

export const failed = {
  activeState: "failed",
  subState: "failed",
  result: "exit-code",
  restarts: 3,
} as const;
export const down = (at: number) => aFailedPing(at, "connection-refused");
export const mode = (id: ModeId) => {
  const found = MODES.find((known) => known.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

/** The start causes that are found, without what systemd makes of them. */
export const causesIn = (host: HostState, now: number): readonly string[] =>
  MODES.filter(({ id }) => START_FAMILY.includes(id))
    .flatMap((each) => judged(each, host, now).map((judgement) => ({ id: each.id, judgement })))
    .filter(({ judgement }) => judgement.verdict === "failing")
    .map(({ id, judgement }) => `${id} ${judgement.variant} ${judgement.severity}`);

export const afterFailedStart = (
  lines: readonly (readonly [LogUnit, string])[],
  more: readonly Signal[] = [],
) =>
  aHostState([
    aVersion(T0, "26.1.5"),
    aPing(T0),
    aConfigFile(T0 + 500, "{}"),
    someUnitFiles(T0 + 500),
    aDisk(T0 + 500),
    ...lines.map(([unit, text], index) => aLine(T0 + 1_000 + index, unit, text)),
    someUnits(T0 + 1_500, { docker: failed }),
    down(T0 + 2_000),
    ...more,
  ]);
