import { changeText, dieText, goBackCommand } from "../../domain/changes/change-text.ts";
import type { HostChange } from "../../domain/changes/host-change.ts";
import type { HostState } from "../../domain/host-state.ts";
import type { HostDetail } from "../../protocol/views.ts";

type ChangesView = NonNullable<HostDetail["changes"]>;

// What a person reads before the cause is known; the rest is in the events.
const MAX_ITEMS = 20;

/** What was changed lately, newest first, each with the way back where there is one. */
export const changesView = ({ changes, changesKnownSinceAt }: HostState): ChangesView => ({
  knownSinceAt: changesKnownSinceAt,
  items: changes.slice(-MAX_ITEMS).toReversed().map(toItem),
});

function toItem(change: HostChange): ChangesView["items"][number] {
  const base = { kind: change.kind, at: change.at, text: changeText(change) };
  if (change.kind !== "deploy") return base;
  const command = goBackCommand(change);
  const digest = change.before.imageId;
  return {
    ...base,
    die: dieText(change),
    ...(command !== undefined && digest !== undefined && { goBack: { digest, command } }),
  };
}
