import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { LayersReading } from "../../storage-facts.ts";
import type { Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { seldomFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { counted, named, toEvidence } from "../shared/text.ts";

const LINES = ["overlay-mount-refused", "layer-file-missing", "layer-not-registered", "snapshot-missing"];
// Machines that share a kernel share its log, and it names no machine: evidence beside another's word, never alone.
const KERNEL_LINES = ["overlayfs-says"];
// What failed once for a damaged layer fails again; a deploy that gives up tries anew within this time.
const LINE_COUNTS_MS = 15 * MINUTE_MS;
// One refused mount is a fact; an audit may have met a layer on its way out.
const RAISE_AUDIT_AFTER_MS = 30_000;

// An audit once a minute while one is damaged: it has the last word.
const MENDED_CLEARS_AFTER_MS = 2 * MINUTE_MS;

/** Files of a layer are gone or empty: whatever needs it does not start, and what runs may find its files missing. */
export const overlay2Corruption: Mode = {
  id: "overlay2-corruption",
  inputs: ["journal-line", "fact"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: MINUTE_MS, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const lines = linesWith(host, LINES, now - LINE_COUNTS_MS);
    const audit = seldomFact(host, "layers", now);
    const wrong = audit?.fact.layers.wrong ?? [];
    const [newest] = lines;
    if (newest === undefined && wrong.length === 0) return quiet(host, open, audit?.at, now);
    const mendedAt = mendedSince(host, audit?.at, wrong);
    // Each that the audit found is whole, and nothing was refused since. The next audit is due before this is over.
    if (mendedAt !== undefined && mendedAt > (newest?.line.sourceAt ?? 0))
      return settled(open, "", "passing", mendedAt).map((passing) => ({
        ...passing,
        clearAfterMs: MENDED_CLEARS_AFTER_MS,
      }));
    // Whole again by a look that is younger than the line.
    if (newest !== undefined && wrong.length === 0 && audit !== undefined && audit.at > newest.line.sourceAt)
      return settled(open, "", "passing", audit.at);
    const readAt = Math.max(
      Math.min(newest?.line.sourceAt ?? 0, now),
      wrong.length > 0 ? (audit?.at ?? 0) : 0,
    );
    const layer = wrong[0]?.layer ?? newest?.marked.values.find((value) => value !== "") ?? "";
    return [
      {
        subject: "",
        verdict: "failing",
        variant: newest === undefined ? "audit" : "refused",
        severity: "page",
        part: "images",
        title: "Layers damaged",
        summary: summaryOf(wrong, newest !== undefined),
        readAt,
        sinceAt: Math.min(lines.at(-1)?.line.sourceAt ?? readAt, readAt),
        evidence: [
          ...(wrong.length > 0 && audit !== undefined
            ? [
                toEvidence(
                  audit.at,
                  "audit of overlay2",
                  wrong.map(({ fault, layer: id }) => `${fault} ${id}`).join("\n"),
                  `${wrong.length} of ${counted(audit.fact.layers.count, "layer")} damaged`,
                ),
              ]
            : []),
          ...lines.slice(0, 3).map((line) => lineEvidence(line)),
          ...linesWith(host, KERNEL_LINES, now - LINE_COUNTS_MS)
            .slice(0, 2)
            .map((line) => lineEvidence(line)),
        ],
        blast: {
          affected: ["Starts and pulls that need a damaged layer fail", "Containers on it may miss files"],
          parts: ["ctrs"],
          notAffected: [],
        },
        facts: layer === "" ? {} : { layer },
        ...(newest === undefined && { raiseAfterMs: RAISE_AUDIT_AFTER_MS }),
      } satisfies Judgement,
    ];
  },
};

/** When every layer that the audit found damaged was seen whole, looked at by itself after it. */
function mendedSince(
  host: HostState,
  auditAt: EpochMs | undefined,
  wrong: LayersReading["wrong"],
): EpochMs | undefined {
  const looked = host.facts.suspects.last;
  if (auditAt === undefined || looked === undefined || looked.at <= auditAt) return undefined;
  const whole = new Set(
    looked.fact.suspects.layers.flatMap(({ layer, fault }) => (fault === undefined ? [layer] : [])),
  );
  return wrong.length > 0 && wrong.every(({ layer }) => whole.has(layer)) ? looked.at : undefined;
}

const FAULT_WORDS = {
  missing: "is not there",
  "no-diff": "has lost its files",
  "no-link": "has lost its short name",
  "no-short-name": "is not to be found by its short name",
} as const;

function summaryOf(wrong: LayersReading["wrong"], isRefused: boolean): string {
  if (wrong.length === 0)
    return "dockerd could not mount or register a layer: something of it is gone or damaged on the disk.";
  const kinds = Map.groupBy(wrong, ({ fault }) => fault);
  const words = [...kinds].map(([fault, some]) => `${counted(some.length, "layer")} ${FAULT_WORDS[fault]}`);
  return `${named(words)} below overlay2, and the layer store names ${wrong.length === 1 ? "it" : "them"}${isRefused ? "; dockerd was refused a mount" : ". What needs it fails at its next start"}.`;
}

/** Nothing was said, and the last look found all whole: over. Without a look the silence of the log alone must do. */
function quiet(
  host: HostState,
  open: readonly Symptom[],
  auditAt: EpochMs | undefined,
  now: EpochMs,
): readonly Judgement[] {
  if (auditAt !== undefined) return settled(open, "", "passing", auditAt);
  return settled(open, "", host.streams.journal.isOpen ? "passing" : "unknown", now);
}
