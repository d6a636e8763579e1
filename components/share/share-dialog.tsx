"use client";

import { useState } from "react";
import { createShare, type MadeShare, previewShare } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import { SHARE_LABEL_LIMIT, type ShareKind } from "#lib/domain/incidents/share-limits.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import type { IncidentDetail, SharedTimeline } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { copyText } from "../ui/copy.ts";
import { Dialog } from "../ui/dialog.tsx";
import { formatClock, formatDay, plural } from "../ui/format.ts";
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

/** Makes, copies and revokes links to the timeline as readers outside get it. */
export function ShareDialog({
  incident,
  onClose,
}: {
  readonly incident: IncidentDetail;
  readonly onClose: () => void;
}) {
  const [kind, setKind] = useState<ShareKind>("snapshot");
  const [days, setDays] = useState<Expiry>("7");
  const [label, setLabel] = useState("");
  const [hasAliases, setAliases] = useState(false);
  const [made, setMade] = useState<MadeShare | undefined>(undefined);
  const [isCopied, setCopied] = useState(false);
  const act = useAct();
  const isOver = !isOpen(incident.state);

  function make(): void {
    if (act.isBusy) return;
    const named = label.trim();
    void act.run(async () => {
      const answer = await createShare(incident.id, {
        kind: isOver ? "snapshot" : kind,
        expiresInMs: Number(days) * DAY_MS,
        hasAliases,
        ...(named !== "" && { label: named }),
      });
      if (answer.kind === "done") {
        setMade(answer.value);
        setCopied(await copyText(linkOf(answer.value)));
      }
      return answer;
    });
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      look="wide"
      title={`Share the timeline of ${incident.id}`}
      description="Read-only, no sign-in. Reaches this one timeline and nothing else."
      isDescriptionShown
      footer={
        <>
          <Button look="primary" disabled={act.isBusy} onClick={make}>
            Make the link and copy it <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
          </Button>
          <span className="t12 i3">
            The address is shown once; only its hash is kept. Making it is written to the timeline and the
            audit log.
          </span>
        </>
      }
    >
      <ShareBody
        incident={incident}
        kind={isOver ? "snapshot" : kind}
        onKind={setKind}
        days={days}
        onDays={setDays}
        label={label}
        onLabel={setLabel}
        hasAliases={hasAliases}
        onAliases={setAliases}
        onMake={make}
        told={
          <>
            {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
            {made !== undefined && <Made made={made} isCopied={isCopied} />}
          </>
        }
      />
    </Dialog>
  );
}

interface ShareBodyProps {
  readonly incident: IncidentDetail;
  readonly kind: ShareKind;
  readonly onKind: (kind: ShareKind) => void;
  readonly days: Expiry;
  readonly onDays: (days: Expiry) => void;
  readonly label: string;
  readonly onLabel: (label: string) => void;
  readonly hasAliases: boolean;
  readonly onAliases: (hasAliases: boolean) => void;
  readonly onMake: () => void;
  readonly told: React.ReactNode;
}

function ShareBody({
  incident,
  kind,
  onKind,
  days,
  onDays,
  label,
  onLabel,
  hasAliases,
  onAliases,
  onMake,
  told,
}: ShareBodyProps) {
  const now = useNow();
  const answer = usePreview(incident, hasAliases);
  const isOver = !isOpen(incident.state);
  useKeys([
    { keys: "Ctrl+Enter", does: "make and copy", run: onMake },
    { keys: "1", does: "snapshot", run: () => onKind("snapshot") },
    ...(isOver ? [] : [{ keys: "2", does: "live", run: () => onKind("live") }]),
  ]);
  const preview = answer?.kind === "done" ? answer.value : undefined;
  return (
    <div className="shr two">
      <div className="shr">
        {told}
        <fieldset className="kinds">
          <legend className="t12 i3">What the link shows</legend>
          <Kind
            value="snapshot"
            chosen={kind}
            onChoose={onKind}
            title={`Snapshot of ${formatClock(preview?.shared.frozenAt ?? now)}`}
            keyHint="1"
          >
            Frozen.{preview !== undefined && ` ${shownOf(preview.shared)}, as redacted beside.`} Later entries
            do not appear.
          </Kind>
          <Kind value="live" chosen={kind} onChoose={onKind} title="Live" keyHint="2" isOff={isOver}>
            {isOver
              ? "The incident is over: nothing would be added."
              : `Goes on until ${incident.id} is resolved, then freezes. Each new entry passes the same rules; its preview cannot be seen beforehand.`}
          </Kind>
        </fieldset>
        <div className="exp">
          <span className="t12 i3">Closes by itself</span>
          <Seg label="Closes by itself after" value={days} onChange={onDays} options={EXPIRIES} />
          <span className="t12 i3 num">
            {formatDay(now + Number(days) * DAY_MS, now)}, {formatClock(now).slice(0, 5)} UTC
          </span>
        </div>
        <label className="whom">
          <span className="t12 i3">For whom, seen only here</span>
          <input
            className="inp"
            value={label}
            maxLength={SHARE_LABEL_LIMIT}
            placeholder="Customer desk"
            autoComplete="off"
            onChange={(event) => onLabel(event.target.value)}
          />
        </label>
        {preview !== undefined && preview.publicUrl === null && <OnlyHere />}
        <Links incidentId={incident.id} now={now} />
      </div>
      <SharePreview answer={answer} now={now} hasAliases={hasAliases} onAliases={onAliases} />
    </div>
  );
}

/** What a link would show now, asked again when the timeline has grown; what was shown stays until then. */
function usePreview(incident: IncidentDetail, hasAliases: boolean) {
  const asked = { id: incident.id, seq: incident.headSeq, hasAliases };
  const [subject, setSubject] = useState(asked);
  if (subject.seq !== asked.seq || subject.hasAliases !== hasAliases) setSubject(asked);
  return useAnswer(askPreview, subject);
}
const askPreview = ({ id, hasAliases }: { readonly id: string; readonly hasAliases: boolean }) =>
  previewShare(id, hasAliases);

const shownOf = ({ entries, hiddenCount }: SharedTimeline): string =>
  `${entries.length} of ${plural(entries.length + hiddenCount, "entry", "entries")}`;

interface KindProps {
  readonly value: ShareKind;
  readonly chosen: ShareKind;
  readonly onChoose: (kind: ShareKind) => void;
  readonly title: string;
  readonly keyHint: string;
  readonly isOff?: boolean;
  readonly children: React.ReactNode;
}

function Kind({ value, chosen, onChoose, title, keyHint, isOff = false, children }: KindProps) {
  return (
    <label className={chosen === value ? "on" : undefined}>
      <input
        type="radio"
        name="share-kind"
        className="sr"
        checked={chosen === value}
        disabled={isOff}
        onChange={() => onChoose(value)}
      />
      <span className="radio" />
      <span className="min-w-0">
        <b>{title}</b> {!isOff && <Kbd>{keyHint}</Kbd>}
        <span className="why">{children}</span>
      </span>
    </label>
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
    </div>
  );
}

function OnlyHere() {
  return (
    <p className="t12 tt">
      <Mark name="ticket" size={12} /> Only this machine, and who reaches this server under the address in
      your browser, can open the link. Set FOGHORN_URL for links that others can open.
    </p>
  );
}
