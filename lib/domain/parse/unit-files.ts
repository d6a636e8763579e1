import type { UnitFilesReading } from "../facts.ts";
import { splitArguments } from "./processes.ts";
import { section } from "./sections.ts";

export function parseUnitFiles(sections: ReadonlyMap<string, string>): UnitFilesReading {
  return {
    unitText: section(sections, "unit"),
    defaultsText: section(sections, "defaults"),
    runningArgs: splitArguments(section(sections, "arguments").replace(/\n$/, "")),
  };
}
