"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { PartId } from "#lib/domain/anatomy.ts";
import { toPartId } from "./host-model.ts";

/** The selected part lives in the address: `?part=dockerd`. Choosing another replaces it, so Back leaves the host. */
export function usePart(): readonly [PartId | undefined, (part: PartId) => void] {
  const pathname = usePathname();
  const query = useSearchParams();
  const choose = (part: PartId): void => {
    const next = new URLSearchParams(query);
    next.set("part", part);
    window.history.replaceState(null, "", `${pathname}?${next.toString()}`);
  };
  return [toPartId(query.get("part")), choose];
}
