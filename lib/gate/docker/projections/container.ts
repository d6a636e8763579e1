import { z } from "zod";
import { toContainerId } from "../../../domain/ids.ts";
import type { ContainerReading, ContainerState } from "../../../domain/readings.ts";
import { containerId, count, listOf, optionalText, project, text, withoutAbsent } from "./fields.ts";

const STATES = ["created", "running", "paused", "restarting", "removing", "exited", "dead"] as const;

/** A state of a newer engine is `unknown`, never an error. */
export const toContainerState = (value: string): ContainerState =>
  STATES.find((state) => state === value) ?? "unknown";

const HEALTH_IN_STATUS = /\((healthy|unhealthy|health: starting)\)/;

/** Health as the list words it: "Up 3 hours (healthy)". */
function healthOf(status: string): ContainerReading["health"] {
  const word = HEALTH_IN_STATUS.exec(status)?.[1];
  if (word === "healthy" || word === "unhealthy") return word;
  return word === undefined ? undefined : "starting";
}

const Port = z.object({ IP: optionalText(64), PrivatePort: count, PublicPort: count, Type: text(16) });

const Container = z.object({
  Id: containerId,
  Names: listOf(z.string()),
  Image: text(512),
  ImageID: text(128),
  Created: count,
  State: text(32),
  Status: text(256),
  Labels: z
    .object({
      "com.docker.compose.project": optionalText(256),
      "com.docker.compose.service": optionalText(256),
      "com.docker.compose.oneoff": optionalText(16),
      "foghorn.production": optionalText(16),
      "foghorn.replicas": optionalText(16),
      "foghorn.service": optionalText(256),
    })
    .nullish(),
  HostConfig: z.object({ NetworkMode: optionalText(128) }).nullish(),
  NetworkSettings: z
    .object({
      Networks: z.record(z.string(), z.object({ IPAddress: optionalText(64) }).nullish()).nullish(),
    })
    .nullish(),
  Ports: listOf(Port),
});

/** "/web" is the container's own name; "/web/db" is what another calls it by a link. */
export function ownName(names: readonly string[]): string {
  const own = names.find((name) => !name.slice(1).includes("/")) ?? names[0] ?? "";
  return own.replace(/^\//, "").slice(0, 256);
}

const MAX_REPLICAS = 1_000;

/** What is no count is as if nobody had said one. */
function replicasOf(label: string | undefined): number | undefined {
  const count = /^\d{1,4}$/.test(label ?? "") ? Number(label) : 0;
  return count >= 1 && count <= MAX_REPLICAS ? count : undefined;
}

function toReading(container: z.output<typeof Container>): ContainerReading {
  const labels = container.Labels ?? undefined;
  return withoutAbsent({
    id: toContainerId(container.Id),
    name: ownName(container.Names) || container.Id.slice(0, 12),
    image: container.Image,
    imageId: container.ImageID,
    state: toContainerState(container.State),
    status: container.Status,
    health: healthOf(container.Status),
    createdAt: container.Created * 1_000,
    project: labels?.["com.docker.compose.project"],
    service: labels?.["com.docker.compose.service"],
    isOneOff: labels?.["com.docker.compose.oneoff"] === "True" ? (true as const) : undefined,
    serviceLabel: labels?.["foghorn.service"],
    replicas: replicasOf(labels?.["foghorn.replicas"]),
    isProduction: labels?.["foghorn.production"] === "true" ? (true as const) : undefined,
    networkMode: container.HostConfig?.NetworkMode,
    networks: Object.entries(container.NetworkSettings?.Networks ?? {}).map(([name, endpoint]) =>
      withoutAbsent({ name: name.slice(0, 256), address: endpoint?.IPAddress }),
    ),
    ports: container.Ports.filter((port) => port.PublicPort > 0).map((port) =>
      withoutAbsent({
        ip: port.IP,
        hostPort: port.PublicPort,
        containerPort: port.PrivatePort,
        protocol: port.Type,
      }),
    ),
  });
}

/** `/containers/json?all=1`: no command, no labels but three of compose and Foghorn's own, no mounts, no size. */
export const toContainers = (value: unknown): readonly ContainerReading[] =>
  project(z.array(Container), value).map(toReading);
