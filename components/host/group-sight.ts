import type { HostDetail } from "#lib/protocol/views.ts";

type Seen = HostDetail["sight"][number];

/** What is not seen for one reason is said in one place, with the one change that would show it all. */
export function groupSight(sight: readonly Seen[]): readonly Seen[] {
  const groups = Map.groupBy(sight, (one) =>
    one.state === "not-visible" && one.reason !== undefined ? `${one.reason}\n${one.change ?? ""}` : one.what,
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, what: [first, ...others].map(({ what }) => what).join("; ") }],
  );
}
