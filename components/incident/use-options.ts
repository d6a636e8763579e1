"use client";

import { useEffect, useState } from "react";
import { readPeople } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import type { NamedPerson } from "#lib/domain/incident.ts";
import { leadSymptom } from "#lib/domain/incidents/opening.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { VitalView } from "#lib/protocol/views.ts";
import { formatClock } from "../ui/format.ts";
import { activeBindings } from "../ui/key-dispatch.ts";
import type { Option, Typing } from "./completion.ts";

/** What the composer offers behind `@`, `#` and `/`. A reading is written out with its time: it never changes again. */
export function useOptions(incident: IncidentDetail, kind: Typing["kind"] | undefined): readonly Option[] {
  const people = usePeople(kind === "person");
  const hostId = leadSymptom(incident.symptoms)?.hostId ?? incident.hostIds[0];
  // Without a host the room's own topic, which is followed anyway: a hook cannot be left out.
  const host = useTopic<`host:${string}` | `incident:${string}`>(
    hostId === undefined ? `incident:${incident.id}` : `host:${hostId}`,
  );
  if (kind === "person")
    return people.map(({ name }) => ({ key: name, label: name, insert: `**@${name}**` }));
  if (kind === "command") return commands();
  if (kind !== "reading") return [];
  const readAt = host.at ?? Date.now();
  const vitals = host.value !== undefined && "vitals" in host.value ? host.value.vitals : [];
  return [
    ...symptomReadings(incident),
    ...vitals.map((vital) => vitalOption(vital, hostId ?? "", vital.readAt ?? readAt)),
  ];
}

function usePeople(isAsked: boolean): readonly NamedPerson[] {
  const [people, setPeople] = useState<readonly NamedPerson[] | undefined>(undefined);
  const isMissing = isAsked && people === undefined;
  useEffect(() => {
    if (!isMissing) return;
    void readPeople().then((answer) => {
      if (answer.kind === "done") setPeople(answer.value);
    });
  }, [isMissing]);
  return people ?? [];
}

/** The same acts as behind their keys: what cannot be done now is not offered. */
const commands = (): readonly Option[] =>
  activeBindings("")
    .filter(({ isAction }) => isAction)
    .map(({ keys, does, run }) => ({ key: keys, label: does, hint: keys, run }));

const frozen = (what: string, hostId: string, value: string, at: number): string =>
  `**${what}** on ${hostId}: \`${value.replaceAll("`", "'")}\` (${formatClock(at)})`;

function vitalOption({ id, name, value, usual }: VitalView, hostId: string, at: number): Option {
  const beside = usual === undefined ? "" : `, usual ${usual}`;
  return {
    key: `vital ${id}`,
    label: name,
    hint: `${hostId}, ${value}`,
    insert: `${frozen(name, hostId, value, at)}${beside}`,
  };
}

const symptomReadings = ({ symptoms }: IncidentDetail): readonly Option[] =>
  symptoms.flatMap(({ id, title, subject, hostId, evidence: [first] }) => {
    const reading = first?.reading ?? first?.text;
    if (first === undefined || reading === undefined) return [];
    const what = subject === "" ? title : `${title}, ${subject}`;
    return [
      {
        key: `symptom ${id}`,
        label: what,
        hint: `${hostId}, ${reading}`,
        insert: frozen(what, hostId, reading, first.at),
      },
    ];
  });
