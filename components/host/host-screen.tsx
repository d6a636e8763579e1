"use client";

import { clsx } from "clsx";
import { useSearchParams } from "next/navigation";
import { type FirstPage, useTopic } from "#lib/client/hooks.ts";
import type { EngineLogRow } from "#lib/protocol/row-views.ts";
import type { HostDetail } from "#lib/protocol/views.ts";
import { HostActs } from "../action/host-acts.tsx";
import { HostMute } from "../mute/host-mute.tsx";
import { mutesOfHost } from "../mute/mute-words.ts";
import { Mutes } from "../mute/mutes.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import type { KeyHint } from "../shell/key-hint.ts";
import { Shell } from "../shell/shell.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Changes } from "./changes.tsx";
import { ContainersTab } from "./containers-tab.tsx";
import { EngineTab } from "./engine-tab.tsx";
import { HostHead } from "./host-head.tsx";
import { areAllMuted, failingRung, sightLine, symptomsOfHost } from "./host-model.ts";
import { NoDaemon } from "./no-daemon.tsx";

interface HostScreenProps {
  readonly frame: ShellFrame;
  readonly host: HostDetail;
  readonly log: FirstPage<EngineLogRow> | undefined;
}

const ENGINE_HINTS: readonly KeyHint[] = [
  { keys: ["ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"], does: "walk the engine" },
  { keys: ["[", "]"], does: "follow the chain" },
  { keys: ["Enter"], does: "open room" },
  { keys: ["r"], does: "runbook" },
  { keys: ["."], does: "actions" },
  { keys: ["d"], does: "goroutine dump" },
  { keys: ["c"], does: "configuration" },
  { keys: ["l"], does: "engine log" },
  { keys: ["o"], does: "unfold repeats" },
  { keys: ["x"], does: "read again" },
  { keys: ["y"], does: "copy command" },
  { keys: ["b"], does: "what changed before" },
  { keys: ["m"], does: "mute the host" },
];
const DOWN_HINTS: readonly KeyHint[] = [
  { keys: ["y"], does: "copy step" },
  { keys: ["i"], does: "open incident" },
  { keys: ["Enter"], does: "open room" },
  { keys: ["r"], does: "runbook" },
  { keys: ["x"], does: "try now" },
  { keys: ["."], does: "actions" },
  { keys: ["m"], does: "mute the host" },
];
const CONTAINER_HINTS: readonly KeyHint[] = [
  { keys: ["j", "k"], does: "move" },
  { keys: ["Enter"], does: "container" },
  { keys: ["l"], does: "logs" },
  { keys: ["."], does: "actions" },
  { keys: ["/"], does: "filter" },
];

/** One host: its engine, or why it does not answer, or its containers. */
export function HostScreen({ frame, host: first, log }: HostScreenProps) {
  const query = useSearchParams();
  const topic = useTopic(`host:${first.id}`, first);
  const host = topic.value ?? first;
  const symptoms = symptomsOfHost(useTopic("symptoms").value ?? frame.symptoms, host.id);
  const mutes = useTopic("console", frame.console).value?.mutes ?? [];
  const canAct = frame.person.role !== "viewer";
  const failing = failingRung(host.connection);
  const isContainers = query.get("tab") === "containers";
  const isDown = failing !== undefined && query.get("view") !== "whole" && query.get("part") === null;
  const hints = isContainers ? CONTAINER_HINTS : isDown ? DOWN_HINTS : ENGINE_HINTS;

  return (
    <Shell
      place="hosts"
      title={host.id}
      frame={frame}
      hints={hints}
      status={sightLine(host)}
      standing={{ exceptHost: host.id }}
    >
      <div className={clsx("hostp", areAllMuted(symptoms) && "muted")}>
        <HostHead
          host={host}
          symptoms={symptoms}
          current={isContainers ? "containers" : "engine"}
          containerCount={
            host.lastListAt === undefined && host.containers.length === 0 ? undefined : host.containers.length
          }
          lastFullAnswerAt={host.lastFullAnswerAt}
          actions={
            canAct && (
              <>
                {!isContainers && <HostActs host={host} />}
                <HostMute host={host} symptoms={symptoms} />
              </>
            )
          }
        />
        <Mutes mutes={mutesOfHost(mutes, host.id)} canAct={canAct} />
        {topic.error?.code === "not-found" ? (
          <EmptyState title={`${host.id} is no longer watched.`}>
            <p>It was taken out of the configuration. What is stored of it stays in its incidents.</p>
          </EmptyState>
        ) : isContainers ? (
          <ContainersTab host={host} canSeeLogs={canAct} />
        ) : isDown ? (
          <>
            <NoDaemon host={host} failing={failing} symptoms={symptoms} canAct={canAct} log={log} />
            <Changes host={host} />
          </>
        ) : (
          <EngineTab host={host} symptoms={symptoms} canAct={canAct} log={log} />
        )}
      </div>
    </Shell>
  );
}
