import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "./naming.ts";
import { hostPlaces, type Lab } from "./places.ts";

/** A process that may be gone and its number given to another: the start time tells. */
export interface ProcessRef {
  readonly pid: number;
  /** Field 22 of /proc/<pid>/stat: clock ticks since the machine started. */
  readonly startTicks: number;
}

export interface ActiveFault {
  readonly id: string;
  readonly variant: string;
  readonly brokenAt: number;
}

/** What is remembered of a host; written before anything of it is made, removed after the last of it. */
export interface HostRecord {
  readonly name: string;
  readonly engine: Engine;
  readonly address: string;
  readonly index: number;
  readonly createdAt: number;
  /** The command that brings it up; without it a host that has no `init` is the remains of a crash. */
  readonly maker: ProcessRef;
  /** Its public ssh key, "ssh-ed25519 AAAA…". */
  readonly hostKey: string;
  /** Its process 1 as the machine sees it; absent until it has booted. */
  readonly init?: ProcessRef;
  readonly faults: readonly ActiveFault[];
}

export function readRecord(lab: Lab, name: string): HostRecord | undefined {
  try {
    return JSON.parse(readFileSync(hostPlaces(lab, name).record, "utf8")) as HostRecord;
  } catch {
    // No record, or one cut short by a crash: both mean that the host is not usable.
    return undefined;
  }
}

/** Written beside and renamed, so that a reader never meets half of one. */
export function writeRecord(lab: Lab, record: HostRecord): void {
  const path = hostPlaces(lab, record.name).record;
  writeFileSync(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}

/** Names with a directory in the lab, with or without a readable record. */
export function recordedNames(lab: Lab): string[] {
  return readdirSync(join(lab.stateDir, "hosts")).sort();
}

export function readRecords(lab: Lab): HostRecord[] {
  return recordedNames(lab).flatMap((name) => readRecord(lab, name) ?? []);
}

export function processRef(pid: number): ProcessRef | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in field 2 may hold spaces and brackets; what counts begins after the last one.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : { pid, startTicks: Number(fields[19]) };
  } catch {
    return undefined;
  }
}

export const isAlive = (ref: ProcessRef): boolean => processRef(ref.pid)?.startTicks === ref.startTicks;

export type HostState = "running" | "starting" | "dead";

export function hostState(record: HostRecord): HostState {
  if (record.init) return isAlive(record.init) ? "running" : "dead";
  return isAlive(record.maker) ? "starting" : "dead";
}
