"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import type { ContainerView, HostDetail } from "#lib/protocol/views.ts";
import { HostActs } from "../action/host-acts.tsx";
import { FilterBar, SearchField } from "../shell/filter-bar.tsx";
import { places } from "../shell/places.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { inBounds } from "../ui/in-bounds.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, type MarkName } from "../ui/mark.tsx";
import { Moment } from "../ui/times.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { type Column, columnsOf, containerLine, filterContainers, selectedAt } from "./container-filter.ts";

const ROW_PX = 28;

/** Every container of a host, also a thousand: what needs a look first. */
export function ContainersTab({
  host,
  canSeeLogs,
}: {
  readonly host: HostDetail;
  readonly canSeeLogs: boolean;
}) {
  const router = useRouter();
  const [filter, setFilter] = useState("");
  const [selectedId, setSelectedId] = useState<string>();
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => filterContainers(host.containers, filter), [host.containers, filter]);
  const columns = useMemo(() => columnsOf(host.containers), [host.containers]);
  const at = selectedAt(shown, selectedId);
  const selected = shown[at];
  const list = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => shown[index]?.id ?? index,
    overscan: 16,
    // The server draws the first rows too, before any height is known.
    initialRect: { width: 1_000, height: 600 },
  });
  const move = (step: 1 | -1) => (): void => {
    const next = inBounds(at + step, shown.length);
    setSelectedId(shown[next]?.id);
    list.scrollToIndex(next);
  };
  const open = (path: (hostId: string, containerId: string) => string) => (): void => {
    if (selected !== undefined) router.push(path(host.id, selected.id));
  };
  useKeys([
    { keys: "j", does: "next container", run: move(1) },
    { keys: "k", does: "container before", run: move(-1) },
    { keys: "ArrowDown", does: "next container", run: move(1), isHidden: true },
    { keys: "ArrowUp", does: "container before", run: move(-1), isHidden: true },
    { keys: "Enter", does: "the container", run: open(places.logs) },
    ...(canSeeLogs ? [{ keys: "l", does: "its logs", run: open(places.logs) }] : []),
  ]);
  const items = list.getVirtualItems();
  const isNeverRead = host.lastListAt === undefined && host.containers.length === 0;
  const isOld = host.containers.some((container) => container.isLastKnown);

  return (
    <div className="ctrp">
      <FilterBar>
        <SearchField
          label="Filter containers"
          placeholder="name, image, state, project, port"
          value={filter}
          onChange={setFilter}
        />
        {!isNeverRead && <span className="i2 t12">{containerLine(shown)}</span>}
        {canSeeLogs && selected !== undefined && <HostActs host={host} container={selected} />}
        {isOld && (
          <span className="i2 t12">
            <Mark name="last-known" size={12} /> last known
            {host.lastListAt !== undefined && (
              <>
                {" "}
                of <Moment at={host.lastListAt} />
              </>
            )}
            , joined with the shims that run
          </span>
        )}
      </FilterBar>
      {shown.length === 0 ? (
        <EmptyState
          title={
            isNeverRead
              ? `The containers of ${host.id} are unknown: its list was never read.`
              : host.containers.length === 0
                ? `${host.id} has no container.`
                : `No container on ${host.id} matches “${filter}”.`
          }
        >
          {isNeverRead && host.silence !== undefined && (
            <p>
              Asked since <Moment at={host.silence.sinceAt} />:{" "}
              <MachineText text={host.silence.reason} limit={200} />. Foghorn asks again by itself.
            </p>
          )}
        </EmptyState>
      ) : (
        <div ref={scroller} className="ctrl scroll">
          <table className="tb" aria-label="Containers" aria-rowcount={shown.length + 1}>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th
                    key={name}
                    scope="col"
                    data-column={name}
                    className={name === "Restarts" ? "num" : undefined}
                  >
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <Spacer height={items[0]?.start ?? 0} span={columns.length} />
              {items.map((item) => {
                const container = shown[item.index];
                return container === undefined ? null : (
                  <ContainerRow
                    key={item.key}
                    index={item.index}
                    measure={list.measureElement}
                    hostId={host.id}
                    container={container}
                    columns={columns}
                    rowIndex={item.index + 2}
                    isSelected={item.index === at}
                    canSeeLogs={canSeeLogs}
                  />
                );
              })}
              <Spacer height={list.getTotalSize() - (items.at(-1)?.end ?? 0)} span={columns.length} />
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function markOf(container: ContainerView): readonly [MarkName, string] {
  if (container.isLastKnown)
    return container.isShimAlive === true ? ["quiet", "its shim runs"] : ["last-known", "last known"];
  if (container.state === "dead") return ["page", "dead"];
  if (container.state === "restarting") return ["ticket", "restarting"];
  if (container.health === "unhealthy") return ["ticket", "unhealthy"];
  return container.state === "running" ? ["quiet", "runs"] : ["by-hand", "does not run"];
}

/** Room for the rows that are not drawn. */
function Spacer({ height, span }: { readonly height: number; readonly span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={span} className="spacer" style={{ height }} />
    </tr>
  );
}

interface ContainerRowProps {
  readonly hostId: string;
  readonly container: ContainerView;
  readonly columns: readonly Column[];
  readonly index: number;
  /** Rows differ in height where names wrap. */
  readonly measure: (row: HTMLTableRowElement | null) => void;
  readonly rowIndex: number;
  readonly isSelected: boolean;
  readonly canSeeLogs: boolean;
}

/** By its policy; one that was not inspected yet has not none. */
function Restarts({ count }: { readonly count: number | undefined }) {
  if (count === undefined) return <td className="i3 t12">not read</td>;
  return <td className={`num ${count === 0 ? "i3" : ""}`}>{count}</td>;
}

function ContainerRow(props: ContainerRowProps) {
  const { hostId, container, columns, index, measure, rowIndex, isSelected, canSeeLogs } = props;
  const [mark, word] = markOf(container);
  const owner = [container.project, container.service].filter((name) => name !== undefined).join(" / ");
  return (
    <tr ref={measure} data-index={index} aria-rowindex={rowIndex} className={isSelected ? "sel" : undefined}>
      <td>
        <span className="row">
          <Mark name={mark} size={12} label={word} />
          <Link
            href={canSeeLogs ? places.logs(hostId, container.id) : places.containers(hostId)}
            prefetch={false}
          >
            <MachineText text={container.name} limit={120} />
          </Link>
          <span className="mono t11 i3">{container.id.slice(0, 12)}</span>
        </span>
      </td>
      <td className="i2">
        <MachineText text={container.status === "" ? container.state : container.status} limit={120} />
      </td>
      {columns.includes("Restarts") && <Restarts count={container.restartCount} />}
      <td className="i2 ml">
        <MachineText text={container.image} limit={160} />
      </td>
      {columns.includes("Project / service") && (
        <td className="i2">
          <MachineText text={owner} limit={120} />
        </td>
      )}
      <td className="i3 ml">
        <MachineText text={container.ports.join(" ")} limit={160} />
      </td>
    </tr>
  );
}
