import { startEffectMode } from "../shared/start-effect-mode.ts";

/** Never the cause: what systemd does about a start that fails. */
export const daemonStartLimitHit = startEffectMode({
  id: "daemon-start-limit-hit",
  signatureIds: ["start-limit"],
  results: ["start-limit-hit", "service-start-limit-hit"],
  title: "systemd gave up on docker.service",
  summary:
    "systemd was asked for too many starts within a minute and refuses more, also after the cause is mended: it wants reset-failed first.",
});
