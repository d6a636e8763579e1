"use client";

import { FileInput, Plus } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { useNow, useTopic } from "#lib/client/hooks.ts";
import { INCIDENT_SETTINGS } from "#lib/domain/incidents/settings.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { ImportedSummary } from "#lib/protocol/imported-views.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import type { PostmortemRow } from "#lib/protocol/postmortem-views.ts";
import type { HostSummary } from "#lib/protocol/views.ts";
import { ImportDialog } from "../imported/import-dialog.tsx";
import { ImportedRow } from "../imported/imported-rows.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { places } from "../shell/places.ts";
import { Shell } from "../shell/shell.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plural } from "../ui/format.ts";
import { inBounds } from "../ui/in-bounds.ts";
import { useKeys } from "../ui/use-keys.tsx";
import {
  addressOf,
  type IncidentFilter,
  inListOrder,
  looseSymptoms,
  matches,
  matchesImported,
  NEUTRAL,
  readFilter,
  type Sites,
} from "./incident-filter.ts";
import { IncidentFilters } from "./incident-filters.tsx";
import { IncidentList, ListHead } from "./incident-list.tsx";
import { ClosedRow, OpenRow, scaleOf } from "./incident-rows.tsx";
import { LooseRow } from "./loose-row.tsx";
import { MeanFigures } from "./mean-figures.tsx";
import { OpenDialog } from "./open-dialog.tsx";
import { medianWords } from "./strip.ts";

const HINTS = [
  { keys: ["j", "k"], does: "move" },
  { keys: ["Enter"], does: "open room" },
  { keys: ["i"], does: "open incident" },
  { keys: ["u"], does: "import" },
  { keys: ["/"], does: "filter" },
  { keys: ["o"], does: "open only" },
  { keys: ["p"], does: "postmortem" },
  { keys: ["y"], does: "copy link" },
];

/** What is open, what pages without an incident, and what was. Any view is an address to paste. */
export function Incidents({
  frame,
  initial,
  initialImports,
  initialPostmortems,
}: {
  readonly frame: ShellFrame;
  readonly initial: IncidentSummary[];
  readonly initialImports: ImportedSummary[];
  readonly initialPostmortems: PostmortemRow[];
}) {
  const router = useRouter();
  const query = useSearchParams();
  const now = useNow();
  const filter = useMemo(() => readFilter(new URLSearchParams(query.toString())), [query]);
  const all = useTopic("incidents", initial).value ?? initial;
  const written = useTopic("postmortems", initialPostmortems).value ?? initialPostmortems;
  const postmortems = useMemo(() => new Map(written.map((row) => [row.id, row])), [written]);
  const allImports = useTopic("imports", initialImports).value ?? initialImports;
  const hosts = useTopic("hosts").value;
  const sites = useMemo(() => sitesOf(hosts ?? []), [hosts]);
  const symptoms = useTopic("symptoms").value ?? frame.symptoms;
  const settings = useTopic("console", frame.console).value?.incidentSettings;
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const [opening, setOpening] = useState<readonly string[] | undefined>(undefined);
  const [isImporting, setImporting] = useState(false);
  const canWrite = frame.person.role !== "viewer";

  // A minute is fine enough for "since"; filtering a long list every second is not worth it.
  const minute = Math.floor(now / 60_000) * 60_000;
  const shown = useMemo(
    () => inListOrder(all.filter((incident) => matches(incident, filter, minute, sites))),
    [all, filter, minute, sites],
  );
  const open = shown.filter(({ state }) => isOpen(state));
  const over = shown.filter(({ state }) => !isOpen(state));
  const imports = allImports
    .filter((imported) => matchesImported(imported, filter, minute))
    .toSorted((a, b) => b.importedAt - a.importedAt);
  const loose =
    filter.state === "closed" || filter.state === "imported"
      ? []
      : looseSymptoms(symptoms).filter(
          ({ hostId }) => filter.site === "any" || sites.get(hostId) === filter.site,
        );
  const rows = [
    ...open.map(({ id }) => id),
    ...loose.map(({ id }) => `s:${id}`),
    ...over.map(({ id }) => id),
    ...imports.map(({ id }) => `m:${id}`),
  ];
  const current = selected !== undefined && rows.includes(selected) ? selected : rows[0];
  const set = (change: Partial<IncidentFilter>) =>
    router.push(addressOf({ ...filter, ...change }), { scroll: false });
  const move = (by: number) => {
    const next = rows[inBounds(rows.indexOf(current ?? "") + by, rows.length)];
    setSelected(next);
    if (next !== undefined) document.getElementById(`row-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const symptomOf = (row: string | undefined) => loose.find(({ id }) => row === `s:${id}`);

  useKeys([
    { keys: "j", does: "next", run: () => move(1) },
    { keys: "k", does: "before", run: () => move(-1) },
    { keys: "o", does: "open only", run: () => set({ state: filter.state === "open" ? "all" : "open" }) },
    {
      keys: "Enter",
      does: "open the room",
      run: () => {
        const to = current === undefined ? undefined : addressOfRow(current);
        if (to !== undefined) router.push(to);
      },
    },
    ...(current === undefined || /^[sm]:/.test(current)
      ? []
      : [
          {
            keys: "p",
            does: "its postmortem",
            run: () => router.push(places.postmortem(current)),
          },
        ]),
    ...(canWrite
      ? [
          {
            keys: "i",
            does: "open an incident",
            run: () => setOpening([symptomOf(current) ?? loose[0]].flatMap((symptom) => symptom?.id ?? [])),
          },
          { keys: "u", does: "import an incident", run: () => setImporting(true) },
        ]
      : []),
  ]);

  const counts = { own: all.length, imported: allImports.length };
  const { mitigateWithinMs: targetMs } = settings ?? INCIDENT_SETTINGS;
  const scale = scaleOf(shown, now, targetMs);
  const rowOf = (incident: IncidentSummary) => ({
    incident,
    scale,
    targetMs,
    now,
    isSelected: incident.id === current,
    postmortem: postmortems.get(incident.id),
    canWrite,
    onSelect: () => setSelected(incident.id),
  });
  return (
    <Shell
      place="incidents"
      title="Incidents"
      frame={frame}
      hints={HINTS}
      status={`${shown.length + imports.length} of ${all.length + allImports.length} shown, times in UTC`}
    >
      <div className="inc">
        <PageHead
          title="Incidents"
          actions={
            canWrite && (
              <>
                <Button keyHint="u" isSmall onClick={() => setImporting(true)}>
                  <FileInput className="ic" size={14} aria-hidden />
                  Import
                </Button>
                <Button keyHint="i" isSmall onClick={() => setOpening([])}>
                  <Plus className="ic" size={14} aria-hidden />
                  Open incident
                </Button>
              </>
            )
          }
        >
          <span>
            {open.length} open
            {loose.length > 0 && `, ${plural(loose.length, "page")} without an incident`}
          </span>
          <span className="t12 i3 d-only">
            {[`${over.length} over`, medianWords(over)].filter(Boolean).join(", ")}
          </span>
          <MeanFigures incidents={over} />
        </PageHead>
        <IncidentFilters filter={filter} incidents={all} sites={sites} onChange={set} />
        <div className="lst">
          {rows.length === 0 && <NoRows state={filter.state} counts={counts} onAll={() => set(NEUTRAL)} />}
          {rows.length > imports.length && <ListHead scale={scale} targetMs={targetMs} />}
          <IncidentList
            isHeaded={open.length > 0 || loose.length > 0}
            head={
              <>
                <b className="tp">Open</b> {openWords(open.length, loose.length)}
                <span className="end">
                  from impact, or detection where that is unknown, to mitigated; one scale for all rows
                </span>
              </>
            }
            label="Open incidents and pages without one"
          >
            {open.map((incident) => (
              <OpenRow
                key={incident.id}
                symptoms={symptoms.filter(({ incidentId }) => incidentId === incident.id)}
                {...rowOf(incident)}
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
          </IncidentList>
          <IncidentList
            isHeaded={over.length > 0}
            head={
              <>
                <b>Over</b> {over.length}, newest first
                <span className="end">
                  grey, because nothing is asked: time to detect, to acknowledge, to mitigate, then watched
                </span>
              </>
            }
            label="Incidents that are over"
          >
            {over.map((incident) => (
              <ClosedRow key={incident.id} {...rowOf(incident)} />
            ))}
          </IncidentList>
          <IncidentList
            isHeaded={imports.length > 0}
            head={
              <>
                <b>Imported</b> {imports.length}, newest import first
                <span className="end">of other Foghorns: to be read, and in none of the figures above</span>
              </>
            }
            label="Imported incidents"
          >
            {imports.map((imported) => (
              <ImportedRow
                key={imported.id}
                imported={imported}
                now={minute}
                isSelected={`m:${imported.id}` === current}
                onSelect={() => setSelected(`m:${imported.id}`)}
              />
            ))}
          </IncidentList>
        </div>
        {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
        {opening !== undefined && (
          <OpenDialog symptoms={symptoms} preselected={opening} onClose={() => setOpening(undefined)} />
        )}
      </div>
    </Shell>
  );
}

const sitesOf = (hosts: readonly HostSummary[]): Sites =>
  new Map(hosts.flatMap(({ id, labels }) => (labels.site === undefined ? [] : [[id, labels.site]])));

/** Nothing at all, nothing of this kind, or nothing of these filters. */
function NoRows({
  state,
  counts: { own, imported },
  onAll,
}: {
  readonly state: IncidentFilter["state"];
  readonly counts: { readonly own: number; readonly imported: number };
  readonly onAll: () => void;
}) {
  if (state === "imported" && imported === 0)
    return (
      <EmptyState title="Nothing was imported here.">
        <p>An incident that another Foghorn exported as JSON becomes a page to read.</p>
      </EmptyState>
    );
  if (own + imported === 0)
    return (
      <EmptyState title="No incident was ever opened here.">
        <p>A page on Watch opens one with a key; anything else is opened by hand.</p>
      </EmptyState>
    );
  return (
    <EmptyState title="No incident matches these filters.">
      <Button onClick={onAll}>Show all {own + imported}</Button>
    </EmptyState>
  );
}

/** Where a row leads; a page without an incident leads nowhere. */
function addressOfRow(row: string): string | undefined {
  if (row.startsWith("s:")) return undefined;
  return row.startsWith("m:") ? places.imported(row.slice(2)) : places.incident(row);
}

/** "1 incident, 2 pages without one" */
const openWords = (openCount: number, looseCount: number): string =>
  [
    openCount > 0 ? plural(openCount, "incident") : "",
    looseCount > 0 ? `${plural(looseCount, "page")} without ${openCount > 0 ? "one" : "an incident"}` : "",
  ]
    .filter(Boolean)
    .join(", ");
