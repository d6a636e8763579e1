import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "engine-known-cve",
  title: "Engine with a known hole or bug",
  part: "dockerd",
  group: "Security",
  severity: "notice",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 60 * SECOND_MS,
  signatures: [],
  proof: {
    how: "Versions on both sides of every row of the table, with and without a distribution's revision",
  },
};
