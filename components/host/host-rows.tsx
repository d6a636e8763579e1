"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { plural } from "../ui/format.ts";
import { DataTable, GroupRow } from "../ui/table.tsx";
import { countHosts } from "../watch/fleet.ts";
import { LoudRow, QuietRow } from "./host-row.tsx";
import { containersLine, type HostList, type HostPool } from "./hosts-model.ts";

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
  { name: "Containers down" },
  { name: "Transport" },
  { name: "Docker" },
  { name: "Last full answer" },
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
          {containersLine(pool.quiet)}
          {slowest > 0 && `, slowest ping ${Math.max(1, Math.round(slowest))} ms`}
        </span>
      </button>
    </GroupRow>
  );
}
