import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { freshFact } from "../shared/host-facts.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { listedText } from "../shared/running.ts";
import { percentText, toEvidence } from "../shared/text.ts";

const TICKET_RATIO = 0.75;
const PAGE_RATIO = 0.9;
// Lower edges, so that a table that swings around a limit does not raise and clear in turn.
const TICKET_LEAVE_RATIO = 0.65;
const PAGE_LEAVE_RATIO = 0.8;
// The kernel repeats its line every few seconds while packets are dropped.
const LINE_WINDOW_MS = 2 * MINUTE_MS;

/** The kernel's table of connections fills: once it is full, new connections fail at random, to every published port. */
export const conntrackFull: Mode = {
  id: "conntrack-full",
  inputs: ["fact", "fact-missing", "journal-line"],
  windows: {
    // Two readings: a burst of short connections is over before it hurts.
    raiseAfterMs: 20 * SECOND_MS,
    raiseAfterReadings: 2,
    // Entries time out over minutes.
    clearAfterMs: 2 * MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const table = tableOf(host, now);
    const lines = linesWith(host, ["conntrack-dropped"], now - LINE_WINDOW_MS);
    const [newest] = lines;
    const symptom = openOf(open, "");
    const isOpen = symptom !== undefined && symptom.state !== "recovering";
    const isPaged = isOpen && symptom.severity === "page";
    if (table === undefined && newest === undefined) return settled(open, "", "unknown", now);
    // Machines that share a kernel share its log: with room in this host's table the line is another one's.
    const isFull = table === undefined || (newest !== undefined && table.ratio > TICKET_RATIO);
    const severity =
      isFull || (table !== undefined && table.ratio > (isPaged ? PAGE_LEAVE_RATIO : PAGE_RATIO))
        ? "page"
        : table !== undefined && table.ratio > (isOpen ? TICKET_LEAVE_RATIO : TICKET_RATIO)
          ? "ticket"
          : undefined;
    const readAt = table?.at ?? newest?.line.sourceAt ?? now;
    const reading =
      table === undefined
        ? []
        : [
            toEvidence(
              readAt,
              "/proc/sys/net/netfilter",
              `nf_conntrack_count ${table.used}\nnf_conntrack_max ${table.max}`,
              `${table.used} of ${table.max}, ${percentText(table.ratio)}; limit 90 %`,
            ),
          ];
    if (severity === undefined) return settled(open, "", "passing", readAt, reading);
    return [
      {
        subject: "",
        verdict: "failing",
        severity,
        part: "kernel",
        title: severity === "page" ? "Connection table full" : "Connection table fills",
        summary:
          table === undefined
            ? "The kernel drops packets because its table of connections is full; how full it is now cannot be read."
            : `${table.used} of ${table.max} entries of the kernel's connection table are taken (${percentText(table.ratio)})${newest === undefined ? "" : ", and packets are dropped"}. What is connected stays connected.`,
        readAt,
        evidence: [...reading, ...lines.slice(0, 2).map((line) => lineEvidence(line))],
        blast: {
          affected: ["New connections to published ports and out of containers fail at random"],
          parts: severity === "page" ? ["bridge", "ipt"] : [],
          notAffected: ["Connections that stand", ...listedText(host, now)],
        },
        facts: table === undefined ? {} : { used: String(table.used), max: String(table.max) },
      },
    ];
  },
};

/** How full the table of this host is; undefined where it cannot be read or nothing is tracked. */
export function tableOf(
  host: HostState,
  now: EpochMs,
): { readonly at: EpochMs; readonly used: number; readonly max: number; readonly ratio: number } | undefined {
  const fact = freshFact(host, "pressure", now);
  const { conntrackUsed: used, conntrackMax: max } = fact?.fact.pressure ?? {};
  if (fact === undefined || used === undefined || max === undefined || max <= 0) return undefined;
  return { at: fact.at, used, max, ratio: used / max };
}
