import type { HostState, Transfer } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { freshFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { listedText } from "../shared/running.ts";
import { bytesText, counted, durationText, roughly, toEvidence } from "../shared/text.ts";

// Slow lines and slow disks move something within two minutes.
const STILL_MS = 2 * MINUTE_MS;
// Read every 15 s.
const FRESH_MS = 60 * SECOND_MS;
const LINES_MS = 10 * MINUTE_MS;
// A disk that everybody waits for half of the time may take as long to write what was received.
const BUSY_DISK_RATIO = 0.5;

const HOLDERS = ["dockerd", "containerd"] as const;
type Holder = (typeof HOLDERS)[number];

/** A layer is half received and nothing of it moves: the registry went silent in mid-answer, or the puller waits for itself. */
export const pullDeadlock: Mode = {
  id: "pull-deadlock",
  inputs: ["fact", "journal-line"],
  windows: {
    // Two minutes have passed when it is first found.
    raiseAfterMs: 30 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => HOLDERS.flatMap((holder) => judgeHolder(holder, host, now, open)),
};

function judgeHolder(
  holder: Holder,
  host: HostState,
  now: EpochMs,
  open: readonly Symptom[],
): readonly Judgement[] {
  const read = host.facts.pulls.last;
  const isFresh = read !== undefined && now - read.at <= FRESH_MS;
  const still = isFresh ? standing(holder, host.transfers, read.at) : [];
  const lines = holder === "containerd" ? linesWith(host, ["pull-no-progress"], now - LINES_MS) : [];
  if (still.length === 0 && lines.length === 0)
    return settled(open, holder, isFresh ? "passing" : "unknown", read?.at ?? now);
  // A busy disk is no proof either way.
  if (lines.length === 0 && isDiskBusy(host, now)) return settled(open, holder, "unknown", now);
  const sinceAt = Math.max(...still.map(({ movedAt }) => movedAt), 0) || (lines[0]?.line.sourceAt ?? now);
  const readAt = read !== undefined && still.length > 0 ? read.at : (lines[0]?.line.sourceAt ?? now);
  const waits = isProduction(host);
  return [
    {
      subject: holder,
      verdict: "failing",
      severity: waits ? "page" : "ticket",
      part: "images",
      title: "Pull without progress",
      summary: `${textOf(holder, still, readAt - sinceAt)} Either the registry, or what lies on the way to it, went silent in the middle of an answer, or ${holder} waits for itself. It does not give up by itself: whoever deploys waits.`,
      readAt,
      sinceAt,
      evidence: [
        ...still
          .slice(0, 5)
          .map(({ name, bytes, position, movedAt }) =>
            toEvidence(
              readAt,
              `/proc/<${holder}>/fd ${name}`,
              `size ${bytes}, position ${position}, both the same for ${Math.round((readAt - movedAt) / 1_000)} s`,
              `${bytesText(bytes)} received, still for ${durationText(readAt - movedAt)}`,
            ),
          ),
        ...lines.slice(0, 3).map((line) => lineEvidence(line)),
      ],
      blast: {
        affected: ["Deploys that need this image wait", "Further pulls of the same layers wait behind it"],
        parts: ["registry"],
        notAffected: listedText(host, now),
      },
      facts: { holder, unit: holder === "dockerd" ? "docker.service" : "containerd.service" },
    },
  ];
}

/**
 * Files that do not move. dockerd unpacks one layer after the other, so of its files those that wait for their turn stand
 * still while another moves: only when all of them do is it stuck. containerd holds none that waits.
 */
function standing(holder: Holder, transfers: readonly Transfer[], readAt: EpochMs): readonly Transfer[] {
  const held = transfers.filter((transfer) => transfer.holder === holder);
  const still = held.filter(({ movedAt }) => readAt - movedAt >= STILL_MS);
  return holder === "dockerd" && still.length < held.length ? [] : still;
}

const isDiskBusy = (host: HostState, now: EpochMs): boolean =>
  (freshFact(host, "pressure", now)?.fact.pressure.ioSomeRatio ?? 0) >= BUSY_DISK_RATIO;

/** Which image it is the engine does not tell; what is deployed on such a host is production. */
const isProduction = (host: HostState): boolean =>
  host.containers.lastGood?.reading.some((container) => container.isProduction === true) ?? false;

const textOf = (holder: Holder, still: readonly Transfer[], stillMs: number): string =>
  still.length === 0
    ? "containerd gave up a pull that made no progress."
    : `${holder} holds ${counted(still.length, "layer")} that ${still.length === 1 ? "is" : "are"} half received, and nothing moved for ${roughly(stillMs)}.`;
