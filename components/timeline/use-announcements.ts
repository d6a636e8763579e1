"use client";

import { useEffect, useRef, useState } from "react";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { plural } from "../ui/format.ts";

/** Readers who hear the page are told at most this often. */
const QUIET_MS = 10_000;

/** New entries in one sentence: "2 new entries, 1 by Ada". Empty until the first ones after the page was opened. */
export function useAnnouncements(entries: readonly TimelineEntry[]): string {
  const [spoken, setSpoken] = useState("");
  const told = useRef<number | undefined>(undefined);
  const latest = useRef(entries);
  useEffect(() => {
    latest.current = entries;
    told.current ??= entries.at(-1)?.seq;
  }, [entries]);
  useEffect(() => {
    const timer = setInterval(() => {
      const since = told.current;
      const fresh = since === undefined ? [] : latest.current.filter((entry) => entry.seq > since);
      if (fresh.length === 0) return;
      told.current = latest.current.at(-1)?.seq;
      setSpoken(sentence(fresh));
    }, QUIET_MS);
    return () => clearInterval(timer);
  }, []);
  return spoken;
}

function sentence(fresh: readonly TimelineEntry[]): string {
  const people = [
    ...new Set(fresh.flatMap((entry) => (entry.actor.kind === "person" ? [entry.actor.name] : []))),
  ];
  const count = plural(fresh.length, "new entry", "new entries");
  return people.length === 0
    ? `${count} on the timeline`
    : `${count} on the timeline, by ${people.join(", ")}`;
}
