import type { Link } from "#lib/client/link.ts";
import type { ConsoleView } from "#lib/protocol/views.ts";
import { formatClock } from "../ui/format.ts";

export interface LinkLook {
  readonly mark: "quiet" | "notice" | "ticket" | "waiting" | "last-known";
  readonly words: string;
  readonly tone?: "tt" | "tu";
  /** How late what is shown comes. */
  readonly lag?: string;
  /** Nothing is wrong with it: the first to go where room is scarce. */
  readonly isLive: boolean;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/**
 * How live the screen is: the reader's own connection, and behind it the gate, without which nothing about any host
 * comes over it. What comes may be a recording.
 */
export function linkLook(link: Link, gate: ConsoleView["gate"] | undefined, isRecording: boolean): LinkLook {
  if (link.state === "connecting") return { mark: "waiting", words: "Connecting", isLive: false };
  if (link.state === "lost")
    return { mark: "last-known", words: `Link lost ${formatClock(link.since)}`, tone: "tu", isLive: false };
  if (gate?.state === "down")
    return {
      mark: "last-known",
      words: `Silent since ${formatClock(gate.since)}`,
      tone: "tu",
      isLive: false,
    };
  if (link.state === "lagging")
    return { mark: "ticket", words: "Lagging", tone: "tt", lag: seconds(link.lagMs), isLive: false };
  return {
    mark: isRecording ? "notice" : "quiet",
    words: isRecording ? "Recording" : "Live",
    lag: `lag ${seconds(link.lagMs)}`,
    isLive: true,
  };
}
