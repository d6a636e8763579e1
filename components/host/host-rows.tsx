"use client";

import { clsx } from "clsx";
import { ChevronDown, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { HostSummary } from "#lib/protocol/views.ts";
import { GlyphS } from "../anatomy/glyph-s.tsx";
import { places } from "../shell/places.ts";
import { formatCount, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { hostMark, Mark } from "../ui/mark.tsx";
import { DataTable, GroupRow } from "../ui/table.tsx";
import { Age, Ago, Moment } from "../ui/time.tsx";
import { countHosts } from "../watch/fleet.ts";
import { containersDown, type HostList, type HostPool, type HostRow } from "./hosts-model.ts";

interface HostRowsProps {
  readonly list: HostList;
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly isOpen: (pool: string) => boolean;
  readonly onToggle: (pool: string) => void;
}

const COLUMNS = [
  { name: "Host" },
  { name: "Engine" },
  { name: "Condition" },
  { name: "Since" },
  { name: "Containers running" },
  { name: "Transport" },
  { name: "Docker" },
  { name: "Last reading" },
];

/** Rows with a picture for what is not quiet, one line for the rest. */
export function HostRows({ list, selectedId, onSelect, isOpen, onToggle }: HostRowsProps) {
  const loud = countHosts(list.loud.map((row) => row.host));
  return (
    <section className="scroll" aria-label="Hosts">
      <DataTable label="Hosts" columns={COLUMNS}>
        {list.loud.length > 0 && (
          <tbody>
            <GroupRow span={COLUMNS.length}>
              <span className="row">
                <b className="gname">Not quiet</b>
                <span>{plural(list.loud.length, "host")}</span>
                <span className="i3 ml-auto">
                  {[
                    loud.page > 0 ? `${loud.page} page` : "",
                    loud.ticket > 0 ? `${loud.ticket} ticket` : "",
                    loud.unheard > 0 ? `${loud.unheard} not heard from` : "",
                  ]
                    .filter(Boolean)
                    .join(", ")}
                </span>
              </span>
            </GroupRow>
            {list.loud.map((row) => (
              <LoudRow
                key={row.host.id}
                row={row}
                isSelected={row.host.id === selectedId}
                onSelect={() => onSelect(row.host.id)}
              />
            ))}
          </tbody>
        )}
        {list.pools.map((pool) => (
          <tbody key={pool.name}>
            <PoolHead pool={pool} isOpen={isOpen(pool.name)} onToggle={() => onToggle(pool.name)} />
            {isOpen(pool.name) &&
              pool.quiet.map((host) => (
                <QuietRow
                  key={host.id}
                  host={host}
                  isSelected={host.id === selectedId}
                  onSelect={() => onSelect(host.id)}
                />
              ))}
          </tbody>
        ))}
      </DataTable>
    </section>
  );
}

function PoolHead({
  pool,
  isOpen,
  onToggle,
}: {
  readonly pool: HostPool;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const containers = pool.quiet.reduce((sum, host) => sum + (host.containersRunning ?? 0), 0);
  const slowest = Math.max(0, ...pool.quiet.map((host) => host.pingMs ?? 0));
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <GroupRow span={COLUMNS.length}>
      <button type="button" className="row w-full" aria-expanded={isOpen} onClick={onToggle}>
        <Chevron className="ic" size={14} aria-hidden />
        <b className="gname">{pool.name === "" ? "Quiet" : pool.name}</b>
        <span>
          {pool.quiet.length === pool.all ? `${pool.all} quiet` : `${pool.quiet.length} of ${pool.all} quiet`}
        </span>
        <span className="i3 ml-auto">
          {formatCount(containers)} containers
          {slowest > 0 && `, slowest ping ${Math.max(1, Math.round(slowest))} ms`}
        </span>
      </button>
    </GroupRow>
  );
}

interface RowProps {
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

function LoudRow({ row, isSelected, onSelect }: RowProps & { readonly row: HostRow }) {
  const { host, symptoms } = row;
  const first = symptoms[0];
  return (
    <tr id={`host-${host.id}`} className={clsx("loudr", isSelected && "sel")} onPointerDown={onSelect}>
      <td>
        <span className="row">
          <Mark name={hostMark(host)} size={14} label={host.severity ?? "not heard from"} />
          <Link href={places.host(host.id)} className="hname">
            {host.id}
          </Link>
        </span>
      </td>
      <td>
        <GlyphS parts={host.parts} />
      </td>
      <td className="cond2">
        {first === undefined ? (
          <>
            <b>Not heard from</b>{" "}
            <span className="t12 i3">
              <MachineText text={host.channel.reason ?? "no reading arrives"} limit={160} />
            </span>
          </>
        ) : (
          <>
            <b>
              <MachineText text={first.title} limit={80} />
            </b>{" "}
            <span className="t12 i3">
              <MachineText text={conditionText(row)} limit={200} />
            </span>
          </>
        )}
      </td>
      <td className="num">
        <Since at={first?.sinceAt ?? host.lastHeardAt} isCoarse={host.severity !== "page"} />
      </td>
      <td>
        <RunningBar host={host} />
      </td>
      <HostFacts host={host} />
    </tr>
  );
}

/** Evidence of the first, names of the others, and who has it. */
function conditionText({ symptoms }: HostRow): string {
  const [first, ...others] = symptoms;
  if (first === undefined) return "";
  const evidence = first.evidence[0];
  return [
    first.subject,
    evidence?.reading ?? "",
    others.length > 0 ? `and ${others.map((one) => one.title).join(", ")}` : "",
    first.incidentId ?? "",
    first.severity === "page" && first.acknowledgedAt === undefined ? "not acknowledged" : "",
    first.acknowledgedBy === undefined ? "" : `${first.acknowledgedBy} has it`,
  ]
    .filter((text) => text !== "")
    .join("; ");
}

function Since({ at, isCoarse }: { readonly at: number | undefined; readonly isCoarse: boolean }) {
  if (at === undefined) return null;
  return (
    <>
      <b className="font-medium">
        <Age at={at} isCoarse={isCoarse} />
      </b>{" "}
      <span className="i3 t12">
        <Moment at={at} />
      </span>
    </>
  );
}

const BAR = 65;

/** How many containers of a host are down, as a bar and as a figure. */
function RunningBar({ host }: { readonly host: HostSummary }) {
  const all = host.containersExpected;
  const down = containersDown(host);
  if (all === undefined || all === 0) return <span className="i3">unknown</span>;
  return (
    <span className="runbar">
      <svg width={BAR + 1} height="9" viewBox={`0 0 ${BAR + 1} 9`} aria-hidden="true">
        <rect className="b0" x=".5" y=".5" width={BAR} height="8" />
        {down > 0 && (
          <rect
            className={host.severity === "page" ? "b1" : "b2"}
            x=".5"
            y=".5"
            width={Math.max(3, (down / all) * BAR)}
            height="8"
          />
        )}
      </svg>
      <span className="num">
        {host.containersRunning ?? 0} of {all}
      </span>
    </span>
  );
}

function QuietRow({ host, isSelected, onSelect }: RowProps & { readonly host: HostSummary }) {
  return (
    <tr id={`host-${host.id}`} className={clsx("quietr", isSelected && "sel")} onPointerDown={onSelect}>
      <td>
        <span className="row">
          <Mark name="quiet" size={11} label="quiet" />
          <Link href={places.host(host.id)}>{host.id}</Link>
        </span>
      </td>
      <td />
      <td className="cond2" />
      <td />
      <td className="num">
        {host.containersRunning === undefined
          ? "unknown"
          : `${host.containersRunning} of ${host.containersExpected ?? host.containersRunning}`}
      </td>
      <HostFacts host={host} />
    </tr>
  );
}

function HostFacts({ host }: { readonly host: HostSummary }) {
  return (
    <>
      <td>{host.transport}</td>
      <td className="num">{host.engineVersion ?? "unknown"}</td>
      <td className={clsx("num", !host.isHeard && "tu")}>
        {host.lastHeardAt === undefined ? "never" : <Ago at={host.lastHeardAt} />}
      </td>
    </>
  );
}
