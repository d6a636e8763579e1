"use client";

import { useState } from "react";
import { changeShare } from "#lib/client/api.ts";
import { SHARE_SUMMARY_LIMIT } from "#lib/domain/incidents/share-limits.ts";
import type { ShareInUse } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { useAct } from "../ui/use-act.ts";

interface LiveSummaryProps {
  readonly share: ShareInUse;
  readonly incidentId: string;
}

/** What readers of a link that goes on are told above everything: they read another text as soon as it is told. */
export function LiveSummary({ share, incidentId }: LiveSummaryProps) {
  const [text, setText] = useState<string | undefined>(undefined);
  const act = useAct();
  const told = share.summary ?? "";
  if (text === undefined)
    return (
      <p>
        <button type="button" className="lk" onClick={() => setText(told)}>
          {told === "" ? "Tell its readers what happened" : "Change its summary"}
        </button>
      </p>
    );
  const tell = () =>
    void act
      .run(() => changeShare(incidentId, share.id, text))
      .then((isDone) => isDone && setText(undefined));
  return (
    <div className="lsum">
      <textarea
        ref={focusNow}
        className="inp"
        rows={3}
        aria-label="What happened, in your words"
        maxLength={SHARE_SUMMARY_LIMIT}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {act.failure !== undefined && <p className="tp">{act.failure}</p>}
      <span className="row">
        <Button isSmall look="primary" disabled={act.isBusy || text.trim() === told} onClick={tell}>
          Tell its readers
        </Button>
        <Button isSmall onClick={() => setText(undefined)}>
          Leave it
        </Button>
      </span>
    </div>
  );
}
