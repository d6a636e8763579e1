"use client";

import { useEffect, useMemo, useState } from "react";
import { useTopic } from "#lib/client/hooks.ts";
import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import type { PartStates } from "../anatomy/geometry.ts";
import { formatDay } from "../ui/format.ts";
import { counts, type ShellFrame } from "./frame.ts";
import type { PaletteItem } from "./palette-items.ts";
import { places } from "./places.ts";
import { fetchRunbookTitles } from "./runbook-titles.ts";

const PLACES: readonly PaletteItem[] = [
  { id: "go-watch", group: "Go to", text: "Watch", note: "g w", href: places.watch },
  { id: "go-hosts", group: "Go to", text: "Hosts", note: "g h", href: places.hosts },
  { id: "go-incidents", group: "Go to", text: "Incidents", note: "g i", href: places.incidents },
  { id: "go-runbooks", group: "Go to", text: "Runbooks", note: "g b", href: places.runbooks },
  { id: "go-account", group: "Go to", text: "Your account", href: places.account },
];
const ADMIN_PLACES: readonly PaletteItem[] = [
  { id: "go-people", group: "Go to", text: "People", href: places.people },
  { id: "go-audit", group: "Go to", text: "Audit log", href: places.audit },
];

/** What the palette offers: read while it is open, so it costs nothing while it is not. */
export function usePaletteItems(role: ShellFrame["person"]["role"]): {
  readonly items: readonly PaletteItem[];
  readonly parts: ReadonlyMap<string, PartStates>;
} {
  const hosts = useTopic("hosts").value;
  const symptoms = useTopic("symptoms").value;
  const incidents = useTopic("incidents").value;
  const [runbooks, setRunbooks] = useState<readonly PaletteItem[]>([]);
  useEffect(() => {
    let isOpen = true;
    void fetchRunbookTitles().then((titles) => {
      if (!isOpen) return;
      setRunbooks(
        titles.map(({ id, title }) => ({
          id: `runbook-${id}`,
          group: "Runbooks",
          text: title,
          href: places.runbook(id),
        })),
      );
    });
    return () => {
      isOpen = false;
    };
  }, []);
  return useMemo(() => {
    const open = (incidents ?? []).map(
      (incident): PaletteItem => ({
        id: incident.id,
        group: "Incidents",
        text: `${incident.id}, ${incident.title}`,
        note: formatDay(incident.openedAt, incident.openedAt),
        href: places.incident(incident.id),
      }),
    );
    return {
      items: [
        ...PLACES,
        ...(role === "admin" ? ADMIN_PLACES : []),
        ...hostItems(hosts ?? [], symptoms ?? []),
        ...open,
        ...runbooks,
      ],
      parts: new Map((hosts ?? []).map((host) => [host.id, host.parts])),
    };
  }, [hosts, symptoms, incidents, runbooks, role]);
}

function hostItems(hosts: readonly HostSummary[], symptoms: readonly SymptomView[]): readonly PaletteItem[] {
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
        href: places.host(host.id),
        hostId: host.id,
        ...(note === undefined ? {} : { note }),
        ...(host.severity === undefined ? {} : { severity: host.severity }),
      },
      {
        id: `log-${host.id}`,
        group: "Go to",
        text: `Engine log of ${host.id}`,
        href: places.engineLog(host.id),
      },
    ] satisfies PaletteItem[];
  });
}
