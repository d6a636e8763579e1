import { readProbe } from "./checks/read-probe.ts";
import type { CheckSubject, ProbeReading } from "./checks/reading.ts";
import type { HostState } from "./host-state.ts";
import { bytesText, durationText, percentText } from "./modes/shared/text.ts";
import type { CheckProbe, CheckReading, PassCondition } from "./runbook.ts";
import type { EpochMs } from "./time.ts";

/** Reading, condition and outcome of one check now. What nobody can say neither passes nor fails. */
export function evaluateCheck(
  pass: PassCondition,
  subject: CheckSubject,
  host: HostState,
  now: EpochMs,
): CheckReading {
  const reading = readProbe(pass.probe, subject, host, now);
  const base = { reading: reading.text, condition: conditionText(pass) };
  switch (reading.kind) {
    case "waiting":
      return { ...base, outcome: "waiting" };
    case "unknown":
      return { ...base, outcome: "unknown", ...(reading.readAt !== undefined && { readAt: reading.readAt }) };
    case "no-answer":
      return { ...base, outcome: passesWithoutAnswer(pass) ? "passing" : "failing", readAt: reading.readAt };
    case "value":
      return { ...base, outcome: passes(pass, reading) ? "passing" : "failing", readAt: reading.readAt };
  }
}

/** Only "is not" is met by something that is not there. */
const passesWithoutAnswer = ({ operator }: PassCondition): boolean => operator === "is-not";

function passes(pass: PassCondition, reading: Extract<ProbeReading, { kind: "value" }>): boolean {
  if (pass.operator === "answers") return true;
  const [read, wanted] = comparable(reading.value, pass.value);
  switch (pass.operator) {
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

const OPERATORS: Record<Exclude<PassCondition["operator"], "answers">, string> = {
  is: "when",
  "is-not": "when not",
  below: "below",
  "at-most": "at",
  above: "above",
  "at-least": "from",
};

/** "passes below 1 s", "passes when active", "passes above 15 %". */
export function conditionText({ probe, operator, value }: PassCondition): string {
  if (operator === "answers") return "passes when it answers";
  if (operator === "is" && toNumber(value) !== undefined) return `passes at ${valueText(probe, value)}`;
  const suffix = operator === "at-most" ? " or less" : operator === "at-least" ? " on" : "";
  return `passes ${OPERATORS[operator]} ${valueText(probe, value)}${suffix}`;
}

function valueText(probe: CheckProbe, value: PassCondition["value"]): string {
  const number = toNumber(value);
  if (typeof value === "boolean" || value === "true" || value === "false")
    return String(value) === "true" ? "yes" : "no";
  if (number === undefined) return String(value ?? "");
  if (probe.startsWith("api.")) return durationText(number);
  if (probe.endsWith("-ratio")) return percentText(number);
  if (probe.endsWith("-bytes")) return bytesText(number);
  return String(number);
}

export { type CheckSubject, readProbe };
