import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import type { InspectReading } from "../../readings.ts";

/** Drivers that send lines to another process or host over a connection. */
const DISTANT: ReadonlySet<string> = new Set(["syslog", "fluentd", "gelf", "splunk", "logentries"]);
const DEFAULT_PORTS: Readonly<Record<string, number>> = { fluentd: 24_224, gelf: 12_201, syslog: 514 };

export interface DistantLog {
  readonly id: ContainerId;
  readonly inspect: InspectReading;
  /** As configured; "fluentd" and its kind have an address of their own when none is. */
  readonly sink: string;
  readonly port: number;
  readonly isBlocking: boolean;
}

const known = new WeakMap<HostState["inspects"], readonly DistantLog[]>();

/** Running containers whose lines go over a stream connection; worked out once in each state of the inspects. */
export function distantLogs({ inspects }: Pick<HostState, "inspects">): readonly DistantLog[] {
  const before = known.get(inspects);
  if (before !== undefined) return before;
  const found: DistantLog[] = [];
  for (const [id, { lastGood }] of inspects) {
    const inspect = lastGood?.reading;
    if (inspect === undefined || inspect.state !== "running" || !DISTANT.has(inspect.logDriver)) continue;
    const sink = inspect.confinement?.logSink ?? "";
    // Without an address syslog is the host's own socket.
    if (inspect.logDriver === "syslog" && sink === "") continue;
    // A datagram never waits for anybody.
    if (sink.startsWith("udp:") || sink.startsWith("unix")) continue;
    const port = Number(/:(\d{1,5})$/.exec(sink)?.[1] ?? DEFAULT_PORTS[inspect.logDriver] ?? 443);
    found.push({ id, inspect, sink, port, isBlocking: inspect.confinement?.logMode !== "non-blocking" });
  }
  known.set(inspects, found);
  return found;
}

export const hasDistantLogs = (host: Pick<HostState, "inspects">): boolean => distantLogs(host).length > 0;
