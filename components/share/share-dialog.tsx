"use client";

import { useState } from "react";
import { createShare, type MadeShare } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { copyText } from "../ui/copy.ts";
import { Dialog } from "../ui/dialog.tsx";
import { formatDay, formatMoment } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { Seg } from "../ui/seg.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { Links } from "./share-links.tsx";
import { SharePreview } from "./share-preview.tsx";

const EXPIRIES = [
  { value: "1", text: "1 day" },
  { value: "7", text: "7 days" },
  { value: "30", text: "30 days" },
  { value: "90", text: "90 days" },
] as const;
type Expiry = (typeof EXPIRIES)[number]["value"];

/** Makes, copies and revokes links to a frozen, redacted picture of the timeline. */
export function ShareDialog({
  incident,
  onClose,
}: {
  readonly incident: IncidentDetail;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      look="wide"
      title={`Share the timeline of ${incident.id}`}
      description="A read-only page without sign-in. It reaches this one timeline and nothing else."
    >
      <ShareBody incident={incident} />
    </Dialog>
  );
}

function ShareBody({ incident }: { readonly incident: IncidentDetail }) {
  const [days, setDays] = useState<Expiry>("7");
  const [made, setMade] = useState<MadeShare | undefined>(undefined);
  const [isCopied, setCopied] = useState(false);
  const act = useAct();
  const now = useNow();

  function make(): void {
    void act.run(async () => {
      const answer = await createShare(incident.id, Number(days) * DAY_MS);
      if (answer.kind === "done") {
        setMade(answer.value);
        setCopied(await copyText(linkOf(answer.value)));
      }
      return answer;
    });
  }
  useKeys([{ keys: "Ctrl+Enter", does: "make and copy", run: make }]);

  return (
    <div className="shr two">
      <div className="shr">
        <p className="i2">
          A snapshot of {formatMoment(now, now)}: entries marked for the shared link and what machines wrote,
          with secrets taken out. Internal entries are left out and counted. Later entries do not appear.
        </p>
        <div className="exp">
          <span className="t12 i3">Closes by itself after</span>
          <Seg label="Closes by itself after" value={days} onChange={setDays} options={EXPIRIES} />
          <span className="t12 i3">{formatDay(now + Number(days) * DAY_MS, now)}</span>
        </div>
        {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
        {made !== undefined && <Made made={made} isCopied={isCopied} />}
        <div className="row">
          <Button look="primary" disabled={act.isBusy} onClick={make}>
            Make the link and copy it <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
          </Button>
          <span className="t12 i3">The address is shown once; only its hash is kept.</span>
        </div>
        <Links incident={incident} now={now} />
      </div>
      <SharePreview key={incident.headSeq} incidentId={incident.id} />
    </div>
  );
}

const linkOf = (made: MadeShare): string => `${made.publicUrl ?? window.location.origin}${made.path}`;

function Made({ made, isCopied }: { readonly made: MadeShare; readonly isCopied: boolean }) {
  return (
    <div role="status">
      <Message kind="done">
        {isCopied
          ? "The link is made and copied."
          : "The link is made; the browser did not let it be copied."}
      </Message>
      <CommandLine command={linkOf(made)} />
      {made.publicUrl === null && (
        <p className="t12 tt">
          <Mark name="ticket" size={12} /> Only somebody who reaches this server under this address can open
          it. Set FOGHORN_URL for links that others can open.
        </p>
      )}
    </div>
  );
}
