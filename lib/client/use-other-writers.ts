"use client";

import { useEffect, useState } from "react";
import { type PostmortemWriter, WRITES_FOR_MS } from "../protocol/postmortem-views.ts";
import { useLive } from "./live-provider.tsx";

/** Who else writes: each until they said nothing for a while, also where nothing comes any more. */
export function useOtherWriters(
  writers: readonly PostmortemWriter[],
  me: string,
): readonly PostmortemWriter[] {
  const { store } = useLive();
  const [others, setOthers] = useState(() => writers.filter(({ id }) => id !== me));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function look(): void {
      const now = store.serverNow();
      const still = writers.filter(({ id, at }) => id !== me && now - at < WRITES_FOR_MS);
      setOthers(still);
      const next = Math.min(...still.map(({ at }) => at + WRITES_FOR_MS - now));
      if (Number.isFinite(next)) timer = setTimeout(look, next + 1);
    }
    look();
    return () => clearTimeout(timer);
  }, [store, writers, me]);
  return others;
}
