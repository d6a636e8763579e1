import Link from "next/link";
import type { ContainerLifeMark } from "#lib/protocol/row-views.ts";
import { places } from "../shell/places.ts";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, type MarkName } from "../ui/mark.tsx";

interface LifeRowProps {
  readonly at: number;
  readonly life: ContainerLifeMark;
  readonly hostId: string;
}

/** What happened to the container between two of its lines. */
export function LifeRow({ at, life, hostId }: LifeRowProps) {
  return (
    <div className="gp lf">
      <time className="t mono">{formatClock(at, true)}</time>
      <Mark name={markOf(life)} size={13} />
      <span className="min-w-0">
        <LifeWords at={at} life={life} hostId={hostId} />
      </span>
    </div>
  );
}

function LifeWords({ at, life, hostId }: LifeRowProps) {
  const clock = formatClock(at);
  switch (life.kind) {
    case "died":
      return (
        <>
          <b>The container died</b>
          {life.exitCode === undefined ? "" : `, exit ${life.exitCode}`}, {clock}
        </>
      );
    case "started":
      return (
        <>
          <b>Started{life.life !== undefined && life.life > 1 ? " again" : ""}</b> {clock}
          {life.life === undefined ? "" : ` (life ${life.life})`}
        </>
      );
    case "removed":
      return (
        <>
          <b>The container was removed</b>, {clock}. Its lines went with it; what is shown is what this page
          had.
        </>
      );
    case "replaced":
      return (
        <>
          <b>Another container has this name</b> since {clock}.{" "}
          <Link className="lk" href={places.logs(hostId, life.containerId)}>
            Follow {life.containerId.slice(0, 12)}
          </Link>
        </>
      );
    case "cut-off":
      return (
        <>
          <b>Nothing can be read, {clock}:</b> <MachineText text={life.reason} limit={200} />. What is above
          is last known; the next lines come by themselves.
        </>
      );
    case "last-known":
      return (
        <>
          <b>Last known lines</b>,{" "}
          {life.source === "journal"
            ? "from the host’s journal, where its log driver writes them"
            : "as they were when somebody followed this container last"}
          .
        </>
      );
    case "resumed":
      return (
        <>
          <b>Lines are read again</b>, {clock}
        </>
      );
    case "missing":
      return (
        <>
          <b>Lines are missing here:</b> {life.reason}.
        </>
      );
  }
}

function markOf(life: ContainerLifeMark): MarkName {
  switch (life.kind) {
    case "died":
      return life.exitCode === 0 ? "quiet" : "failing";
    case "started":
    case "resumed":
      return "quiet";
    case "removed":
    case "replaced":
      return "notice";
    case "cut-off":
    case "last-known":
      return "last-known";
    case "missing":
      return "gap";
  }
}
