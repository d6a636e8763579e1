import type { PrunePreview } from "../../domain/action.ts";
import { isContainerId } from "../../domain/ids.ts";
import type {
  ApiOutcome,
  ContainerReading,
  DiskUsageReading,
  InfoReading,
  InspectReading,
  NetworkReading,
  PingReading,
  VersionReading,
} from "../../domain/readings.ts";
import { GATE_DEADLINE_MS } from "../../gate-protocol/deadlines.ts";
import { GateError } from "../gate-error.ts";
import { type ApiAnswer, type ApiCall, callApi, LinkAgent, type Timed } from "./api.ts";
import { type NegotiatedVersion, negotiate } from "./api-version.ts";
import type { DaemonLink } from "./daemon-link.ts";
import { ApiError, toApiError } from "./failure.ts";
import { parseJson } from "./json.ts";
import { createPings } from "./pings.ts";
import { toContainers } from "./projections/container.ts";
import { toDiskUsage } from "./projections/disk-usage.ts";
import { toInfo, toPing, toVersion } from "./projections/engine.ts";
import { environmentOf, toInspect } from "./projections/inspect.ts";
import { toNetworks } from "./projections/network.ts";
import { type PruneVerb, toPrunePreview } from "./projections/prune.ts";

/** One daemon's API as the gate's operations see it: typed questions, projected answers. */
export interface Daemon {
  /** Over a fresh connection, or over one that is kept. */
  readonly ping: (signal: AbortSignal, over?: "kept") => Promise<ApiOutcome<PingReading>>;
  readonly version: (signal: AbortSignal) => Promise<ApiOutcome<VersionReading>>;
  readonly info: (signal: AbortSignal) => Promise<ApiOutcome<InfoReading>>;
  readonly containers: (signal: AbortSignal) => Promise<ApiOutcome<readonly ContainerReading[]>>;
  readonly networks: (signal: AbortSignal) => Promise<ApiOutcome<readonly NetworkReading[]>>;
  /** The daemon walks its disk for it. */
  readonly diskUsage: (signal: AbortSignal) => Promise<ApiOutcome<DiskUsageReading>>;
  /** Throws GateError `unknown-container` for an id that this daemon does not list. */
  readonly inspect: (id: string, signal: AbortSignal) => Promise<ApiOutcome<InspectReading>>;
  /** What a prune would take. One walk of the disk a minute serves all who ask. */
  readonly prunePreview: (verb: PruneVerb, signal: AbortSignal) => Promise<ApiOutcome<PrunePreview>>;
  /** The one call of an action, over a connection of its own and never made twice. Ends by itself at its deadline. */
  readonly act: (
    call: { readonly path: string; readonly query?: Readonly<Record<string, string>> },
    deadlineMs: number,
  ) => Promise<ApiOutcome<{ readonly status: number; readonly text: string }>>;
  /** Version to speak, asked by a ping when not known yet. Throws ApiError. */
  readonly negotiated: (signal: AbortSignal) => Promise<NegotiatedVersion>;
  /** The last ping's outcome when it is younger than 5 s: web asks every 2 s, and one answer serves both. */
  readonly recentPing: () => ApiOutcome<PingReading> | undefined;
  /** Ends kept connections. */
  readonly close: () => void;
}

export interface DaemonOptions {
  readonly link: DaemonLink;
  readonly redact: (text: string) => string;
  /** Environment values seen in inspect, to be masked wherever they come up again. */
  readonly learnEnvironment: (entries: ReturnType<typeof environmentOf>) => void;
  /** Called with each successful info. */
  readonly learnInfo: (info: InfoReading) => void;
}

function outcomeOf<Value, Reading>(
  timed: Timed<Value>,
  toReading: (value: Value) => Reading,
): ApiOutcome<Reading> {
  const durationMs = Math.round(timed.durationMs * 10) / 10;
  try {
    if (timed.ok) return { ok: true, durationMs, reading: toReading(timed.value) };
    return failed(timed.error, durationMs);
  } catch (error) {
    return failed(toApiError(error), durationMs);
  }
}

const failed = (error: ApiError, durationMs: number): Extract<ApiOutcome<never>, { ok: false }> => ({
  ok: false,
  failure: error.failure,
  message: error.message.slice(0, 500),
  durationMs,
  ...(error.status === undefined ? {} : { status: error.status }),
});

// A request that begins at the very end of its time still gets the chance of a healthy daemon.
const SHORTEST_DEADLINE_MS = 250;
const RECENT_MS = 5_000;
const USAGE_SHARED_MS = 60_000; // the daemon walks its whole disk for the answer

type TimedOperation =
  | "docker.version"
  | "docker.info"
  | "docker.containers"
  | "docker.networks"
  | "docker.disk-usage"
  | "docker.inspect";

const endOf = (operation: TimedOperation): number => performance.now() + GATE_DEADLINE_MS[operation];

export function createDaemon(options: DaemonOptions): Daemon {
  const { link, redact } = options;
  const kept = new LinkAgent(link);
  const pings = createPings(link, GATE_DEADLINE_MS["docker.ping"]);
  let version: NegotiatedVersion | undefined;
  let listedIds: ReadonlySet<string> = new Set();
  let lastUsage: { readonly at: number; readonly timed: Timed<ApiAnswer> } | undefined;
  let lastPing: { readonly at: number; readonly outcome: ApiOutcome<PingReading> } | undefined;

  /** `endsAt` by the monotonic clock: what comes before the request, a ping or a list, counts against it. */
  async function call(
    request: Omit<ApiCall, "version" | "deadlineMs">,
    endsAt: number,
  ): Promise<Timed<ApiAnswer>> {
    const startedAt = performance.now();
    try {
      const { path } = await negotiated(request.signal);
      const deadlineMs = Math.max(SHORTEST_DEADLINE_MS, Math.round(endsAt - performance.now()));
      return await callApi(link, { ...request, version: path, deadlineMs }, kept);
    } catch (error) {
      request.signal.throwIfAborted();
      return { ok: false, durationMs: performance.now() - startedAt, error: toApiError(error) };
    }
  }

  async function pingOnce(signal: AbortSignal, over?: "kept"): Promise<ApiOutcome<PingReading>> {
    const deadlineMs = GATE_DEADLINE_MS["docker.ping"];
    const timed =
      over === "kept"
        ? await callApi(link, { path: "/_ping", deadlineMs, signal }, kept)
        : await pings.ask(signal);
    const outcome = outcomeOf(timed, (answer) => toPing(answer.headers));
    lastPing = { at: performance.now(), outcome };
    // A daemon that came back may be another one: its version is asked anew.
    version = outcome.ok ? negotiate(outcome.reading.apiVersion) : undefined;
    return outcome;
  }

  async function negotiated(signal: AbortSignal): Promise<NegotiatedVersion> {
    if (version !== undefined) return version;
    const outcome = await pingOnce(signal);
    if (!outcome.ok) throw new ApiError(outcome.failure, outcome.message, withStatus(outcome.status));
    return version ?? negotiate(undefined);
  }

  async function list(signal: AbortSignal, endsAt: number): Promise<ApiOutcome<readonly ContainerReading[]>> {
    const timed = await call({ path: "/containers/json", query: { all: "1" }, signal }, endsAt);
    const outcome = outcomeOf(timed, ({ text }) => toContainers(parseJson(text)));
    if (outcome.ok) listedIds = new Set(outcome.reading.map((container) => container.id));
    return outcome;
  }

  return {
    ping: pingOnce,
    recentPing: () =>
      lastPing !== undefined && performance.now() - lastPing.at < RECENT_MS ? lastPing.outcome : undefined,
    close() {
      pings.close();
      kept.destroy();
    },
    negotiated,
    containers: (signal) => list(signal, endOf("docker.containers")),
    async version(signal) {
      const timed = await call({ path: "/version", signal }, endOf("docker.version"));
      return outcomeOf(timed, ({ text }) => toVersion(parseJson(text)));
    },
    async info(signal) {
      const timed = await call({ path: "/info", signal }, endOf("docker.info"));
      const halfwayAt = Date.now() - timed.durationMs / 2;
      const outcome = outcomeOf(timed, ({ text }) => toInfo(parseJson(text), redact, halfwayAt));
      if (outcome.ok) options.learnInfo(outcome.reading);
      return outcome;
    },
    async networks(signal) {
      const timed = await call({ path: "/networks", signal }, endOf("docker.networks"));
      return outcomeOf(timed, ({ text }) => toNetworks(parseJson(text)));
    },
    async diskUsage(signal) {
      const timed = await call({ path: "/system/df", signal }, endOf("docker.disk-usage"));
      return outcomeOf(timed, ({ text }) => toDiskUsage(parseJson(text), redact));
    },
    async prunePreview(verb, signal) {
      const isFresh = lastUsage !== undefined && performance.now() - lastUsage.at < USAGE_SHARED_MS;
      const timed =
        isFresh && lastUsage
          ? lastUsage.timed
          : await call({ path: "/system/df", signal }, endOf("docker.disk-usage"));
      if (!isFresh && timed.ok) lastUsage = { at: performance.now(), timed };
      return outcomeOf(timed, ({ text }) => toPrunePreview(verb, parseJson(text), Date.now()));
    },
    async act({ path, query }, deadlineMs) {
      const startedAt = performance.now();
      // What it says of the disk is over with the next prune.
      lastUsage = undefined;
      const signal = AbortSignal.timeout(Math.max(SHORTEST_DEADLINE_MS, deadlineMs) + SHORTEST_DEADLINE_MS);
      try {
        const { path: apiVersion } = await negotiated(signal);
        const leftMs = Math.max(
          SHORTEST_DEADLINE_MS,
          Math.round(deadlineMs - (performance.now() - startedAt)),
        );
        const asked = { path, version: apiVersion, deadlineMs: leftMs, signal, method: "POST" } as const;
        const timed = await callApi(link, query === undefined ? asked : { ...asked, query });
        return outcomeOf(timed, ({ status, text }) => ({ status, text }));
      } catch (error) {
        return failed(toApiError(error), performance.now() - startedAt);
      }
    },
    async inspect(id, signal) {
      if (!isContainerId(id)) throw new GateError("bad-request", "not a full container id");
      const endsAt = endOf("docker.inspect");
      if (!listedIds.has(id)) {
        const listed = await list(signal, endsAt);
        if (!listed.ok) return listed;
        if (!listedIds.has(id))
          throw new GateError("unknown-container", "the daemon lists no such container");
      }
      const timed = await call({ path: `/containers/${id}/json`, signal }, endsAt);
      return outcomeOf(timed, ({ text }) => {
        const value = parseJson(text);
        options.learnEnvironment(environmentOf(value));
        return toInspect(value, redact);
      });
    },
  };
}

const withStatus = (status: number | undefined): { readonly status?: number } =>
  status === undefined ? {} : { status };
