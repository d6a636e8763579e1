import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { VitalView } from "#lib/protocol/views.ts";
import { formatClock } from "../ui/format.ts";
import type { Option } from "./completion.ts";

/** Each is a topic of the socket, of which a room has some already. */
const READ_AT_ONCE = 4;

/** The hosts whose readings are offered: those that are being typed, then the lead's, then the others. */
export function hostsToRead(
  hostIds: readonly string[],
  leadHostId: string | undefined,
  query: string,
): readonly string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = (hostId: string): number =>
    words.some((word) => hostId.includes(word)) ? 0 : hostId === leadHostId ? 1 : 2;
  return hostIds.toSorted((a, b) => rank(a) - rank(b)).slice(0, READ_AT_ONCE);
}

/** What can stand behind `#`: readings of the symptoms, then those of their hosts as they are now, written out with their time. */
export function readingOptions(
  { symptoms }: Pick<IncidentDetail, "symptoms">,
  hosts: readonly { readonly hostId: string; readonly vitals: readonly VitalView[]; readonly at: number }[],
): readonly Option[] {
  return [
    ...symptomReadings(symptoms),
    ...hosts.flatMap(({ hostId, vitals, at }) =>
      vitals.map((vital) => vitalOption(vital, hostId, vital.readAt ?? at)),
    ),
  ];
}

const frozen = (what: string, hostId: string, value: string, at: number): string =>
  `**${what}** on ${hostId}: \`${value.replaceAll("`", "'")}\` (${formatClock(at)})`;

function vitalOption({ id, name, value, usual }: VitalView, hostId: string, at: number): Option {
  const beside = usual === undefined ? "" : `, usual ${usual}`;
  return {
    key: `vital ${hostId} ${id}`,
    label: name,
    hint: `${hostId}, ${value}`,
    insert: `${frozen(name, hostId, value, at)}${beside}`,
  };
}

const symptomReadings = (symptoms: IncidentDetail["symptoms"]): readonly Option[] =>
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
