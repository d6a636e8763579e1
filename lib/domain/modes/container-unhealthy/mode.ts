import type { HostState } from "../../host-state.ts";
import { shortId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { ContainerReading } from "../../readings.ts";
import type { Severity } from "../../severity.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { freshList, listedText } from "../shared/running.ts";
import { clipped, counted, toEvidence } from "../shared/text.ts";

// Longer than any usual interval: a probe that did not run since says what was, not what is.
const STALE_PROBE_MS = 15 * MINUTE_MS;
// Who was told to end and is still there after that has not ended for it.
const STOPPING_MS = MINUTE_MS;
// A busy daemon says that it was told to kill only when the kernel has done it: probes fail in between.
const KILL_LAG_MS = 10 * SECOND_MS;

/** A health check fails. Docker itself never restarts such a container. */
export const containerUnhealthy: Mode = {
  id: "container-unhealthy",
  inputs: ["docker-event", "containers", "inspect"],
  windows: {
    // The check has failed its retries already; a minute more parts a restart of a dependency from a fault.
    raiseAfterMs: MINUTE_MS,
    raiseAfterReadings: 2,
    // Healthy for two of the usual intervals of 30 s.
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const list = freshList(host, now);
    if (list === undefined) return open.flatMap(({ subject }) => settled(open, subject, "unknown", now));
    const judgements = list.flatMap((container) => judgeContainer(host, container, list, open, now));
    const names = new Set(list.map(({ name }) => name));
    const gone = open.filter(({ subject }) => !names.has(subject));
    return [...judgements, ...gone.flatMap(({ subject }) => settled(open, subject, "gone", now))];
  },
};

function judgeContainer(
  host: HostState,
  container: ContainerReading,
  list: readonly ContainerReading[],
  open: readonly Symptom[],
  now: EpochMs,
): readonly Judgement[] {
  const isOpen = openOf(open, container.name) !== undefined;
  if (!isOpen && container.health === undefined && !host.lives.get(container.id)?.health) {
    // podman lists no health; only inspect tells.
    if (host.inspects.get(container.id)?.lastGood?.reading.health === undefined) return [];
  }
  // A paused container reads unhealthy without having failed anything; a stopped one has no health.
  if (container.state === "paused" || container.state === "restarting")
    return settled(open, container.name, "unknown", now);
  const readAt = host.containers.lastGood?.at ?? now;
  if (container.state !== "running") return settled(open, container.name, "passing", readAt);
  const health = healthOf(host, container);
  if (health === undefined) return settled(open, container.name, "passing", readAt);
  if (health.status === "starting") return [];
  if (health.status === "healthy")
    return settled(open, container.name, "passing", health.at, [
      toEvidence(health.at, "GET /containers/json", container.status, "healthy"),
    ]);
  const probe = host.inspects.get(container.id)?.lastGood?.reading.health;
  // The check of a container that is being stopped or removed fails with it.
  const askedAt = host.lives.get(container.id)?.stopAskedAt;
  if (askedAt !== undefined && now - askedAt <= STOPPING_MS && health.at >= askedAt - KILL_LAG_MS)
    return settled(open, container.name, "unknown", now);
  // Newest answer of a probe that no longer runs: frozen, not failing.
  if (probe?.lastEndAt !== undefined && now - probe.lastEndAt > STALE_PROBE_MS)
    return settled(open, container.name, "unknown", now);
  return [judgeUnhealthy(host, container, health.at, severityOf(container, list, host), now)];
}

interface Health {
  readonly status: string;
  readonly at: EpochMs;
}

/** The newest word on health: list, event or inspect. */
function healthOf(host: HostState, container: ContainerReading): Health | undefined {
  const found: Health[] = [];
  const listAt = host.containers.lastGood?.at;
  if (container.health !== undefined && listAt !== undefined)
    found.push({ status: container.health, at: listAt });
  const life = host.lives.get(container.id);
  // A restart begins health anew; an older event is of another life.
  if (life?.health && life.health.at >= (life.startedAt ?? 0)) found.push(life.health);
  const inspected = host.inspects.get(container.id)?.lastGood;
  const status = inspected?.reading.health?.status;
  // Docker calls a container unhealthy for a moment while it takes it down; a list that still says otherwise is asked anew.
  const isOfItsEnd = status === "unhealthy" && container.health !== undefined && container.health !== status;
  if (inspected !== undefined && status !== undefined && status !== "none" && status !== "" && !isOfItsEnd)
    found.push({ status, at: inspected.at });
  return found.toSorted((a, b) => b.at - a.at)[0];
}

/** One unhealthy container waits for daylight; a service with no healthy replica left does not. */
function severityOf(
  container: ContainerReading,
  list: readonly ContainerReading[],
  host: HostState,
): Severity {
  if (container.project === undefined || container.service === undefined) return "ticket";
  const replicas = list.filter(
    ({ project, service, state }) =>
      project === container.project && service === container.service && state === "running",
  );
  // A single replica is a single container, however it was started.
  if (replicas.length < 2) return "ticket";
  return replicas.every((replica) => healthOf(host, replica)?.status === "unhealthy") ? "page" : "ticket";
}

function judgeUnhealthy(
  host: HostState,
  container: ContainerReading,
  readAt: EpochMs,
  severity: Severity,
  now: EpochMs,
): Judgement {
  const { id, name } = container;
  const probe = host.inspects.get(id)?.lastGood?.reading.health;
  const changed = host.lives.get(id)?.health;
  const streak = probe && probe.failingStreak > 0 ? `, ${counted(probe.failingStreak, "time")} in a row` : "";
  const why =
    probe?.lastExitCode === -1
      ? "the probe ran into its timeout"
      : probe?.lastExitCode !== undefined
        ? `the probe ends with ${probe.lastExitCode}`
        : "its probe fails";
  return {
    subject: name,
    verdict: "failing",
    severity,
    part: "ctrs",
    title: severity === "page" ? "All replicas unhealthy" : "Container unhealthy",
    summary: `The health check of ${name} fails${streak}: ${why}. The container runs, and Docker does not restart it for that.`,
    readAt,
    sinceAt: changed?.status === "unhealthy" ? changed.at : readAt,
    evidence: evidenceOf(host, container),
    blast: {
      affected: [`${name}, as far as its check tells`],
      parts: [],
      notAffected: listedText(host, now, name),
    },
    facts: {
      container: name,
      containerId: id,
      shortId: shortId(id),
      image: container.image,
      ...(probe?.lastExitCode !== undefined && { probeExitCode: String(probe.lastExitCode) }),
    },
  };
}

function evidenceOf(host: HostState, container: ContainerReading): readonly Evidence[] {
  const found: Evidence[] = [];
  const listAt = host.containers.lastGood?.at;
  if (listAt !== undefined)
    found.push(toEvidence(listAt, "GET /containers/json", container.status, container.status));
  const changed = host.lives.get(container.id)?.health;
  if (changed?.status === "unhealthy")
    found.push(
      toEvidence(changed.at, "docker event", "health_status: unhealthy", "health_status: unhealthy"),
    );
  const inspected = host.inspects.get(container.id)?.lastGood;
  const health = inspected?.reading.health;
  if (inspected !== undefined && health?.lastExitCode !== undefined)
    found.push(
      toEvidence(
        inspected.at,
        "GET /containers/{id}/json",
        `Status=${health.status} FailingStreak=${health.failingStreak} ExitCode=${health.lastExitCode}\n${health.lastOutput ?? ""}`,
        `probe exit ${health.lastExitCode}: ${clipped((health.lastOutput ?? "").trim(), 40)}`,
      ),
    );
  return found;
}
