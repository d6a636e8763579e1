"use client";

import { useCallback, useMemo } from "react";
import { olderLogs } from "#lib/client/api.ts";
import { useRows, useTopic } from "#lib/client/hooks.ts";
import type { HostDetail } from "#lib/protocol/views.ts";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { places } from "../shell/places.ts";
import { Shell } from "../shell/shell.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { DaemonGone } from "./daemon-gone.tsx";
import { fromContainerRow, type LogRow } from "./log-row.ts";
import { LogView } from "./log-view.tsx";
import { joined, useOlder } from "./use-older.ts";

const TAIL = 1_000;
const LANES = [
  { id: "stdout", text: "stdout" },
  { id: "stderr", text: "stderr" },
];
const TTY_LANES = [{ id: "tty", text: "terminal" }];

const HINTS = [
  { keys: ["/"], does: "search" },
  { keys: ["n", "N"], does: "next, previous hit" },
  { keys: ["e", "E"], does: "next, previous error" },
  { keys: ["g", "t"], does: "go to time" },
  { keys: ["f", "F"], does: "by a field" },
  { keys: ["c"], does: "as column" },
  { keys: ["t"], does: "trace" },
  { keys: ["r"], does: "raw" },
  { keys: ["y"], does: "copy" },
  { keys: ["p"], does: "pin" },
  { keys: [" "], does: "follow" },
];

interface ContainerLogProps {
  readonly frame: ShellFrame;
  readonly hostId: string;
  readonly containerId: string;
  readonly initial: HostDetail | undefined;
}

/** What one container writes, as the daemon hands it out. */
export function ContainerLog({ frame, hostId, containerId, initial }: ContainerLogProps) {
  const host = useTopic(`host:${hostId}`, initial).value;
  const symptoms = useTopic("symptoms").value ?? frame.symptoms;
  const stream = useRows(`logs:${hostId}/${containerId}`, { tail: TAIL });
  const container = host?.containers.find(({ id }) => id === containerId);
  const name = container?.name ?? containerId.slice(0, 12);
  const live = useMemo(() => stream.rows.map(fromContainerRow), [stream.rows]);
  const readBefore = useCallback(
    async (first: LogRow) => {
      const answer = await olderLogs(hostId, containerId, first.timeNano ?? "0");
      if (answer.kind === "failed") return answer;
      return {
        kind: "done" as const,
        value: { rows: answer.value.map(fromContainerRow), reachedStart: false },
      };
    },
    [hostId, containerId],
  );
  const older = useOlder(readBefore);
  const rows = useMemo(() => joined(older.rows, live), [older.rows, live]);
  const isTerminal = live.some(({ lane }) => lane === "tty");
  return (
    <Shell place="hosts" title={`${name} logs`} frame={frame} hints={HINTS}>
      <div className="lg">
        <PageHead
          title={<MachineText text={name} limit={80} />}
          tabs={[
            { text: "Engine", href: places.host(hostId), isCurrent: false },
            {
              text: "Containers",
              href: places.containers(hostId),
              isCurrent: true,
              ...(host !== undefined && { count: host.containers.length }),
            },
            { text: "Engine log", href: places.engineLog(hostId), isCurrent: false },
            { text: "Events", href: places.events(hostId), isCurrent: false },
          ]}
        >
          <span className="i2 t12 ell">
            on {hostId}
            {container !== undefined && (
              <>
                , <MachineText text={container.status} limit={80} />
              </>
            )}
          </span>
        </PageHead>
        <LogView
          hostId={hostId}
          source={name}
          rows={rows}
          lanes={isTerminal ? TTY_LANES : LANES}
          isLoaded={stream.isLoaded}
          dropped={stream.dropped}
          ended={stream.error?.message ?? stream.ended}
          hasMarks={false}
          canPin={frame.person.role !== "viewer"}
          notice={
            host !== undefined && <DaemonGone host={host} containerId={containerId} symptoms={symptoms} />
          }
          older={{
            state: older.state,
            ...(older.message !== undefined && { message: older.message }),
            read: () => older.read(rows[0]),
          }}
          empty={
            <EmptyState title={`${name} has written nothing that the daemon still has.`}>
              <p>Its log driver may keep nothing for reading, or it writes to files of its own.</p>
            </EmptyState>
          }
        />
      </div>
    </Shell>
  );
}
