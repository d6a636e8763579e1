import { FoghornError } from "../../domain/errors.ts";
import { toHostId } from "../../domain/ids.ts";
import { redactTogether } from "../../domain/incidents/redact-value.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { Appended } from "../ports-incidents.ts";
import type { IncidentsDeps } from "./contract.ts";
import { entry } from "./drafts.ts";
import type { Recorder } from "./recorder.ts";
import { NOTE_LIMIT, requireText } from "./require.ts";

const PINNED_LINES_LIMIT = 500;
const PINNED_LINE_CHARS = 8_192;
const SOURCE_LIMIT = 200;

/** The one entry a command was about, stored now or found as sent before. */
export function onlyEntry({ entries, repeated }: Appended): TimelineEntry {
  const written = entries[0] ?? repeated[0];
  if (!written) throw new FoghornError("internal", "A write answered without its entry.");
  return written;
}

/** What people write down: notes and pinned lines. Both are safe to send twice. */
export function createWriteCommands(
  { clock, redact, vitalsOf }: IncidentsDeps,
  recorder: Recorder,
): Pick<IncidentCommands, "addNote" | "pinLines" | "pinReading"> {
  return {
    addNote: async ({ incidentId, markdown, visibility, clientKey, by }) => {
      const text = requireText(markdown, "The note", NOTE_LIMIT);
      const draft = entry(
        clock.now(),
        by,
        { kind: "note", markdown: text },
        // The person is part of the key: nobody takes the place of another's note, or of Foghorn's entries.
        { visibility, clientKey: `note/${by.userId}/${clientKey}` },
      );
      return onlyEntry(
        await recorder.append(incidentId, () => ({ entries: [draft] }), { isCommutative: true }),
      );
    },

    pinLines: async ({ incidentId, hostId, source, lines, visibility, clientKey, by }) => {
      if (lines.length === 0 || lines.length > PINNED_LINES_LIMIT) {
        throw new FoghornError("invalid-input", `Between 1 and ${PINNED_LINES_LIMIT} lines can be pinned.`);
      }
      const first = lines[0]?.at;
      const { texts } = redactTogether(
        lines.map(({ text }) => text.slice(0, PINNED_LINE_CHARS)),
        redact,
      );
      const draft = entry(
        clock.now(),
        by,
        {
          kind: "lines.pinned",
          hostId: toHostId(hostId),
          source: requireText(source, "The source", SOURCE_LIMIT),
          lines: lines.map(({ at }, index) => ({ at, text: texts[index] ?? "" })),
        },
        {
          visibility,
          clientKey: `pin/${by.userId}/${clientKey}`,
          ...(first !== undefined && { sourceAt: first }),
        },
      );
      return onlyEntry(
        await recorder.append(incidentId, () => ({ entries: [draft] }), { isCommutative: true }),
      );
    },

    pinReading: async ({ incidentId, hostId, vital: id, visibility, clientKey, by }) => {
      const now = clock.now();
      const vital = vitalsOf(toHostId(hostId)).find((one) => one.id === id);
      if (!vital) throw new FoghornError("not-found", `Nothing of ${id} was read on ${hostId}.`);
      const draft = entry(
        now,
        by,
        {
          kind: "reading.pinned",
          hostId: toHostId(hostId),
          name: vital.name,
          value: vital.value,
          readAt: vital.readAt ?? now,
          ...(vital.usual !== undefined && { usual: vital.usual }),
          points: vital.points,
        },
        { visibility, clientKey: `reading/${by.userId}/${clientKey}` },
      );
      return onlyEntry(
        await recorder.append(incidentId, () => ({ entries: [draft] }), { isCommutative: true }),
      );
    },
  };
}
