"use client";

import { useEffect, useState } from "react";
import { createShare, type MadeShare, previewShare } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import type { ShareDraft } from "#lib/client/share-drafts.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import { useShareDraft } from "#lib/client/use-share-draft.ts";
import {
  SHARE_LABEL_LIMIT,
  SHARE_SUMMARY_LIMIT,
  type ShareKind,
} from "#lib/domain/incidents/share-limits.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { Discretion } from "#lib/domain/redaction/stand-ins.ts";
import type { IncidentDetail, SharedTimeline } from "#lib/protocol/incident-views.ts";
import type { KeyHint } from "../shell/key-hint.ts";
import { DialogKeys } from "../shell/key-line.tsx";
import { Button } from "../ui/button.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { copyText } from "../ui/copy.ts";
import { Dialog } from "../ui/dialog.tsx";
import { formatClock, formatCount, plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { askedOf, endOfExpiry, ShareExpiry } from "./share-expiry.tsx";
import { Links } from "./share-links.tsx";
import { SharePreview } from "./share-preview.tsx";

const HINTS: readonly KeyHint[] = [
  { keys: ["Tab"], does: "next field" },
  { keys: ["1", "2"], does: "snapshot, live" },
  { keys: ["v"], does: "whole page" },
  { keys: ["n", "N"], does: "redactions" },
  { keys: ["j", "k"], does: "links" },
  { keys: ["Delete"], does: "revoke" },
  { keys: ["Ctrl", "Enter"], does: "make and copy" },
];

/** Makes, copies and revokes links to the timeline as readers outside get it. */
export function ShareDialog({
  incident,
  me,
  onClose,
}: {
  readonly incident: IncidentDetail;
  /** The person who shares. */
  readonly me: string;
  readonly onClose: () => void;
}) {
  const now = useNow();
  const { draft: chosen, ...held } = useShareDraft(incident.id, me);
  const draft =
    chosen === undefined || isOpen(incident.state) ? chosen : { ...chosen, kind: "snapshot" as const };
  const [made, setMade] = useState<MadeShare | undefined>(undefined);
  const [isCopied, setCopied] = useState(false);
  const act = useAct();
  const isReady = draft !== undefined && endOfExpiry(draft.expiry, now).kind === "at";

  function make(): void {
    if (draft === undefined) return;
    const closes = askedOf(draft.expiry, now);
    if (act.isBusy || closes === undefined) return;
    const label = draft.label.trim();
    void act.run(async () => {
      const answer = await createShare(incident.id, {
        kind: draft.kind,
        summary: draft.summary,
        ...closes,
        ...draft.discretion,
        ...(label !== "" && { label }),
      });
      if (answer.kind === "done") {
        held.made();
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
          <Button look="primary" disabled={act.isBusy || !isReady} onClick={make}>
            Make the link and copy it <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
          </Button>
          <Button onClick={onClose}>
            Cancel <Kbd>Escape</Kbd>
          </Button>
          <span className="t12 i3">
            The address is shown once; only its hash is kept. Making it is written to the timeline and the
            audit log.
          </span>
          <DialogKeys hints={HINTS} status="revoking closes open pages within 1 s" />
        </>
      }
    >
      {draft === undefined ? (
        <p className="t12 i3">Reading which links exist …</p>
      ) : (
        <ShareBody
          incident={incident}
          draft={draft}
          onDraft={held.change}
          onMake={make}
          now={now}
          told={
            <>
              {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
              {made !== undefined && <Made made={made} isCopied={isCopied} />}
            </>
          }
        />
      )}
    </Dialog>
  );
}

interface ShareBodyProps {
  readonly incident: IncidentDetail;
  readonly draft: ShareDraft;
  readonly onDraft: (change: Partial<ShareDraft>) => void;
  readonly onMake: () => void;
  readonly now: number;
  readonly told: React.ReactNode;
}

function ShareBody({ incident, draft, onDraft, onMake, now, told }: ShareBodyProps) {
  const answer = usePreview(incident, draft);
  const isOver = !isOpen(incident.state);
  const onKind = (kind: ShareKind) => onDraft({ kind });
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
            chosen={draft.kind}
            onChoose={onKind}
            title={`Snapshot of ${formatClock(preview?.shared.frozenAt ?? now)}`}
            keyHint="1"
          >
            Frozen.{preview !== undefined && ` ${shownOf(preview.shared)}, as redacted beside.`} Later entries
            do not appear.
          </Kind>
          <Kind value="live" chosen={draft.kind} onChoose={onKind} title="Live" keyHint="2" isOff={isOver}>
            {isOver
              ? "The incident is over: nothing would be added."
              : `Goes on until ${incident.id} is resolved, then freezes. Each new entry passes the same rules; its preview cannot be seen beforehand.`}
          </Kind>
        </fieldset>
        <ShareExpiry expiry={draft.expiry} now={now} onChange={(expiry) => onDraft({ expiry })} />
        <label className="whom">
          <span className="t12 i3">For whom, seen only here</span>
          <input
            className="inp"
            value={draft.label}
            maxLength={SHARE_LABEL_LIMIT}
            placeholder="Customer desk"
            autoComplete="off"
            onChange={(event) => onDraft({ label: event.target.value })}
          />
        </label>
        <label className="whom">
          <span className="t12 i3">What happened, in your words: stands above everything</span>
          <textarea
            className="inp"
            rows={3}
            value={draft.summary}
            maxLength={SHARE_SUMMARY_LIMIT}
            placeholder="Who was affected, how, and whether it is over. Markdown."
            onChange={(event) => onDraft({ summary: event.target.value })}
          />
        </label>
        {preview !== undefined && preview.publicUrl === null && <OnlyHere />}
      </div>
      <div className="shr">
        <SharePreview
          answer={answer}
          now={now}
          discretion={draft.discretion}
          onDiscretion={(discretion) => onDraft({ discretion })}
        />
        <Links incidentId={incident.id} now={now} />
      </div>
    </div>
  );
}

/** So long nothing was typed before the preview is asked again. */
const REST_MS = 350;

/** What a link would show now, asked again when the timeline has grown or a choice is another; what was shown stays until then. */
function usePreview({ id, headSeq }: IncidentDetail, { discretion, summary }: ShareDraft) {
  const [written, setWritten] = useState(summary);
  useEffect(() => {
    const timer = setTimeout(() => setWritten(summary), REST_MS);
    return () => clearTimeout(timer);
  }, [summary]);
  const asked = { id, seq: headSeq, discretion, summary: written };
  const [subject, setSubject] = useState(asked);
  if (subject.seq !== asked.seq || subject.discretion !== discretion || subject.summary !== written)
    setSubject(asked);
  return useAnswer(askPreview, subject);
}
const askPreview = ({
  id,
  discretion,
  summary,
}: {
  readonly id: string;
  readonly discretion: Discretion;
  readonly summary: string;
}) => previewShare(id, { ...discretion, summary });

const shownOf = ({ entries, hiddenCount }: SharedTimeline): string =>
  `${formatCount(entries.length)} of ${plural(entries.length + hiddenCount, "entry", "entries")}`;

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
