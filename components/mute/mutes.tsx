"use client";

import { endMute } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import type { MuteView } from "#lib/protocol/views.ts";
import { Button } from "../ui/button.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { scopeWords, untilText } from "./mute-words.ts";

interface MutesProps {
  readonly mutes: readonly MuteView[];
  readonly canAct: boolean;
}

/** Who knows of what, until when. Also those that hold nothing now: planned work looks like this. */
export function Mutes({ mutes, canAct }: MutesProps) {
  const now = useNow();
  const act = useAct();
  if (mutes.length === 0) return null;
  return (
    <section className="mutes" aria-label="Mutes">
      <ul>
        {mutes.map((mute) => (
          <li key={mute.id}>
            <span className="mutew">
              <b>
                Muted until{" "}
                <time dateTime={new Date(mute.endsAt).toISOString()}>{untilText(mute.endsAt, now)}</time>
              </b>{" "}
              by {mute.by.name}: <MachineText text={scopeWords(mute, mute.modeTitle)} limit={160} />
              <span className="i3">
                {" “"}
                <MachineText text={mute.reason} limit={160} />”
              </span>
            </span>
            {canAct && (
              <Button
                look="quiet"
                isSmall
                aria-disabled={act.isBusy}
                aria-label={`End the mute of ${scopeWords(mute, mute.modeTitle)}`}
                onClick={() => void act.run(() => endMute(mute.id))}
              >
                End mute
              </Button>
            )}
          </li>
        ))}
      </ul>
      {act.failure !== undefined && <Message kind="failed">Mute not ended. {act.failure}</Message>}
    </section>
  );
}
