import type { Mode } from "../../mode.ts";
import { logMode } from "../shared/log-mode.ts";
import { goneSince, subjectOfLine } from "../shared/named-container.ts";

/**
 * A container's log file holds something that is no log line: a torn one after a full disk or a power cut, zeros of a
 * copy that was cut. 26 breaks off with an error, 20.10 ends without a word to whoever reads.
 */
export const jsonLogCorrupt: Mode = logMode({
  id: "json-log-corrupt",
  signatures: ["log-torn", "log-journal-unreadable"],
  severity: "ticket",
  part: "log",
  // 20.10 does not say whose log it is.
  subjectOf: () => "",
  words: (_subject, { line, marked }, host) => {
    const { name, facts } = subjectOfLine(host, line.text);
    const holds =
      marked.signature.id === "log-journal-unreadable"
        ? "lies in the journal, which cannot be read"
        : "holds something that is no log line";
    return {
      title: "Container log unreadable",
      summary: `The log of ${name === "" ? "a container" : name} ${holds}: reading it ends there, and what comes after is not shown.`,
      blast: {
        affected: [`docker logs of ${name === "" ? "that container" : name}, and whoever ships them`],
        parts: [],
        notAffected: ["The container itself, which goes on writing"],
      },
      facts,
    };
  },
  succeededAt: (host, _subject, afterAt, { line }) => goneSince(host, line.text, afterAt),
});
