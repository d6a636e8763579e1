import { foldSignals, startHostState } from "../fold.ts";
import type { HostState } from "../host-state.ts";
import type {
  ApiFailure,
  ApiOutcome,
  ContainerReading,
  InfoReading,
  InspectReading,
  NetworkReading,
} from "../readings.ts";
import type { LogUnit, Signal } from "../signal.ts";
import type { EpochMs } from "../time.ts";
import { containerId, HOST, T0 } from "./values.ts";

export * from "./fact-builders.ts";
export * from "./values.ts";

/*
 * Values for tests: each says only what matters there. Times are numbers; T0 is the start of a test's story.
 */

/** The state after these signals, beginning at T0 unless told. */
export const aHostState = (signals: readonly Signal[], startedAt: EpochMs = T0): HostState =>
  foldSignals(startHostState(HOST, startedAt), signals);

const answered = <Reading>(reading: Reading, durationMs: number): ApiOutcome<Reading> => ({
  ok: true,
  durationMs,
  reading,
});

const failed = (failure: ApiFailure, durationMs?: number, message?: string): ApiOutcome<never> => ({
  ok: false,
  failure,
  durationMs: durationMs ?? (failure === "timeout" ? 5_000 : 1),
  message: message ?? failure,
});

export const aPing = (at: EpochMs, durationMs = 1): Signal => ({
  hostId: HOST,
  at,
  kind: "ping",
  outcome: answered({ apiVersion: "1.45", engine: "docker" }, durationMs),
});

export const aFailedPing = (at: EpochMs, failure: ApiFailure, message?: string): Signal => ({
  hostId: HOST,
  at,
  kind: "ping",
  outcome: failed(failure, undefined, message),
});

/** Failing answers of any other probe. */
export const aFailed = (
  kind: "version" | "info" | "containers" | "networks",
  at: EpochMs,
  failure: ApiFailure,
): Signal => ({ hostId: HOST, at, kind, outcome: failed(failure) });

export const aVersion = (at: EpochMs, engineVersion = "26.1.5"): Signal => ({
  hostId: HOST,
  at,
  kind: "version",
  outcome: answered({ engineVersion, apiVersion: "1.45" }, 2),
});

export const anInfo = (at: EpochMs, about: Partial<InfoReading> = {}, durationMs = 6): Signal => ({
  hostId: HOST,
  at,
  kind: "info",
  outcome: answered(
    {
      name: "web-1",
      engineVersion: "26.1.5",
      dataRoot: "/var/lib/docker",
      storageDriver: "overlay2",
      loggingDriver: "json-file",
      cgroupDriver: "systemd",
      isLiveRestoreOn: false,
      containers: 2,
      containersRunning: 2,
      images: 3,
      warnings: [],
      ...about,
    },
    durationMs,
  ),
});

export const aContainer = (number: number, about: Partial<ContainerReading> = {}): ContainerReading => ({
  id: containerId(number),
  name: `app-${number}`,
  image: "foghorn/bb:1",
  imageId: "sha256:1",
  state: "running",
  status: "Up 3 hours",
  createdAt: T0 - 3_600_000,
  networkMode: "default",
  networks: [{ name: "bridge", address: `172.17.0.${number + 1}` }],
  ports: [],
  ...about,
});

export const aList = (at: EpochMs, containers: readonly ContainerReading[], durationMs = 3): Signal => ({
  hostId: HOST,
  at,
  kind: "containers",
  outcome: answered(containers, durationMs),
});

export const aBridge = (about: Partial<NetworkReading> = {}): NetworkReading => ({
  id: "b0",
  name: "bridge",
  driver: "bridge",
  bridge: "docker0",
  subnets: ["172.17.0.0/16"],
  isMasqueraded: true,
  isInternal: false,
  ...about,
});

export const someNetworks = (at: EpochMs, networks: readonly NetworkReading[]): Signal => ({
  hostId: HOST,
  at,
  kind: "networks",
  outcome: answered(networks, 2),
});

export const anInspectReading = (number: number, about: Partial<InspectReading> = {}): InspectReading => ({
  id: containerId(number),
  name: `app-${number}`,
  image: "foghorn/bb:1",
  state: "running",
  pid: 4_000 + number,
  exitCode: 0,
  isOomKilled: false,
  error: "",
  restartCount: 0,
  restartPolicy: "always",
  isTty: false,
  logDriver: "json-file",
  memoryLimitBytes: 0,
  environmentNames: [],
  ...about,
});

export const anInspect = (at: EpochMs, number: number, about: Partial<InspectReading> = {}): Signal => ({
  hostId: HOST,
  at,
  kind: "inspect",
  containerId: containerId(number),
  outcome: answered(anInspectReading(number, about), 1),
});

export const aFailedInspect = (at: EpochMs, number: number, failure: ApiFailure): Signal => ({
  hostId: HOST,
  at,
  kind: "inspect",
  containerId: containerId(number),
  outcome: failed(failure),
});

export const anEvent = (
  at: EpochMs,
  action: string,
  number: number,
  attributes: Readonly<Record<string, string>> = {},
): Signal => ({
  hostId: HOST,
  at,
  kind: "docker-event",
  event: {
    timeNano: `${at}000000`,
    type: "container",
    action,
    actorId: containerId(number),
    attributes: { name: `app-${number}`, ...attributes },
  },
});

export const aLine = (at: EpochMs, unit: LogUnit, text: string): Signal => ({
  hostId: HOST,
  at,
  kind: "journal-line",
  line: { cursor: "", sourceAt: at, unit, text },
});

export const eventsStream = (at: EpochMs, isOpen: boolean): Signal => ({
  hostId: HOST,
  at,
  kind: "stream-state",
  stream: "events",
  isOpen,
});
