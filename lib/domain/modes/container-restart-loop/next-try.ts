import type { HostState } from "../../host-state.ts";
import { counted, durationText } from "../shared/text.ts";
import { backoffMs, LONG_LIFE_MS } from "./backoff.ts";
import type { Story } from "./story.ts";

/** What Docker does next, by the newest reading of its state and by its policy. */
export function nextTryText(host: HostState, story: Story): string {
  const { id, deaths, longestLifeMs } = story;
  const reading = host.inspects.get(id)?.lastGood?.reading;
  const policy = reading?.restartPolicy ?? "";
  const most = Number(/^on-failure:(\d+)$/.exec(policy)?.[1] ?? Number.POSITIVE_INFINITY);
  const isSpent = (story.restartCount ?? 0) >= most;
  if (policy === "no") return "Docker does not restart it by itself.";
  if (isDownFor(host, story)) {
    if (isSpent) return `Docker gave up after ${counted(most, "restart")}.`;
    const isRefused = reading !== undefined && reading.error !== "" && reading.state !== "running";
    return isRefused
      ? "Its last start failed, and Docker no longer restarts it."
      : "Docker no longer restarts it.";
  }
  if (isSpent) return `It had its ${counted(most, "restart")}: Docker does not restart it once more.`;
  if (longestLifeMs >= LONG_LIFE_MS) return "It lives long enough that Docker restarts it at once each time.";
  const atMost = Number.isFinite(most) ? `${counted(most, "restart")} in all` : "60 s";
  return `Docker waits ${durationText(backoffMs(story.restartCount ?? deaths.length))} before the next try, at most ${atMost}.`;
}

/** Ended and not about to be restarted: then Docker says "restarting". A start after the reading makes it old. */
function isDownFor(host: HostState, { id, container }: Story): boolean {
  const inspected = host.inspects.get(id)?.lastGood;
  const listAt = container === undefined ? undefined : host.containers.lastGood?.at;
  const isByInspect = inspected !== undefined && inspected.at > (listAt ?? 0);
  const state = isByInspect ? inspected.reading.state : container?.state;
  const readAt = isByInspect ? inspected.at : (listAt ?? 0);
  return (state === "exited" || state === "dead") && readAt >= (host.lives.get(id)?.startedAt ?? 0);
}
