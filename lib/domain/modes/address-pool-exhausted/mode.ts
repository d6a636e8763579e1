import {
  type AddressPool,
  DEFAULT_POOLS,
  type PoolUse,
  poolFromFlag,
  poolsFrom,
  poolUsage,
} from "../../address-pools.ts";
import { nextStartFlags, runningFlags } from "../../daemon-config/start-arguments.ts";
import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { freshFact } from "../shared/host-facts.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { bridgeNetworks, linksOf } from "../shared/network.ts";
import { parsedConfig } from "../shared/start-cause.ts";
import { toEvidence } from "../shared/text.ts";

// 25 of the 31 that an engine has unless told.
const NEARLY_RATIO = 25 / 31;
const LEAVE_RATIO = 23 / 31;
// Whoever gives dockerd a pool of a few subnets means to use them all.
const SMALL_CAPACITY = 8;
const LINE_WINDOW_MS = 10 * MINUTE_MS;
const NETWORKS_FRESH_MS = 90_000;

/** Each network takes a subnet out of the pools and keeps it until it is removed; then no network can be made any more. */
export const addressPoolExhausted: Mode = {
  id: "address-pool-exhausted",
  inputs: ["networks", "journal-line"],
  windows: {
    // Test runs make networks by the dozen and take them away again.
    raiseAfterMs: MINUTE_MS,
    raiseAfterReadings: 2,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const found = poolUseOf(host, now);
    const lines = linesWith(host, ["pools-exhausted"], now - LINE_WINDOW_MS);
    const [newest] = lines;
    if (found === undefined) return settled(open, "", "unknown", now);
    const { at, use, networks } = found;
    const isFull = use.taken >= use.capacity && use.capacity > 1;
    const isOpen = openOf(open, "") !== undefined && openOf(open, "")?.state !== "recovering";
    const isNear =
      use.capacity >= SMALL_CAPACITY && use.taken / use.capacity >= (isOpen ? LEAVE_RATIO : NEARLY_RATIO);
    // A refusal before networks were removed is settled by the count.
    const isRefused = newest !== undefined && isNear;
    const left = Math.max(0, use.capacity - use.taken);
    const reading = `${use.taken} of ${use.capacity} subnets taken`;
    const evidence = toEvidence(
      at,
      "GET /networks",
      `${reading} by ${networks} bridge networks and routes`,
      reading,
    );
    if (!isNear && !(isFull && newest !== undefined)) return settled(open, "", "passing", at, [evidence]);
    return [
      {
        subject: "",
        verdict: "failing",
        variant: isFull || isRefused ? "exhausted" : "nearly",
        severity: "ticket",
        part: "bridge",
        title: isFull || isRefused ? "No subnet left for new networks" : "Subnets for networks run out",
        summary: `${networks} bridge networks and what the host routes itself take ${use.taken} of the ${use.capacity} subnets that Docker may give out${isFull ? ": the next network cannot be made" : `; ${left} are left`}. Networks that nobody uses keep theirs.`,
        readAt: at,
        evidence: [evidence, ...lines.slice(0, 2).map((line) => lineEvidence(line))],
        blast: {
          affected: isFull
            ? ["docker network create, compose up with a network of its own"]
            : ["Nothing yet; then docker network create and compose up"],
          parts: [],
          notAffected: ["Networks and containers that are there"],
        },
        facts: { taken: String(use.taken), capacity: String(use.capacity), left: String(left) },
      },
    ];
  },
};

export interface FoundPoolUse {
  readonly at: EpochMs;
  readonly use: PoolUse;
  readonly networks: number;
}

/** How much of the pools is taken, by networks and by what the host routes itself; undefined where networks are not known. */
export function poolUseOf(host: HostState, now: EpochMs): FoundPoolUse | undefined {
  const last = host.networks.lastGood;
  if (last === undefined || now - last.at > NETWORKS_FRESH_MS) return undefined;
  if (host.ping.lastGood?.reading.engine === "podman") return undefined;
  const networks = bridgeNetworks(host);
  const own = new Set(networks.map(({ bridge }) => bridge));
  const routes = (linksOf(host, now)?.network.routes ?? []).filter(
    ({ link, destination }) => !own.has(link) && !link.startsWith("br-") && destination !== "0.0.0.0/0",
  );
  const taken = [
    ...last.reading.flatMap(({ subnets }) => subnets),
    ...routes.map(({ destination }) => destination),
  ];
  return { at: last.at, use: poolUsage(poolsOf(host, now), taken), networks: networks.length };
}

function poolsOf(host: HostState, now: EpochMs): readonly AddressPool[] {
  const files = freshFact(host, "unit-files", now)?.fact.files;
  const flags = (files && (runningFlags(files) ?? nextStartFlags(files))) ?? [];
  const told = flags.flatMap(({ name, value }) =>
    name === "default-address-pool" ? (poolFromFlag(value) ?? []) : [],
  );
  if (told.length > 0) return told;
  const file = freshFact(host, "config-file", now)?.fact.file;
  const config = file?.exists ? parsedConfig(host, file) : undefined;
  const key = config?.ok ? config.keys.find((one) => one.key === "default-address-pools") : undefined;
  return poolsFrom(key?.value) ?? DEFAULT_POOLS;
}
