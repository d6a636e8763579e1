import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "telemetry-gap",
  title: "Foghorn does not hear all of this host",
  part: "callers",
  group: "Host",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [
    ...DAEMON_AWAY,
    "docker-sock-permission",
    "tls-cert-expired",
    "tls-unknown-ca",
    "tls-client-cert-missing",
    "tls-plain-mismatch",
    "storage-io-error",
    "task-d-state",
  ],
  knownToMs: 5 * SECOND_MS,
  signatures: [],
  proof: "lab",
};
