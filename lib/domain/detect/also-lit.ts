import type { PartId } from "../anatomy.ts";
import type { Symptom } from "../symptom.ts";

/** A kill is the doing of the kernel and the loss of the container: both light together. */
const ALSO_LIT: Partial<Record<Symptom["mode"], readonly PartId[]>> = {
  "container-oom-killed": ["kernel"],
};

/** The parts that a symptom itself lights. */
export const litPartsOf = ({ part, mode }: Pick<Symptom, "part" | "mode">): readonly PartId[] => [
  part,
  ...(ALSO_LIT[mode] ?? []),
];
