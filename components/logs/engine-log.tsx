"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { olderEngineLog } from "#lib/client/api.ts";
import { type FirstPage, useRows, useTopic } from "#lib/client/hooks.ts";
import type { EngineLogRow } from "#lib/protocol/row-views.ts";
import type { HostDetail } from "#lib/protocol/views.ts";
import { HostHead } from "../host/host-head.tsx";
import { symptomsOfHost } from "../host/host-model.ts";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { Shell } from "../shell/shell.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { fromEngineRow, gapLine, type LogRow } from "./log-row.ts";
import { LogView } from "./log-view.tsx";
import { NotVisible } from "./not-visible.tsx";
import { joined, useOlder } from "./use-older.ts";

const TAIL = 2_000;
const UNITS = ["dockerd", "containerd", "kernel", "systemd"] as const;

const HINTS = [
  { keys: ["/"], does: "search" },
  { keys: ["n", "N"], does: "hits" },
  { keys: ["e", "E"], does: "marked lines" },
  { keys: ["u", "U"], does: "not recognised" },
  { keys: ["f", "F"], does: "by a field" },
  { keys: ["c"], does: "as column" },
  { keys: ["t"], does: "trace" },
  { keys: ["r"], does: "raw" },
  { keys: ["o"], does: "unfold repeats" },
  { keys: ["g", "t"], does: "go to time" },
  { keys: ["p"], does: "pin" },
  { keys: [" "], does: "follow" },
];

interface EngineLogProps {
  readonly frame: ShellFrame;
  readonly hostId: string;
  readonly initial: HostDetail | undefined;
  readonly first: FirstPage<EngineLogRow>;
}

/** What the engine, containerd, systemd and the kernel of a host write, on one clock. */
export function EngineLog({ frame, hostId, initial, first }: EngineLogProps) {
  const host = useTopic(`host:${hostId}`, initial).value;
  const symptoms = symptomsOfHost(useTopic("symptoms").value ?? frame.symptoms, hostId);
  const stream = useRows(`engine-log:${hostId}`, { tail: TAIL, initial: first });
  const live = useMemo(() => stream.rows.map(fromEngineRow), [stream.rows]);
  const readBefore = useCallback(
    async (oldest: LogRow) => {
      const answer = await olderEngineLog(hostId, oldest.at);
      if (answer.kind === "failed") return answer;
      const { rows, reachedStart } = answer.value;
      return { kind: "done" as const, value: { rows: rows.map(fromEngineRow), reachedStart } };
    },
    [hostId],
  );
  const older = useOlder(readBefore);
  const rows = useMemo(() => joined(older.rows, live), [older.rows, live]);
  const lanes = useMemo(() => {
    // Output of containers that the journald driver writes has a lane of its own, where there is any.
    const ids = rows.some(({ lane }) => lane === "container") ? [...UNITS, "container"] : UNITS;
    return ids.map((id) => ({ id, text: id }));
  }, [rows]);
  // A link may ask for one source and for a word in it.
  const asked = useSearchParams();
  const only = asked.get("only");
  const search = {
    text: (asked.get("find") ?? "").slice(0, 256),
    isOnly: asked.has("find"),
    ...(only !== null && { hiddenLanes: new Set<string>(UNITS.filter((unit) => unit !== only)) }),
  };
  return (
    <Shell
      place="hosts"
      title={`${hostId} log`}
      frame={frame}
      hints={HINTS}
      status={`one clock, ${lanes.length} sources; ${gapLine(rows)}`}
    >
      <div className="lg">
        {host === undefined ? (
          <PageHead title={hostId} />
        ) : (
          <HostHead
            host={host}
            symptoms={symptoms}
            current="engine-log"
            containerCount={
              host.lastListAt === undefined && host.containers.length === 0
                ? undefined
                : host.containers.length
            }
            lastFullAnswerAt={host.lastFullAnswerAt}
          />
        )}
        <LogView
          hostId={hostId}
          source="the engine log"
          rows={rows}
          lanes={lanes}
          isLoaded={stream.isLoaded}
          dropped={stream.dropped}
          ended={stream.error?.message ?? stream.ended}
          hasMarks
          search={search}
          canPin={frame.person.role !== "viewer"}
          older={{
            state: older.state,
            ...(older.message !== undefined && { message: older.message }),
            read: () => older.read(rows[0]),
          }}
          notice={host !== undefined && <NotVisible host={host} />}
          empty={
            isLogVisible(host) ? (
              <EmptyState title="No line has been read from this host yet.">
                <p>Lines appear here as dockerd, containerd, systemd and the kernel write them.</p>
              </EmptyState>
            ) : (
              <EmptyState title={`The engine log of ${hostId} is not visible here.`}>
                <p>
                  What dockerd wrote may be much: nobody here can read it. Above stands what would show it.
                </p>
              </EmptyState>
            )
          }
        />
      </div>
    </Shell>
  );
}

const isLogVisible = (host: HostDetail | undefined): boolean =>
  host?.sight.find(({ what }) => what === "Engine log")?.state !== "not-visible";
