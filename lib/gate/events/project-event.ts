import { z } from "zod";
import type { DockerEvent } from "../../domain/signal.ts";
import { project } from "../docker/projections/fields.ts";

/*
 * Events carry every label of their object and, for exec, whole command lines. What goes on is an allowlist.
 */

/** An event as it came, before projection: continuity is judged on this, so that nothing looks alike that is not. */
export interface RawEvent {
  readonly timeNano: string;
  readonly type: string;
  readonly action: string;
  readonly actorId: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const Raw = z.object({
  Type: z.string().max(64),
  // An exec action carries its command; it is cut below, not refused.
  Action: z.string(),
  Actor: z.object({
    ID: z.string().max(1_024).nullish(),
    Attributes: z.record(z.string(), z.string()).nullish(),
  }),
  timeNano: z.string().regex(/^\d{1,20}$/),
  // podman says here what Docker says in the action.
  HealthStatus: z.string().max(64).nullish(),
});

/** One line of the stream, parsed with `timeNano` as text. Throws ApiError `malformed`. */
export function toRawEvent(value: unknown): RawEvent {
  const raw = project(Raw, value);
  const action =
    raw.Action === "health_status" && raw.HealthStatus ? `health_status: ${raw.HealthStatus}` : raw.Action;
  return {
    timeNano: raw.timeNano,
    type: raw.Type,
    action,
    actorId: raw.Actor.ID ?? "",
    attributes: raw.Actor.Attributes ?? {},
  };
}

const ATTRIBUTES = [
  "name",
  "oldName",
  "image",
  "exitCode",
  "execDuration",
  "signal",
  "container",
  "containerExitCode",
  "type",
  "driver",
  "destination",
  "read/write",
  "reclaimed",
  "com.docker.compose.project",
  "com.docker.compose.service",
  // Of `daemon reload`, which has the whole configuration: what a reading elsewhere does not tell.
  "debug",
  "live-restore",
] as const;

const ATTRIBUTE_LENGTH = 512;
const ACTION_LENGTH = 256;

// Each health check makes three of these, and they carry command lines. The check's outcome is `health_status`.
const NOT_SPOOLED = /^exec_(create|start|die|detach)(:|$)/;

export const isSpooled = (event: RawEvent): boolean => !NOT_SPOOLED.test(event.action);

/** What web gets of an event: named attributes only, their values redacted. */
export function toDockerEvent(event: RawEvent, redact: (text: string) => string): DockerEvent {
  const attributes: Record<string, string> = {};
  for (const name of ATTRIBUTES) {
    const value = Object.hasOwn(event.attributes, name) ? event.attributes[name] : undefined;
    if (value !== undefined) attributes[name] = redact(value.slice(0, ATTRIBUTE_LENGTH));
  }
  return {
    timeNano: event.timeNano,
    type: event.type,
    action: redact(event.action.slice(0, ACTION_LENGTH)),
    actorId: event.actorId,
    attributes,
  };
}
