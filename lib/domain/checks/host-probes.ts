import { findConflicts } from "../daemon-config/conflicts.ts";
import { nextStartFlags, runningFlags } from "../daemon-config/start-arguments.ts";
import { factSight } from "../detect/visibility.ts";
import type { FactName, SocketReading } from "../facts.ts";
import type { HostState } from "../host-state.ts";
import { configVerdict } from "../modes/shared/config-verdict.ts";
import { freeInodeRatioOf, rootDiskOf, usedRatioOf } from "../modes/shared/disk.ts";
import { expectedRules, type FirewallTable, whyNoRules } from "../modes/shared/firewall.ts";
import { freshFact, isShim, socketOf, unitOf, unitText } from "../modes/shared/host-facts.ts";
import { parsedConfig } from "../modes/shared/start-cause.ts";
import { bytesText, percentText } from "../modes/shared/text.ts";
import type { EpochMs } from "../time.ts";
import { type ProbeReading, unknown, value } from "./reading.ts";

/** Why a fact gives no reading now: not read yet, or out of sight. */
export function withoutFact(host: HostState, name: FactName, now: EpochMs): ProbeReading {
  const sight = factSight(host, name, now);
  if (sight.kind === "live") return unknown("not in what the host reports", sight.at);
  if (host.facts[name].last === undefined && host.facts[name].missing === undefined)
    return { kind: "waiting", text: "not read yet" };
  return sight.kind === "last-known" ? unknown(sight.why.reason, sight.at) : unknown(sight.why.reason);
}

export function readUnit(host: HostState, name: string, now: EpochMs): ProbeReading {
  const unit = unitOf(host, name, now);
  return unit
    ? value(unit.reading.activeState, unitText(unit.reading), unit.at)
    : withoutFact(host, "units", now);
}

export function readSocket(
  host: HostState,
  now: EpochMs,
  pick: (socket: SocketReading) => boolean | undefined,
): ProbeReading {
  const socket = socketOf(host, now);
  const picked = socket && pick(socket.reading);
  if (socket === undefined || picked === undefined) return withoutFact(host, "socket", now);
  return value(picked, picked ? "yes" : "no", socket.at);
}

export function readProcess(host: HostState, command: "dockerd" | "containerd", now: EpochMs): ProbeReading {
  const fact = freshFact(host, "processes", now);
  if (fact === undefined) return withoutFact(host, "processes", now);
  const process = fact.fact.processes.find((known) => known.command === command);
  if (process === undefined) return { kind: "nothing", text: "no such process", readAt: fact.at };
  return value(process.state, `state ${process.state}, pid ${process.pid}`, fact.at);
}

export function readShims(host: HostState, now: EpochMs): ProbeReading {
  const fact = freshFact(host, "processes", now);
  if (fact === undefined) return withoutFact(host, "processes", now);
  const shims = fact.fact.processes.filter(isShim).length;
  return value(shims, `${shims} alive`, fact.at);
}

export function readConfig(host: HostState, now: EpochMs): ProbeReading {
  const fact = freshFact(host, "config-file", now);
  if (fact === undefined) return withoutFact(host, "config-file", now);
  const { file } = fact.fact;
  if (!file.exists) return readNoConfig(host, fact.at, now);
  const config = parsedConfig(host, file);
  if (config.ok) return value(true, "parses", fact.at);
  return value(false, `${config.at.line}:${config.at.column} ${config.message}`, fact.at);
}

/** The default file may be missing; one that a flag names may not: dockerd refuses to start without it. */
function readNoConfig(host: HostState, readAt: EpochMs, now: EpochMs): ProbeReading {
  const files = freshFact(host, "unit-files", now);
  const flags = files && (nextStartFlags(files.fact.files) ?? runningFlags(files.fact.files));
  if (flags?.some(({ name }) => name === "config-file"))
    return value(false, "the file that --config-file names is missing", readAt);
  return value(true, "no file, dockerd takes its defaults", readAt);
}

export function readConflicts(host: HostState, now: EpochMs): ProbeReading {
  const file = freshFact(host, "config-file", now);
  const files = freshFact(host, "unit-files", now);
  if (file === undefined) return withoutFact(host, "config-file", now);
  if (files === undefined) return withoutFact(host, "unit-files", now);
  const readAt = Math.min(file.at, files.at);
  const config = file.fact.file.exists ? parsedConfig(host, file.fact.file) : undefined;
  if (config?.ok === false) return unknown("the file does not parse", readAt);
  const flags = nextStartFlags(files.fact.files) ?? runningFlags(files.fact.files);
  if (flags === undefined) return unknown("the flags of dockerd are not known", readAt);
  const conflicts = config === undefined ? [] : findConflicts(config.keys, flags);
  const text = conflicts.length === 0 ? "none" : conflicts.map(({ key }) => key).join(", ");
  return value(conflicts.length, text, readAt);
}

/** What is wrong with the files of the next start, by the same judgement as the symptoms. */
export function readMistakes(host: HostState, now: EpochMs): ProbeReading {
  const verdict = configVerdict(host, now);
  if (verdict === undefined) return withoutFact(host, "config-file", now);
  const { findings, readAt } = verdict;
  const text = findings.length === 0 ? "none" : findings.map(({ key }) => key).join(", ");
  return value(findings.length, text, readAt);
}

export function readDisk(
  probe: "disk.used-ratio" | "disk.free-bytes" | "disk.free-inode-ratio",
  host: HostState,
  now: EpochMs,
): ProbeReading {
  const root = rootDiskOf(host, now);
  if (root === undefined) return withoutFact(host, "disk", now);
  const { disk, at } = root;
  if (probe === "disk.free-bytes")
    return value(disk.availableBytes, `${bytesText(disk.availableBytes)} free`, at);
  if (probe === "disk.used-ratio")
    return value(usedRatioOf(disk), `${percentText(usedRatioOf(disk))} used`, at);
  const free = freeInodeRatioOf(disk);
  return free === undefined ? value(1, "no limit", at) : value(free, `${percentText(free)} free`, at);
}

/** Chains, jumps and bridge rules of Docker that are missing: empty chains without their rules are no healthy table. */
export function readFirewall(host: HostState, table: FirewallTable, now: EpochMs): ProbeReading {
  const fact = freshFact(host, "firewall", now);
  if (fact === undefined) return withoutFact(host, "firewall", now);
  const why = whyNoRules(host, now);
  if (why !== undefined) return unknown(why, fact.at);
  const rules = expectedRules(host, table, fact.fact.firewall).filter(({ kind }) => kind !== "port");
  const missing = rules.filter(({ isPresent }) => !isPresent).length;
  return value(
    missing,
    missing === 0 ? `all ${rules.length} there` : `${missing} of ${rules.length} missing`,
    fact.at,
  );
}
