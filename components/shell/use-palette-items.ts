"use client";

import { useMemo } from "react";
import { readRunbooks } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import type { RunbooksView, SymptomView } from "#lib/protocol/views.ts";
import type { PartStates } from "../anatomy/geometry.ts";
import { type LitHost, litHosts } from "../watch/lit-hosts.ts";
import { counts, type ShellFrame } from "./frame.ts";
import { type PaletteItem, page } from "./palette-items.ts";
import { incidentItems, symptomItems } from "./palette-now.ts";
import { places } from "./places.ts";

const PLACES: readonly PaletteItem[] = [
  { id: "go-watch", group: "Go to", text: "Watch", note: "g w", target: page(places.watch) },
  { id: "go-hosts", group: "Go to", text: "Hosts", note: "g h", target: page(places.hosts) },
  { id: "go-incidents", group: "Go to", text: "Incidents", note: "g i", target: page(places.incidents) },
  { id: "go-runbooks", group: "Go to", text: "Runbooks", note: "g b", target: page(places.runbooks) },
  {
    id: "go-postmortems",
    group: "Go to",
    text: "Postmortems",
    note: "g p",
    target: page(places.postmortems),
  },
  { id: "go-report", group: "Go to", text: "Report", note: "g r", target: page(places.report) },
  { id: "go-settings", group: "Go to", text: "Standing orders", note: "g s", target: page(places.settings) },
  { id: "go-account", group: "Go to", text: "Your account", target: page(places.account) },
];
const ADMIN_PLACES: readonly PaletteItem[] = [
  { id: "go-people", group: "Go to", text: "People", target: page(places.people) },
  { id: "go-audit", group: "Go to", text: "Audit log", target: page(places.audit) },
];

/** What the palette offers: read while it is open, so it costs nothing while it is not. */
export function usePaletteItems(role: ShellFrame["person"]["role"]): {
  readonly items: readonly PaletteItem[];
  readonly parts: ReadonlyMap<string, PartStates>;
} {
  const hosts = useTopic("hosts").value;
  const symptoms = useTopic("symptoms").value;
  const incidents = useTopic("incidents").value;
  const runbooks = useAnswer(readRunbooks, undefined);
  return useMemo(() => {
    return {
      items: [
        ...PLACES,
        ...(role === "admin" ? ADMIN_PLACES : []),
        ...symptomItems(symptoms ?? [], role),
        ...hostItems(litHosts(hosts ?? [], symptoms ?? []), symptoms ?? []),
        ...incidentItems(incidents ?? []),
        // Where they cannot be read the palette works without them.
        ...(runbooks?.kind === "done" ? runbookItems(runbooks.value.runbooks) : []),
      ],
      parts: new Map((hosts ?? []).map((host) => [host.id, host.parts])),
    };
  }, [hosts, symptoms, incidents, runbooks, role]);
}

const runbookItems = (runbooks: RunbooksView["runbooks"]): readonly PaletteItem[] =>
  runbooks.map(({ id, title }) => ({
    id: `runbook-${id}`,
    group: "Runbooks",
    text: title,
    target: page(places.runbook(id)),
  }));

function hostItems(hosts: readonly LitHost[], symptoms: readonly SymptomView[]): readonly PaletteItem[] {
  return hosts.flatMap((host) => {
    const titles = symptoms
      .filter((symptom) => symptom.hostId === host.id && counts(symptom))
      .map((symptom) => symptom.title);
    const note = titles.length > 0 ? titles.join(", ") : host.isHeard ? host.engineVersion : "not heard from";
    return [
      {
        id: `host-${host.id}`,
        group: "Hosts",
        text: host.id,
        target: page(places.host(host.id)),
        hostId: host.id,
        ...(note === undefined ? {} : { note }),
        ...(host.severity === undefined ? {} : { severity: host.severity }),
      },
      {
        id: `log-${host.id}`,
        group: "Go to",
        text: `Engine log of ${host.id}`,
        target: page(places.engineLog(host.id)),
      },
    ] satisfies PaletteItem[];
  });
}
