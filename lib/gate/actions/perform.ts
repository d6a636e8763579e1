import {
  type ActionTarget,
  type ActionVerb,
  PRUNE_OLDER_THAN,
  STOP_GRACE_S,
  targetChange,
} from "../../domain/action.ts";
import type { ApiFailure } from "../../domain/readings.ts";
import type { ActionAnswer } from "../../gate-protocol/answers.ts";
import { GATE_DEADLINE_MS } from "../../gate-protocol/deadlines.ts";
import type { Daemon } from "../docker/daemon.ts";
import { parseJson } from "../docker/json.ts";
import { toPruned } from "../docker/projections/prune.ts";
import { GateError } from "../gate-error.ts";
import type { HostChannel } from "../host-channel.ts";

export interface ActionRequest {
  /** Of this one decision: the same is not run twice. */
  readonly key: string;
  readonly by: string;
  readonly agreedBy?: string | undefined;
  readonly target?: ActionTarget | undefined;
}

/** What an action needs of a host. */
export interface ActionHost {
  readonly address: { readonly id: string };
  readonly daemon: Pick<Daemon, "inspect" | "act">;
  readonly channel: Pick<HostChannel, "dumpEngine">;
}

interface DaemonCall {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

const GRACE = { t: String(STOP_GRACE_S) };
const filters = (value: Readonly<Record<string, readonly string[]>>) => ({ filters: JSON.stringify(value) });

/** The one call of each verb, built here from constants and a full id. */
function callOf(verb: Exclude<ActionVerb, "engine.dump">, id: string): DaemonCall {
  switch (verb) {
    case "container.start":
      return { path: `/containers/${id}/start` };
    case "container.stop":
      return { path: `/containers/${id}/stop`, query: GRACE };
    case "container.restart":
      return { path: `/containers/${id}/restart`, query: GRACE };
    case "container.kill":
      return { path: `/containers/${id}/kill`, query: { signal: "SIGKILL" } };
    case "container.unpause":
      return { path: `/containers/${id}/unpause` };
    case "prune.containers":
      return { path: "/containers/prune", query: filters({ until: [PRUNE_OLDER_THAN[verb]] }) };
    case "prune.images":
      return { path: "/images/prune", query: filters({ dangling: ["true"] }) };
    case "prune.build-cache":
      return { path: "/build/prune", query: filters({ until: [PRUNE_OLDER_THAN[verb]] }) };
  }
}

/** Nothing had reached the daemon: nothing was run. Everything else may have been. */
const NOTHING_SENT: readonly ApiFailure[] = [
  "host-unreachable",
  "socket-missing",
  "socket-denied",
  "connection-refused",
  "tls",
  "not-tried",
];

/** Throws GateError `unknown-container` when it is not there any more or another one by now. */
async function assertSame(target: ActionTarget, { daemon }: ActionHost, signal: AbortSignal): Promise<void> {
  const now = await daemon.inspect(target.id, signal);
  if (!now.ok && now.status !== 404)
    throw new GateError("daemon", `the container could not be looked at first: ${now.message}`);
  const change = targetChange(target, now.ok ? now.reading : undefined);
  if (change !== undefined) throw new GateError("unknown-container", change);
}

/** Looks at the target once more, makes the one call, and says what became of it. */
export async function performAction(
  verb: ActionVerb,
  { target }: ActionRequest,
  host: ActionHost,
): Promise<ActionAnswer> {
  const startedAt = performance.now();
  const durationMs = () => Math.round(performance.now() - startedAt);
  const deadlineMs = GATE_DEADLINE_MS[verb];
  const signal = AbortSignal.timeout(deadlineMs);
  if (verb === "engine.dump") {
    const dump = await host.channel.dumpEngine(deadlineMs);
    return { ...dump, durationMs: durationMs() };
  }
  if (target !== undefined) await assertSame(target, host, signal);
  const answer = await host.daemon.act(callOf(verb, target?.id ?? ""), deadlineMs - durationMs());
  if (!answer.ok) {
    const isUnknown = answer.failure !== "http-status" && !NOTHING_SENT.includes(answer.failure);
    return { outcome: isUnknown ? "unknown" : "failed", text: answer.message, durationMs: durationMs() };
  }
  const { status, text } = answer.reading;
  const said = verb.startsWith("prune.") ? toPruned(parseJson(text)) : statusText(status);
  return { outcome: "done", text: said, durationMs: durationMs() };
}

/** 304: the daemon had nothing to do. */
const statusText = (status: number): string =>
  status === 304 ? "Docker answered 304: it was so already" : `Docker answered ${status}`;
