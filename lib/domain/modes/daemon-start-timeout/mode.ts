import { startEffectMode } from "../shared/start-effect-mode.ts";

/** Never the cause: what systemd does about a start that fails. */
export const daemonStartTimeout = startEffectMode({
  id: "daemon-start-timeout",
  signatureIds: ["start-timed-out"],
  results: ["timeout"],
  title: "Start of docker.service timed out",
  summary: "docker.service did not report ready within its time, and systemd ended it.",
});
