"use client";

import { Plus } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { useNow, useTopic } from "#lib/client/hooks.ts";
import { PART_IDS, PART_NAMES } from "#lib/domain/anatomy.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { IncidentSummary } from "#lib/protocol/views.ts";
import { FilterBar, FilterChoice, SearchField } from "../shell/filter-bar.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { places } from "../shell/places.ts";
import { Shell } from "../shell/shell.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plural } from "../ui/format.ts";
import { useKeys } from "../ui/use-keys.tsx";
import {
  addressOf,
  type IncidentFilter,
  inListOrder,
  looseSymptoms,
  matches,
  NEUTRAL,
  readFilter,
} from "./incident-filter.ts";
import { ClosedRow, LooseRow, OpenRow, scaleOf } from "./incident-rows.tsx";
import { OpenDialog } from "./open-dialog.tsx";

const HINTS = [
  { keys: ["j", "k"], does: "move" },
  { keys: ["Enter"], does: "open room" },
  { keys: ["i"], does: "open incident" },
  { keys: ["/"], does: "filter" },
  { keys: ["o"], does: "open only" },
  { keys: ["y"], does: "copy link" },
];

/** What is open, what pages without an incident, and what was. Any view is an address to paste. */
export function Incidents({
  frame,
  initial,
}: {
  readonly frame: ShellFrame;
  readonly initial: IncidentSummary[];
}) {
  const router = useRouter();
  const query = useSearchParams();
  const now = useNow();
  const filter = useMemo(() => readFilter(new URLSearchParams(query.toString())), [query]);
  const all = useTopic("incidents", initial).value ?? initial;
  const symptoms = useTopic("symptoms").value ?? frame.symptoms;
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const [opening, setOpening] = useState<readonly string[] | undefined>(undefined);
  const canWrite = frame.person.role !== "viewer";

  // A minute is fine enough for "since"; filtering a long list every second is not worth it.
  const minute = Math.floor(now / 60_000) * 60_000;
  const shown = useMemo(
    () => inListOrder(all.filter((incident) => matches(incident, filter, minute))),
    [all, filter, minute],
  );
  const open = shown.filter(({ state }) => isOpen(state));
  const over = shown.filter(({ state }) => !isOpen(state));
  const loose = filter.state === "closed" ? [] : looseSymptoms(symptoms);
  const rows = [
    ...open.map(({ id }) => id),
    ...loose.map(({ id }) => `s:${id}`),
    ...over.map(({ id }) => id),
  ];
  const current = selected !== undefined && rows.includes(selected) ? selected : rows[0];
  const set = (change: Partial<IncidentFilter>) =>
    router.push(addressOf({ ...filter, ...change }), { scroll: false });
  const move = (by: number) =>
    setSelected(rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(current ?? "") + by))]);
  const symptomOf = (row: string | undefined) => loose.find(({ id }) => row === `s:${id}`);

  useKeys([
    { keys: "j", does: "next", run: () => move(1) },
    { keys: "k", does: "before", run: () => move(-1) },
    { keys: "o", does: "open only", run: () => set({ state: filter.state === "open" ? "all" : "open" }) },
    {
      keys: "Enter",
      does: "open the room",
      run: () => {
        if (current !== undefined && !current.startsWith("s:")) router.push(places.incident(current));
      },
    },
    ...(canWrite
      ? [
          {
            keys: "i",
            does: "open an incident",
            run: () => setOpening([symptomOf(current) ?? loose[0]].flatMap((symptom) => symptom?.id ?? [])),
          },
        ]
      : []),
  ]);

  const scale = scaleOf(shown, now);
  return (
    <Shell
      place="incidents"
      title="Incidents"
      frame={frame}
      hints={HINTS}
      status={`${shown.length} of ${all.length} shown, times in UTC`}
    >
      <div className="inc">
        <PageHead
          title="Incidents"
          actions={
            canWrite && (
              <Button keyHint="i" isSmall onClick={() => setOpening([])}>
                <Plus className="ic" size={14} aria-hidden />
                Open incident
              </Button>
            )
          }
        >
          <span>
            {open.length} open
            {loose.length > 0 && `, ${plural(loose.length, "page")} without an incident`}
          </span>
          <span className="t12 i3 d-only">{over.length} over</span>
        </PageHead>
        <Filters filter={filter} incidents={all} onChange={set} />
        <div className="lst">
          {all.length === 0 && loose.length === 0 && (
            <EmptyState title="No incident was ever opened here.">
              <p>A page on Watch opens one with a key; anything else is opened by hand.</p>
            </EmptyState>
          )}
          {all.length > 0 && rows.length === 0 && (
            <EmptyState title="No incident matches these filters.">
              <Button onClick={() => set(NEUTRAL)}>Show all {all.length}</Button>
            </EmptyState>
          )}
          {rows.length > 0 && <ListHead scale={scale} />}
          {(open.length > 0 || loose.length > 0) && (
            <div className="gh">
              <b className="tp">Open</b> {plural(open.length, "incident")}
            </div>
          )}
          <ul aria-label="Open incidents and pages without one">
            {open.map((incident) => (
              <OpenRow
                key={incident.id}
                incident={incident}
                scale={scale}
                now={now}
                isSelected={incident.id === current}
                onSelect={() => setSelected(incident.id)}
              />
            ))}
            {loose.map((symptom) => (
              <LooseRow
                key={symptom.id}
                symptom={symptom}
                isSelected={`s:${symptom.id}` === current}
                canWrite={canWrite}
                onSelect={() => setSelected(`s:${symptom.id}`)}
                onOpen={() => setOpening([symptom.id])}
              />
            ))}
          </ul>
          {over.length > 0 && (
            <div className="gh">
              <b>Over</b> {over.length}, newest first
              <span className="end">time to detect, to acknowledge, to mitigate, then watched</span>
            </div>
          )}
          <ul aria-label="Incidents that are over">
            {over.map((incident) => (
              <ClosedRow
                key={incident.id}
                incident={incident}
                scale={scale}
                now={now}
                isSelected={incident.id === current}
                onSelect={() => setSelected(incident.id)}
              />
            ))}
          </ul>
        </div>
        {opening !== undefined && (
          <OpenDialog symptoms={symptoms} preselected={opening} onClose={() => setOpening(undefined)} />
        )}
      </div>
    </Shell>
  );
}

function ListHead({ scale }: { readonly scale: number }) {
  return (
    <div className="hd" aria-hidden>
      <span />
      <span>State</span>
      <span>Incident</span>
      <span>Where it began</span>
      <span>Began, UTC</span>
      <span className="ax">
        <i>0</i>
        <i>{Math.round(scale / 60_000)} min</i>
      </span>
      <span>Acknowledged by</span>
    </div>
  );
}

function Filters({
  filter,
  incidents,
  onChange,
}: {
  readonly filter: IncidentFilter;
  readonly incidents: readonly IncidentSummary[];
  readonly onChange: (change: Partial<IncidentFilter>) => void;
}) {
  const leads = [...new Set(incidents.map(({ lead }) => lead ?? "nobody"))].toSorted();
  return (
    <FilterBar address={addressOf(filter)}>
      <FilterChoice
        label="state"
        value={filter.state}
        neutral="all"
        onChange={(state) => onChange({ state })}
        options={[
          { value: "all", text: "all" },
          { value: "open", text: "open" },
          { value: "closed", text: "over" },
        ]}
      />
      <FilterChoice
        label="severity"
        value={filter.severity}
        neutral="any"
        onChange={(severity) => onChange({ severity })}
        options={(["any", "SEV1", "SEV2", "SEV3", "SEV4"] as const).map((value) => ({
          value,
          text: value.replace("SEV", "SEV "),
        }))}
      />
      <FilterChoice
        label="cause"
        value={filter.cause}
        neutral="any"
        onChange={(cause) => onChange({ cause })}
        options={[
          { value: "any", text: "any part" },
          ...PART_IDS.map((part) => ({ value: part, text: PART_NAMES[part] })),
        ]}
      />
      <FilterChoice
        label="lead"
        value={filter.lead}
        neutral="anyone"
        onChange={(lead) => onChange({ lead })}
        options={[{ value: "anyone", text: "anyone" }, ...leads.map((lead) => ({ value: lead, text: lead }))]}
      />
      <FilterChoice
        label="since"
        value={filter.since}
        neutral="any"
        onChange={(since) => onChange({ since })}
        options={[
          { value: "any", text: "ever" },
          { value: "1d", text: "1 day" },
          { value: "7d", text: "7 days" },
          { value: "30d", text: "30 days" },
          { value: "90d", text: "90 days" },
        ]}
      />
      <SearchField
        label="Words in number, title, host or lead"
        placeholder="title, host"
        width={170}
        value={filter.text}
        onChange={(text) => onChange({ text })}
      />
    </FilterBar>
  );
}
