import { conditionText } from "./checks/condition-text.ts";
import { readProbe } from "./checks/read-probe.ts";
import type { CheckSubject, ProbeReading } from "./checks/reading.ts";
import type { HostState } from "./host-state.ts";
import type { CheckReading, PassCondition } from "./runbook.ts";
import type { EpochMs } from "./time.ts";

/** Reading, condition and outcome of one check now. What nobody can say neither passes nor fails. */
export function evaluateCheck(
  condition: PassCondition,
  subject: CheckSubject,
  host: HostState,
  now: EpochMs,
): CheckReading {
  const reading = readProbe(condition.probe, subject, host, now);
  const base = { reading: reading.text, condition: conditionText(condition) };
  switch (reading.kind) {
    case "waiting":
    case "unknown":
      return {
        ...base,
        outcome: reading.kind,
        ...(reading.readAt !== undefined && { readAt: reading.readAt }),
      };
    default:
      return { ...base, outcome: isMet(condition, reading) ? "passing" : "failing", readAt: reading.readAt };
  }
}

function isMet(
  condition: PassCondition,
  reading: Exclude<ProbeReading, { kind: "waiting" | "unknown" }>,
): boolean {
  const { operator } = condition;
  if (operator === "answers") return reading.kind === "value";
  if (operator === "no-answer") return reading.kind === "no-answer";
  // Only "is not" is met by something that is not there.
  return reading.kind === "value" ? isValueMet(condition, reading.value) : operator === "is-not";
}

function isValueMet(condition: PassCondition, value: string | number | boolean): boolean {
  const [read, wanted] = comparable(value, condition.value);
  switch (condition.operator) {
    case "is":
      return read === wanted;
    case "is-not":
      return read !== wanted;
    case "below":
      return read < wanted;
    case "at-most":
      return read <= wanted;
    case "above":
      return read > wanted;
    case "at-least":
      return read >= wanted;
    default:
      return false;
  }
}

/** As numbers when both are numbers, else as text. */
function comparable(
  read: string | number | boolean,
  wanted: PassCondition["value"],
): readonly [number, number] | readonly [string, string] {
  const numbers = [toNumber(read), toNumber(wanted)] as const;
  const [left, right] = numbers;
  if (left !== undefined && right !== undefined) return [left, right];
  return [String(read), String(wanted ?? "")];
}

function toNumber(value: PassCondition["value"]): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

export { type CheckSubject, readProbe };
