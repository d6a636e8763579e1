import type { Mode } from "../../mode.ts";
import { logMode } from "../shared/log-mode.ts";
import { subjectOfLine } from "../shared/named-container.ts";

/**
 * A container's log file holds something that is no log line: a torn one after a full disk or a power cut, zeros of a
 * copy that was cut. 26 breaks off with an error, 20.10 ends without a word to whoever reads.
 */
export const jsonLogCorrupt: Mode = logMode({
  id: "json-log-corrupt",
  signatures: ["log-torn"],
  severity: "ticket",
  part: "log",
  subjectOf: ({ line }, host) => subjectOfLine(host, line.text).name,
  words: (subject, { line }, host) => ({
    title: "Container log unreadable",
    summary: `The log of ${subject === "" ? "a container" : subject} holds something that is no log line: reading it ends there, and what comes after is not shown.`,
    blast: {
      affected: [`docker logs of ${subject === "" ? "that container" : subject}, and whoever ships them`],
      parts: [],
      notAffected: ["The container itself, which goes on writing"],
    },
    facts: subjectOfLine(host, line.text).facts,
  }),
});
