"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { useCalmTopic, useTopic } from "#lib/client/hooks.ts";
import type { HostSummary } from "#lib/protocol/views.ts";
import { FilterBar, FilterChoice, SearchField } from "../shell/filter-bar.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { places } from "../shell/places.ts";
import { Shell } from "../shell/shell.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { inBounds } from "../ui/in-bounds.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { countHosts, fleetLine, socketLine } from "../watch/fleet.ts";
import { litHosts } from "../watch/lit-hosts.ts";
import { useCauses } from "../watch/taken-out.ts";
import { HostRows } from "./host-rows.tsx";
import { HostTree } from "./host-tree.tsx";
import {
  ANY,
  addressOf,
  containersLine,
  filterOf,
  foldsPools,
  HOST_SORTS,
  type HostFilter,
  listHosts,
} from "./hosts-model.ts";
import { tally } from "./hosts-tree.ts";

interface HostsScreenProps {
  readonly frame: ShellFrame;
  readonly hosts: readonly HostSummary[];
}

const SORT_WORDS = { blast: "blast radius", name: "name", age: "longest first" } as const;

/** Two hundred hosts: those that are not quiet first, any other by some letters of its name. */
export function HostsScreen({ frame, hosts: first }: HostsScreenProps) {
  const router = useRouter();
  const pathname = usePathname();
  const query = useSearchParams();
  const [begun] = useState(() => [...first]);
  const readings = useCalmTopic("hosts", begun);
  const symptoms = useTopic("symptoms").value ?? frame.symptoms;
  const causes = useCauses(symptoms);
  const hosts = useMemo(() => litHosts(readings, symptoms), [readings, symptoms]);
  const [typed, setTyped] = useTypedText(query.get("q") ?? "");
  const filter: HostFilter = { ...filterOf(query), text: typed };
  const { transport, engine, sort } = filter;
  const list = useMemo(
    () => listHosts(hosts, symptoms, { text: typed, transport, engine, sort }),
    [hosts, symptoms, typed, transport, engine, sort],
  );
  const [selectedId, setSelectedId] = useState<string>();
  const [openPools, setOpenPools] = useState<ReadonlySet<string>>(new Set());
  const isSearching = filter.text !== "" || filter.transport !== ANY || filter.engine !== ANY;
  // Whoever searches wants to see what was found; whoever does not sees pools as counts, once they are many.
  const isOpenFirst = isSearching || !foldsPools(list);
  const isOpen = (pool: string): boolean => isOpenFirst !== openPools.has(pool);
  const order = [
    ...list.loud.map((row) => row.host.id),
    ...list.pools.filter((pool) => isOpen(pool.name)).flatMap((pool) => pool.quiet.map((host) => host.id)),
  ];
  const selected = selectedId !== undefined && order.includes(selectedId) ? selectedId : order[0];

  // Typing must not fill the history; choosing a filter may be walked back.
  const change = (next: Partial<HostFilter>): void => {
    const address = addressOf({ ...filter, ...next });
    const isTyping = next.text !== undefined;
    if (next.text !== undefined) setTyped(next.text);
    if (isTyping) window.history.replaceState(null, "", address);
    else window.history.pushState(null, "", address);
  };
  const move = (step: 1 | -1) => (): void => {
    const at = selected === undefined ? -1 : order.indexOf(selected);
    const next = order[inBounds(at + step, order.length)];
    setSelectedId(next);
    if (next !== undefined) document.getElementById(`host-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const toggle = (pool: string): void =>
    setOpenPools((before) => {
      const next = new Set(before);
      if (!next.delete(pool)) next.add(pool);
      return next;
    });
  const poolOfSelected = list.pools.find((pool) => pool.quiet.some((host) => host.id === selected))?.name;
  useKeys([
    { keys: "j", does: "next host", run: move(1) },
    { keys: "k", does: "host before", run: move(-1) },
    { keys: "ArrowDown", does: "next host", run: move(1), isHidden: true },
    { keys: "ArrowUp", does: "host before", run: move(-1), isHidden: true },
    {
      keys: "Enter",
      does: "the host",
      run: () => selected !== undefined && router.push(places.host(selected)),
    },
    {
      keys: "l",
      does: "its engine log",
      run: () => selected !== undefined && router.push(places.engineLog(selected)),
    },
    {
      keys: "s",
      does: "sort differently",
      run: () =>
        change({ sort: HOST_SORTS[(HOST_SORTS.indexOf(filter.sort) + 1) % HOST_SORTS.length] ?? "blast" }),
    },
    {
      keys: "ArrowRight",
      does: "open all groups",
      run: () => setOpenPools(new Set(isOpenFirst ? [] : list.pools.map((pool) => pool.name))),
    },
    {
      keys: "ArrowLeft",
      does: "close the group",
      run: () =>
        poolOfSelected === undefined
          ? setOpenPools(new Set(isOpenFirst ? list.pools.map((pool) => pool.name) : []))
          : toggle(poolOfSelected),
    },
  ]);
  const choices = (values: readonly string[]) => [
    { value: ANY, text: "any" },
    ...tally(values).map(({ value, count }) => ({ value, text: `${value} (${count})` })),
  ];

  return (
    <Shell
      place="hosts"
      title="Hosts"
      frame={frame}
      hints={[
        { keys: ["j", "k"], does: "move" },
        { keys: ["Enter"], does: "open host" },
        { keys: ["l"], does: "engine log" },
        { keys: ["ArrowRight", "ArrowLeft"], does: "open, close groups" },
        { keys: ["/"], does: "filter" },
        { keys: ["s"], does: "sort" },
        { keys: ["y"], does: "copy link" },
      ]}
      status={socketLine(hosts)}
    >
      <div className="hostsp">
        <PageHead title="Hosts">
          <span className="i2 ell">{fleetLine(countHosts(hosts), causes)}</span>
          <span className="i3 t12">{containersLine(hosts)}</span>
        </PageHead>
        <FilterBar address={addressOf(filter).replace("/hosts", pathname)}>
          <SearchField
            label="Filter hosts"
            placeholder="name, site, engine or what is wrong"
            value={filter.text}
            onChange={(text) => change({ text })}
          />
          <FilterChoice
            label="sort"
            value={filter.sort}
            neutral="blast"
            options={HOST_SORTS.map((value) => ({ value, text: SORT_WORDS[value] }))}
            onChange={(sort) => change({ sort })}
          />
          <FilterChoice
            label="transport"
            value={filter.transport}
            neutral={ANY}
            options={choices(hosts.map((host) => host.transport))}
            onChange={(transport) => change({ transport })}
          />
          <FilterChoice
            label="engine"
            value={filter.engine}
            neutral={ANY}
            options={choices(hosts.map((host) => host.engineVersion ?? "unknown"))}
            onChange={(engine) => change({ engine })}
          />
        </FilterBar>
        <div className="hosts2">
          <HostTree hosts={hosts} filter={filter} onFilter={(text) => change({ text })} />
          {list.matchCount === 0 ? (
            <EmptyState
              title={
                hosts.length === 0
                  ? "No engine is watched yet."
                  : `No host matches “${filter.text}” with these filters.`
              }
            >
              <p>
                {hosts.length === 0
                  ? "Name one under daemons in foghorn.yaml; the file is read again as soon as it is saved."
                  : `${hosts.length} hosts without the filters.`}
              </p>
            </EmptyState>
          ) : (
            <HostRows
              list={list}
              selectedId={selected}
              onSelect={setSelectedId}
              isOpen={isOpen}
              onToggle={toggle}
            />
          )}
        </div>
      </div>
    </Shell>
  );
}

/** What is typed, at once; the address follows a moment later, and leads again when Back or a link changes it. */
function useTypedText(inAddress: string): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState(inAddress);
  const written = useRef(inAddress);
  useEffect(() => {
    if (inAddress === written.current || !isSettled(inAddress)) return;
    written.current = inAddress;
    setTyped(inAddress);
  }, [inAddress]);
  return [
    typed,
    (text) => {
      written.current = text;
      setTyped(text);
    },
  ];
}

/** The address as the browser has it now: one that is on its way through React may be a letter behind. */
const isSettled = (text: string): boolean =>
  (new URLSearchParams(window.location.search).get("q") ?? "") === text;
