"use client";

import { readHost } from "#lib/client/api.ts";
import { Button } from "../ui/button.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";

/** Key `x`: reads the host again now, instead of at its next turn. The readings arrive as any other. */
export function useReadAgain(
  hostId: string,
  does: string,
  canAct: boolean,
): { readonly isBusy: boolean; readonly problem: string | undefined; readonly read: () => void } {
  const act = useAct();
  const read = (): void => {
    if (!act.isBusy) void act.run(() => readHost(hostId));
  };
  useKeys(canAct ? [{ keys: "x", does, run: read }] : []);
  return { isBusy: act.isBusy, problem: act.failure, read };
}

/** The same as a button, for a page that waits for a daemon to come back. */
export function ReadAgain({ hostId }: { readonly hostId: string }) {
  const { isBusy, problem, read } = useReadAgain(hostId, "try now", true);
  return (
    <div className="acts2">
      <Button isSmall keyHint="x" aria-disabled={isBusy} onClick={read}>
        Try now
      </Button>
      <span className="i3 t12 self-center">it is tried by itself every few seconds</span>
      {problem !== undefined && <Message kind="failed">Not asked. {problem}</Message>}
    </div>
  );
}
