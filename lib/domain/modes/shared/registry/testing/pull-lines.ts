import type { HostState } from "../../../../host-state.ts";
import type { Signal } from "../../../../signal.ts";
import { aLine, HOST } from "../../../../testing/builders.ts";
import { pullFailures } from "../failures.ts";

/* What dockerd and containerd say of a pull, and what is told of it. */

export const line = (at: number, text: string, level = "error", unit: "dockerd" | "containerd" = "dockerd") =>
  aLine(at, unit, `time="2026-11-21T15:14:07Z" level=${level} msg=${JSON.stringify(text)}`);
export const handler = (at: number, error: string, level = "error") =>
  line(at, `Handler for POST /v1.45/images/create returned error: ${error}`, level);
export const next = (at: number, error: string) =>
  line(at, `Attempting next endpoint for pull after error: ${error}`, "info");
export const pulled = (at: number, ref: string): Signal => ({
  hostId: HOST,
  at,
  kind: "docker-event",
  event: { timeNano: `${at}000000`, type: "image", action: "pull", actorId: ref, attributes: { name: ref } },
});
export const lost = (registry: string) =>
  `Get "https://${registry}/v2/": dial tcp: lookup ${registry} on 10.0.0.2:53: read udp 10.0.0.9:4->10.0.0.2:53: i/o timeout`;
export const told = (host: HostState) =>
  pullFailures(host).map(({ cause, registry, ref }) => [cause, ref ?? registry].join(" "));
