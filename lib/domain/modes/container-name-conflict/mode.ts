import type { Mode } from "../../mode.ts";
import { logMode } from "../shared/log-mode.ts";

const HOLDER = /already \w+(?: \w+)? (?:by|to) container \\?"?([0-9a-f]{12,64})/;

/** A container could not be made because another one holds the name: left over from a failed deploy or a removal that did not end. */
export const containerNameConflict: Mode = logMode({
  id: "container-name-conflict",
  signatures: ["name-taken"],
  severity: "ticket",
  part: "ctrs",
  subjectOf: ({ marked }) => marked.values.find((value) => value !== "") ?? "",
  words: (name, { line }) => {
    const holder = HOLDER.exec(line.text)?.[1];
    return {
      title: "Container name taken",
      summary: `No container could be made under the name ${name}: another one holds it. What was to take its place does not run.`,
      blast: {
        affected: [`The deploy that wants the name ${name}`],
        parts: [],
        notAffected: [`The container that holds it`],
      },
      facts: { container: name, ...(holder !== undefined && { holder: holder.slice(0, 12) }) },
    };
  },
  // Made since under that name: whoever held it is gone.
  succeededAt: (host, name, afterAt) =>
    host.containers.lastGood?.reading.some((each) => each.name === name && each.createdAt > afterAt) === true
      ? host.containers.lastGood.at
      : undefined,
});
