"use client";

import { clsx } from "clsx";
import { useLink } from "#lib/client/hooks.ts";
import type { ConsoleView } from "#lib/protocol/views.ts";
import { Mark } from "../ui/mark.tsx";
import { linkLook } from "./link-words.ts";

interface LinkStateProps {
  readonly gate: ConsoleView["gate"] | undefined;
  readonly isRecording: boolean;
}

/** How live the screen is, in the top bar. The lag is always there: a silent link would look like a quiet night. */
export function LinkState({ gate, isRecording }: LinkStateProps) {
  const link = useLink();
  const { mark, words, tone, lag, isLive } = linkLook(link, gate, isRecording);
  const isTold = tone !== undefined;
  return (
    <div className={clsx("lnk", isLive && "is-live")} {...(isTold && { role: "status" })}>
      <Mark name={mark} size={11} />
      <span className={tone}>{words}</span>
      {lag !== undefined && <span className={clsx("num i3", isLive && "lag")}>{lag}</span>}
    </div>
  );
}
