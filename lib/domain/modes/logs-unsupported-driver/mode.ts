import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import type { EpochMs } from "../../time.ts";
import { logMode } from "../shared/log-mode.ts";
import { goneSince, subjectOfLine } from "../shared/named-container.ts";

/** Somebody wanted to read a log that its driver does not give back: no fault of the container, but of where one looks. */
export const logsUnsupportedDriver: Mode = logMode({
  id: "logs-unsupported-driver",
  signatures: ["logs-not-readable"],
  severity: "ticket",
  part: "log",
  // The call may name the container by its id, by the beginning of it or by its name; only one that exists is answered so.
  subjectOf: ({ line, marked }, host) => {
    const { name } = subjectOfLine(host, line.text);
    const called = marked.values[0] ?? "";
    return name === "" && !/^[0-9a-f]{12,}$/.test(called) ? called : name;
  },
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
  succeededAt: (host, subject, afterAt, { line }) =>
    goneSince(host, line.text, afterAt) ?? nameGoneSince(host, subject, afterAt),
});

function nameGoneSince({ containers }: HostState, name: string, afterAt: EpochMs): EpochMs | undefined {
  const list = containers.lastGood;
  if (name === "" || list === undefined || list.at <= afterAt) return undefined;
  return list.reading.some((each) => each.name === name) ? undefined : list.at;
}
