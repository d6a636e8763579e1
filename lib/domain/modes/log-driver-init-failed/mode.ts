import type { Mode } from "../../mode.ts";
import { serviceOf } from "../shared/services.ts";
import { startErrorMode } from "../shared/start-error-mode.ts";
import { failedStarts } from "../shared/start-errors.ts";

const PREFIX =
  /^(?:failed to create task for container: |failed to create shim task: )*(?:failed to (?:initialize|create) (?:the )?logging driver: )?/;

const one: Mode = startErrorMode({
  id: "log-driver-init-failed",
  kinds: new Set(["logging"]),
  // Their line names no container by its name: what Docker wrote into the container itself tells.
  lines: [],
  severity: "ticket",
  part: "log",
  words: (name, error, failed) => {
    const reason = error.replace(PREFIX, "");
    const driver = failed?.inspect.logDriver ?? "";
    const sink = failed?.inspect.confinement?.logSink ?? "";
    return {
      title: "Log driver cannot start",
      summary: `${name} did not start because its logging driver${driver === "" ? "" : ` ${driver}`} could not: ${reason}. Whoever logs there and runs goes on running, until its next restart.`,
      reading: reason,
      facts: { ...(driver !== "" && { driver }), ...(sink !== "" && { sink }) },
    };
  },
});

/** A sink that is away keeps every container from starting that logs to it: of more than one service that is a page. */
export const logDriverInitFailed: Mode = {
  ...one,
  judge: (host, now, open) => {
    const services = new Set(
      failedStarts(host).flatMap(({ kind, inspect }) => (kind === "logging" ? [serviceOf(inspect)] : [])),
    );
    const judgements = one.judge(host, now, open);
    if (services.size < 2) return judgements;
    return judgements.map((judgement) =>
      judgement.verdict === "failing" ? { ...judgement, severity: "page" } : judgement,
    );
  },
};
