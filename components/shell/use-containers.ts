"use client";

import { usePathname } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { findContainers } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import type { FoundContainer } from "#lib/protocol/views.ts";
import type { ShellFrame } from "./frame.ts";
import type { PaletteItem } from "./palette-items.ts";
import { containerItem } from "./palette-now.ts";

/** Long enough to type on, short enough not to be waited for. */
const PAUSE_MS = 120;
const SHORTEST = 2;

/** Containers by name: the server looks, as a fleet has more of them than a page should know. */
export function useContainers(query: string, role: ShellFrame["person"]["role"]): readonly PaletteItem[] {
  const [found, setFound] = useState<readonly FoundContainer[]>([]);
  const text = query.trim();
  useEffect(() => {
    if (text.length < SHORTEST) return setFound([]);
    let isWanted = true;
    const timer = setTimeout(() => {
      void findContainers(text).then((answer) => {
        if (isWanted && answer.kind === "done") setFound(answer.value);
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text]);
  return found.map((container) => ({ ...containerItem(container, role), isAnswer: true }));
}

const HOST_PAGE = /^\/hosts\/([a-z0-9-]+)(?:\/|$)/;

/** Those of the host whose page is open: they are there before anything is typed. */
export function useHostContainers(role: ShellFrame["person"]["role"]): readonly PaletteItem[] {
  const hostId = HOST_PAGE.exec(usePathname())?.[1];
  const value = useTopic(hostId === undefined ? "hosts" : `host:${hostId}`).value;
  return useMemo(() => {
    if (hostId === undefined || value === undefined || !("containers" in value)) return [];
    return value.containers.map((container) => ({
      ...containerItem({ ...container, hostId }, role),
      isOffered: true as const,
    }));
  }, [hostId, value, role]);
}
