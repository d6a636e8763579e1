import { PART_IDS, PART_NAMES, type PartId, type PartState } from "../anatomy.ts";
import type { Symptom } from "../symptom.ts";
import { firstCause, inOrderOfFailure } from "./cause-chain.ts";
import type { Anatomy } from "./content.ts";

/** The engine of the host where the cause was, with everything that broke on it while the incident lasted. */
export function anatomyOf(symptoms: readonly Symptom[]): readonly Anatomy[] {
  const hostId = firstCause(symptoms)?.hostId;
  if (hostId === undefined) return [];
  const own = inOrderOfFailure(symptoms.filter((symptom) => symptom.hostId === hostId));
  const states: Partial<Record<PartId, PartState>> = {};
  for (const { blast } of own) for (const part of blast.parts) states[part] = "hit";
  for (const { part, severity } of own)
    if (states[part] !== "fault") states[part] = severity === "page" ? "fault" : "warn";
  const numbers = new Map<PartId, number>();
  for (const { part } of own) if (!numbers.has(part)) numbers.set(part, numbers.size + 1);
  const broken = own.map(
    ({ part, title, subject }) =>
      `${numbers.get(part)}. ${PART_NAMES[part]}: ${title}${subject === "" ? "" : `, ${subject}`}`,
  );
  const cut = PART_IDS.filter((part) => states[part] === "hit").map((part) => PART_NAMES[part]);
  const others = new Set(symptoms.map((symptom) => symptom.hostId)).size - 1;
  return [
    {
      kind: "anatomy",
      hostId,
      states,
      order: [...numbers].map(([part, number]) => ({ part, number })),
      twin: [
        ...new Set(broken),
        ...(cut.length === 0 ? [] : [`Cut off: ${cut.join(", ")}`]),
        ...(others === 0 ? [] : [`${others} more ${others === 1 ? "host is" : "hosts are"} not drawn.`]),
      ],
    },
  ];
}
