import type { Link } from "#lib/client/link.ts";
import type { HostSummary } from "#lib/protocol/views.ts";
import { formatClock, plural } from "../ui/format.ts";

/** Since when nothing is heard of a host; one that never spoke is not told as one that fell silent. */
export function unheardWords({ lastHeardAt, silence }: Pick<HostSummary, "lastHeardAt" | "silence">): string {
  if (lastHeardAt !== undefined) return `not heard from since ${formatClock(lastHeardAt)}`;
  return silence === undefined
    ? "never heard from"
    : `never heard from, tried since ${formatClock(silence.sinceAt)}`;
}

/** What a Watch without a row may claim: calm is only said of hosts that are heard, and of now only over a link. */
export function calmHead(
  hosts: readonly Pick<HostSummary, "isHeard" | "lastHeardAt">[],
  link: Pick<Link, "state" | "since">,
): { readonly title: string; readonly read: string } {
  const heard = hosts.filter(({ isHeard }) => isHeard).length;
  const isLost = link.state === "lost";
  const read = `${heard} of ${plural(hosts.length, "engine")} ${hosts.length === 1 ? "was" : "were"} read`;
  const when = isLost ? " before the link broke" : " within the last seconds";
  return {
    title: isLost
      ? `Nothing is known since ${formatClock(link.since)}: the link to Foghorn is lost.`
      : calmTitle(heard, hosts.length),
    read: `${read}${heard === 0 ? "" : when}.`,
  };
}

function calmTitle(heard: number, all: number): string {
  if (heard === 0) return "No host is heard.";
  if (heard === all) return "Nothing is wrong that Foghorn can see.";
  return `${heard} of ${all} hosts ${heard === 1 ? "is" : "are"} heard: nothing is wrong on ${heard === 1 ? "it" : "them"} that Foghorn can see.`;
}

/** What the feed says of itself: it follows only over a link, and its silence means something only of hosts that are heard. */
export function feedWords(
  link: Pick<Link, "state" | "since">,
  { isRecording, isHeard }: { readonly isRecording: boolean; readonly isHeard: boolean },
): { readonly title: string; readonly following: string; readonly none: string } {
  if (link.state === "lost")
    return {
      title: "Feed",
      following: `stopped at ${formatClock(link.since)}`,
      none: "Nothing that is kept had happened on any host in the hours before the link was lost.",
    };
  if (!isHeard)
    return { title: "Feed", following: "no host is heard", none: "Nothing can be said: no host is heard." };
  return {
    title: isRecording ? "Feed" : "Live feed",
    following: "following",
    none: "Nothing that is kept has happened on any host in the last hours.",
  };
}
