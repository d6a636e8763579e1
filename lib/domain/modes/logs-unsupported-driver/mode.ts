import type { Mode } from "../../mode.ts";
import { logMode } from "../shared/log-mode.ts";
import { subjectOfLine } from "../shared/named-container.ts";

/** Somebody wanted to read a log that its driver does not give back: no fault of the container, but of where one looks. */
export const logsUnsupportedDriver: Mode = logMode({
  id: "logs-unsupported-driver",
  signatures: ["logs-not-readable"],
  severity: "ticket",
  part: "log",
  subjectOf: ({ line }, host) => subjectOfLine(host, line.text).name,
  words: (subject, { line }, host) => {
    const { facts } = subjectOfLine(host, line.text);
    const inspect =
      facts.containerId && [...host.inspects].find(([id]) => id === facts.containerId)?.[1].lastGood;
    const driver = inspect ? inspect.reading.logDriver : "";
    const sink = inspect ? (inspect.reading.confinement?.logSink ?? "") : "";
    return {
      title: "Logs cannot be read back",
      summary: `${subject === "" ? "A container" : subject} logs with ${driver === "" ? "a driver" : `the driver ${driver}`} that does not give lines back${sink === "" ? "" : `; they are sent to ${sink}`}.`,
      blast: { affected: ["docker logs"], parts: [], notAffected: ["The container itself"] },
      facts: { ...facts, ...(driver !== "" && { driver }), ...(sink !== "" && { sink }) },
    };
  },
});
