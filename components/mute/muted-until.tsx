"use client";

import { useNow } from "#lib/client/hooks.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { untilText } from "./mute-words.ts";

/** "muted until 14:30 by Ada", with the reason for who points at it. */
export function MutedUntil({ mute }: { readonly mute: NonNullable<SymptomView["mute"]> }) {
  const now = useNow();
  return (
    <span title={mute.reason}>
      muted until <time dateTime={new Date(mute.until).toISOString()}>{untilText(mute.until, now)}</time> by{" "}
      {mute.by}
    </span>
  );
}
