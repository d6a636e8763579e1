"use client";

import { useEffect, useState } from "react";
import { findContainers } from "#lib/client/api.ts";
import type { FoundContainer } from "#lib/protocol/views.ts";
import type { ShellFrame } from "./frame.ts";
import type { PaletteItem } from "./palette-items.ts";
import { places } from "./places.ts";

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
  return found.map((container) => ({
    id: `container-${container.hostId}-${container.id}`,
    group: "Containers",
    text: container.name,
    note: `${container.hostId}, ${container.state}`,
    isAnswer: true,
    // Lines of a container are for those who work on its host.
    href:
      role === "viewer" ? places.containers(container.hostId) : places.logs(container.hostId, container.id),
  }));
}
