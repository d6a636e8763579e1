import type { SocketReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { processOf, socketOf, unitOf, unitText } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { runOnText } from "../shared/running.ts";
import { meantRights, orAsPackaged, wrongRights } from "../shared/socket-rights.ts";
import { toEvidence } from "../shared/text.ts";

/** The daemon may be fine: Foghorn's account has no right to open its socket. */
export const dockerSockPermission: Mode = {
  id: "docker-sock-permission",
  inputs: ["ping", "fact"],
  windows: {
    // A daemon that starts makes its socket first and sets the group a moment later; a minute is past every restart.
    raiseAfterMs: MINUTE_MS,
    raiseAfterReadings: 2,
    // A right is granted or not: a few good answers settle it.
    clearAfterMs: 30 * SECOND_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const sight = sightOfEngine(host, now);
    const socket = socketOf(host, now);
    if (sight.kind === "answers")
      return settled(open, "", "passing", sight.readAt, [
        toEvidence(sight.readAt, "GET /_ping", sight.status, "/_ping answers"),
      ]);
    const isRefusedByStat = socket?.reading.exists === true && socket.reading.mayOpen === false;
    if (sight.kind === "denied" || isRefusedByStat) {
      const readAt = sight.kind === "denied" ? sight.readAt : (socket?.at ?? now);
      if (!isOfRunningDaemon(host, readAt, open, now)) return settled(open, "", "unknown", readAt);
      return [judgeDenied(host, readAt, sight.kind === "denied" ? sight.sinceAt : readAt, now)];
    }
    if (socket?.reading.mayOpen === true && sight.kind === "down")
      return settled(open, "", "passing", socket.at);
    return settled(open, "", "unknown", sight.readAt);
  },
};

/**
 * A start makes the socket before it gives it to its group, and takes it away again where it fails: only beside a
 * docker.service that was seen to run since is a refusal one. Once known it lasts while the unit does.
 */
function isOfRunningDaemon(
  host: HostState,
  refusedAt: EpochMs,
  open: readonly Symptom[],
  now: EpochMs,
): boolean {
  const unit = unitOf(host, "docker.service", now);
  if (unit === undefined) return true;
  const isKnown = open.some(({ state }) => state !== "recovering");
  return unit.reading.activeState === "active" && (isKnown || unit.at >= refusedAt);
}

function whyRefused(host: HostState, socket: SocketReading | undefined): string {
  const meant = meantRights(host);
  const { group, by } = orAsPackaged(meant);
  switch (wrongRights(socket, meant)) {
    case "group":
      return `It belongs to group root, where ${by} gives it to group ${group}: every account of that group is locked out. dockerd itself may be fine.`;
    case "mode":
      return `Its group may not use it, which ${by} lets it: every account of that group is locked out. dockerd itself may be fine.`;
    case undefined:
      return "It says nothing about dockerd, which other accounts may reach.";
  }
}

function judgeDenied(host: HostState, readAt: EpochMs, sinceAt: EpochMs, now: EpochMs): Judgement {
  const socket = socketOf(host, now)?.reading;
  const account = socket?.account ? `The account ${socket.account}` : "Foghorn's account";
  const rights = socket?.mode ? ` (${socket.mode} ${socket.owner ?? ""} ${socket.group ?? ""})` : "";
  return {
    subject: "",
    verdict: "failing",
    severity: "ticket",
    part: "sock",
    title: "API socket: permission denied",
    summary: `${account} may not open the socket${rights}. ${whyRefused(host, socket)}`,
    readAt,
    sinceAt,
    evidence: evidenceOf(host, now),
    blast: {
      affected: ["Everything Foghorn reads through the API of this host"],
      // Nothing of the engine is broken; what cannot be read is drawn as last known.
      parts: [],
      notAffected: [...daemonRuns(host, now), ...runOnText(host, now)],
    },
    facts: {
      path: socket?.path ?? "/run/docker.sock",
      ...groupToJoin(host, socket),
      ...(socket?.account && { account: socket.account }),
      ...(socket?.mode && { mode: socket.mode }),
    },
  };
}

/** The group that is to have the socket; none where that is root's: nobody is told to join it. */
function groupToJoin(host: HostState, socket: SocketReading | undefined): Readonly<Record<string, string>> {
  const meant = meantRights(host);
  const isWrong = wrongRights(socket, meant) === "group";
  const group = isWrong || socket?.group === undefined ? orAsPackaged(meant).group : socket.group;
  return group === "root" ? {} : { group };
}

function daemonRuns(host: HostState, now: EpochMs): readonly string[] {
  const unit = unitOf(host, "docker.service", now)?.reading;
  if (unit?.activeState === "active") return [`docker.service is ${unitText(unit)}`];
  return processOf(host, "dockerd", now)?.reading === undefined ? [] : ["dockerd runs"];
}

function evidenceOf(host: HostState, now: EpochMs): readonly Evidence[] {
  const newest = host.ping.tries.at(-1);
  const socket = socketOf(host, now);
  const found: Evidence[] = [];
  if (newest !== undefined && !newest.ok)
    found.push(
      toEvidence(
        newest.at,
        "GET /_ping",
        newest.message ?? "permission denied",
        "connect: permission denied",
      ),
    );
  if (socket !== undefined) {
    const { path, mode, owner, group, account } = socket.reading;
    const text = [mode, owner, group, path].filter(Boolean).join(" ");
    const meant = meantRights(host);
    const configured = orAsPackaged(meant);
    const wrong = wrongRights(socket.reading, meant);
    const reading =
      wrong === "group"
        ? `group root, ${configured.by} makes it ${configured.group}`
        : wrong === "mode"
          ? `${mode}, ${configured.by} makes it srw-rw----`
          : `${account ?? "account"} is not in group ${group ?? "?"}`;
    found.push(toEvidence(socket.at, `stat ${path}`, text, reading));
  }
  return found;
}
