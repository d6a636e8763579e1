import { STATE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { formatDay } from "../ui/format.ts";
import type { KeyBinding } from "../ui/key-dispatch.ts";
import { counts, type ShellFrame } from "./frame.ts";
import { type PaletteItem, page } from "./palette-items.ts";
import { places } from "./places.ts";

/* What the palette offers of this moment and this screen. Names come from hosts: they are text here and nothing else. */

type Role = ShellFrame["person"]["role"];

const RANK = { page: 0, ticket: 1, notice: 2 } as const;

/** Each open symptom leads to its host, and to its incident or to opening one. */
export function symptomItems(symptoms: readonly SymptomView[], role: Role): readonly PaletteItem[] {
  return symptoms
    .filter(counts)
    .toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || a.sinceAt - b.sinceAt)
    .flatMap((symptom): readonly PaletteItem[] => {
      const { id, hostId, title, subject, severity, incidentId } = symptom;
      const words = `${title}${subject === "" ? "" : `, ${subject}`} on ${hostId}`;
      const row: PaletteItem = {
        id: `symptom-${id}`,
        group: "Symptoms",
        text: words,
        note: "to the host",
        target: page(places.host(hostId, symptom.part)),
        severity,
        isOffered: true,
      };
      if (incidentId !== undefined) {
        const room = page(places.incident(incidentId));
        return [
          row,
          { id: `room-${id}`, group: "Symptoms", text: words, note: `to ${incidentId}`, target: room },
        ];
      }
      if (role === "viewer") return [row];
      const text = `Open an incident: ${words}`;
      return [
        row,
        { id: `open-${id}`, group: "Actions", text, target: { kind: "open-incident", symptomId: id } },
      ];
    });
}

/** Open ones are offered; the others are found by their words. */
export const incidentItems = (incidents: readonly IncidentSummary[]): readonly PaletteItem[] =>
  incidents.map(({ id, title, openedAt, state }) => ({
    id,
    group: "Incidents",
    text: `${id}, ${title}`,
    note: isOpen(state) ? STATE_WORDS[state].toLowerCase() : formatDay(openedAt, openedAt),
    target: page(places.incident(id)),
    ...(isOpen(state) && { isOffered: true as const }),
  }));

/** What the keys of the screen beneath do to what it shows. */
export const actionItems = (bindings: readonly KeyBinding[]): readonly PaletteItem[] =>
  bindings
    .filter(({ isAction }) => isAction)
    .map(({ keys, does }) => ({
      id: `key-${keys}`,
      group: "Actions",
      text: does.charAt(0).toUpperCase() + does.slice(1),
      note: keys.length === 1 && keys !== keys.toLowerCase() ? `Shift ${keys}` : keys,
      target: { kind: "key", keys },
      isOffered: true,
    }));

/** A container leads to its lines; those are for people who work on its host. */
export const containerItem = (
  container: { readonly hostId: string; readonly id: string; readonly name: string; readonly state: string },
  role: Role,
): PaletteItem => ({
  id: `container-${container.hostId}-${container.id}`,
  group: "Containers",
  text: container.name,
  note: `${container.hostId}, ${container.state}`,
  target: page(
    role === "viewer" ? places.containers(container.hostId) : places.logs(container.hostId, container.id),
  ),
});
