import type { HostState } from "../../host-state.ts";
import { type ContainerId, shortId } from "../../ids.ts";
import type { EpochMs } from "../../time.ts";
import { freshFact, isPodman, isRootless, isShim } from "./host-facts.ts";
import { counted, named } from "./text.ts";

/** A container that runs by the word of its shim, joined with the name it was last known by. */
export interface RunningByShim {
  readonly id: ContainerId;
  readonly name: string;
  readonly pid: number;
}

/**
 * What runs whether dockerd lives or not; undefined where processes cannot be read, or were not since
 * `notBefore`: what ran before a fault proves nothing about after.
 */
export function runningByShims(
  host: HostState,
  now: EpochMs,
  notBefore: EpochMs = 0,
): readonly RunningByShim[] | undefined {
  // What is held by conmon is not told by shims: none of them is no container.
  const processes = isPodman(host) ? undefined : freshFact(host, "processes", now);
  if (processes !== undefined && processes.at < notBefore) return undefined;
  // A user's shims belong to the user's manager, and nothing proves which of them are genuine.
  const isUntold = processes?.fact.processes.some((each) => isShim(each) && each.containerId === undefined);
  if (isUntold === true && isRootless(host)) return undefined;
  return processes?.fact.processes.flatMap((process) =>
    isShim(process) && process.containerId !== undefined
      ? [{ id: process.containerId, name: nameOf(host, process.containerId), pid: process.pid }]
      : [],
  );
}

export const nameOf = (host: HostState, id: ContainerId): string =>
  host.names.get(id)?.name ?? host.lives.get(id)?.name ?? shortId(id);

/** Running containers of the last list, however old it is; undefined before the first. */
export function lastKnownRunning(host: HostState): number | undefined {
  return host.containers.lastGood?.reading.filter(({ state }) => state === "running" || state === "paused")
    .length;
}

/** "40 of 41 containers run on (40 shims)", from shims alone; nothing where they cannot be seen. */
export function runOnText(host: HostState, now: EpochMs, notBefore: EpochMs = 0): readonly string[] {
  const running = runningByShims(host, now, notBefore);
  if (running === undefined) return [];
  const expected = lastKnownRunning(host);
  const names = named(running.map(({ name }) => name).sort());
  const of = expected !== undefined && expected >= running.length ? ` of ${expected}` : "";
  if (running.length === 0) return [];
  return [
    `${running.length}${of} ${running.length === 1 && of === "" ? "container runs" : "containers run"} on: ${names}`,
  ];
}

/** "4 of 4 containers do not run": what ran by the last list and has no shim now; nothing where shims cannot be seen. */
export function downText(host: HostState, now: EpochMs): readonly string[] {
  const running = runningByShims(host, now);
  const expected = lastKnownRunning(host);
  if (running === undefined || expected === undefined || running.length >= expected) return [];
  const down = expected - running.length;
  return [`${down} of ${counted(expected, "container")} ${expected === 1 ? "does" : "do"} not run`];
}

/** What a fresh list says of containers: "41 of 42 containers run". */
export function listedText(host: HostState, now: EpochMs, except?: string): readonly string[] {
  const list = freshList(host, now);
  if (list === undefined) return [];
  const others = except === undefined ? list : list.filter(({ name }) => name !== except);
  const running = others.filter(({ state }) => state === "running").length;
  if (others.length === 0) return [];
  const noun = except === undefined ? "container" : "other container";
  return [`${running} of ${counted(others.length, noun)} ${others.length === 1 ? "runs" : "run"}`];
}

/** Status of a container in Docker's words without how long ago, which is wrong a second later: "Restarting (3)", "Up (healthy)". */
export const withoutAge = (status: string): string =>
  status.replace(/^(Restarting|Exited) (\(-?\d+\)) .* ago$/, "$1 $2").replace(/^Up [^(]*?(?= \(|$)/, "Up");

// A list every 4 s with 5 s of patience.
export const LIST_FRESH_MS = 30_000;

export const freshList = (host: HostState, now: EpochMs) => {
  const last = host.containers.lastGood;
  return last !== undefined && now - last.at <= LIST_FRESH_MS ? last.reading : undefined;
};
