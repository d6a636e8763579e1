"use client";

import { useEffect, useState } from "react";
import { readPeople } from "#lib/client/api.ts";
import { useHosts } from "#lib/client/use-hosts.ts";
import type { NamedPerson } from "#lib/domain/incident.ts";
import { leadSymptom } from "#lib/domain/incidents/opening.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { activeBindings } from "../ui/key-dispatch.ts";
import type { Option, Typing } from "./completion.ts";
import { hostsToRead, readingOptions } from "./reading-options.ts";

/** What the composer offers behind `@`, `#` and `/`. A reading is written out with its time: it never changes again. */
export function useOptions(incident: IncidentDetail, typing: Typing | undefined): readonly Option[] {
  const kind = typing?.kind;
  const people = usePeople(kind === "person");
  const leadHostId = leadSymptom(incident.symptoms)?.hostId;
  // Hosts are followed while a reading is looked for, and no longer.
  const hosts = useHosts(
    typing?.kind === "reading" ? hostsToRead(incident.hostIds, leadHostId, typing.query) : [],
  );
  if (kind === "person")
    return people.map(({ name }) => ({ key: name, label: name, insert: `**@${name}**` }));
  if (kind === "command") return commands();
  if (kind !== "reading") return [];
  return readingOptions(
    incident,
    hosts.map(({ hostId, value, at }) => ({ hostId, vitals: value.vitals, at: at ?? Date.now() })),
  );
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
