import type { ReactNode } from "react";
import type { PartId } from "#lib/domain/anatomy.ts";
import type { HostDetail } from "#lib/protocol/views.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Age } from "../ui/times.tsx";

const SHOWN = 8; // the others fold

type Lists = NonNullable<HostDetail["processes"]>;

/** Processes that no signal reaches stand with the kernel; those that ended and are not reaped with the containers. */
export function ProcessLists({ host, part }: { readonly host: HostDetail; readonly part: PartId }) {
  const { processes } = host;
  if (processes === undefined) return null;
  if (part === "kernel") return <Hanging {...processes} />;
  return part === "ctrs" ? <Zombies {...processes} /> : null;
}

function Hanging({ hanging, hangingCount }: Lists) {
  return (
    <ProcessTable
      title="State D, waiting in the kernel"
      columns={["Process", "Waits in", "For"]}
      count={hangingCount}
      rows={hanging.map(({ pid, command, waitChannel, sinceAt, container }) => ({
        pid,
        cells: [
          <Name key="name" pid={pid} command={command} container={container} />,
          <MachineText key="channel" className="ml" text={waitChannel ?? "not visible"} limit={60} />,
          <Age key="age" at={sinceAt} />,
        ],
      }))}
    />
  );
}

function Zombies({ zombies, zombieCount }: Lists) {
  return (
    <ProcessTable
      title="State Z, ended and not reaped"
      columns={["Process", "Parent", "Started"]}
      count={zombieCount}
      rows={zombies.map(({ pid, parentPid, command, startedAt, container }) => ({
        pid,
        cells: [
          <Name key="name" pid={pid} command={command} container={container} />,
          <span key="parent" className="ml">
            {parentPid}
          </span>,
          <span key="age">
            <Age at={startedAt} /> ago
          </span>,
        ],
      }))}
    />
  );
}

function Name({
  pid,
  command,
  container,
}: {
  readonly pid: number;
  readonly command: string;
  readonly container: string | undefined;
}) {
  return (
    <>
      <span className="ml">
        {pid} <MachineText text={command} limit={40} />
      </span>
      {container !== undefined && (
        <span className="i3">
          {" "}
          of <MachineText text={container} limit={60} />
        </span>
      )}
    </>
  );
}

interface TableProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly count: number;
  readonly rows: readonly { readonly pid: number; readonly cells: readonly ReactNode[] }[];
}

function ProcessTable({ title, columns, count, rows }: TableProps) {
  if (count === 0) return null;
  const rest = rows.slice(SHOWN);
  const unlisted = count - rows.length;
  return (
    <section>
      <h3>
        {title}: <span className="num">{count}</span>
      </h3>
      <Rows title={title} columns={columns} rows={rows.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <details>
          <summary className="t12 i3">{rest.length} more</summary>
          <Rows title={`${title}, the others`} columns={columns} rows={rest} />
        </details>
      )}
      {unlisted > 0 && <p className="t12 i3">{unlisted} of them are counted, not listed.</p>}
    </section>
  );
}

function Rows({ title, columns, rows }: Omit<TableProps, "count">) {
  return (
    <table className="procs" aria-label={title}>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ pid, cells }) => (
          <tr key={pid}>
            {cells.map((cell, index) => (
              <td key={columns[index]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
