import type { GlanceReading } from "../facts.ts";
import { parseFilesystems } from "./host-state-files.ts";
import { linesOf, numberOf, section } from "./sections.ts";

/** Sections of the glance; a file or a process that is not there has no line. */
export function parseGlance(sections: ReadonlyMap<string, string>): GlanceReading {
  return {
    files: Object.fromEntries(
      linesOf(section(sections, "files")).map((line) => {
        const space = line.indexOf(" ");
        return [line.slice(0, space), line.slice(space + 1)];
      }),
    ),
    disks: parseFilesystems(section(sections, "filesystems")),
    network: section(sections, "network").trim(),
    processes: linesOf(section(sections, "processes")).map((line) => {
      const [command = "", pid, state = ""] = line.split(" ");
      return { command, pid: numberOf(pid, "process"), state };
    }),
  };
}
