"use client";

import { useEffect, useState } from "react";
import { type PostmortemWriter, WRITES_FOR_MS } from "../protocol/postmortem-views.ts";

/** Who else writes. The server says when somebody paused; where nothing comes any more, nobody is known to write. */
export function useOtherWriters(
  writers: readonly PostmortemWriter[],
  me: string,
): readonly PostmortemWriter[] {
  const [others, setOthers] = useState(() => writers.filter(({ id }) => id !== me));
  useEffect(() => {
    setOthers(writers.filter(({ id }) => id !== me));
    const timer = setTimeout(() => setOthers([]), WRITES_FOR_MS + GRACE_MS);
    return () => clearTimeout(timer);
  }, [writers, me]);
  return others;
}

/** The server's word may be as late as this. */
const GRACE_MS = 2_000;
