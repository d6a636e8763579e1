"use client";

import { clsx } from "clsx";
import { History, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTopic } from "#lib/client/hooks.ts";
import { useOtherWriters } from "#lib/client/use-other-writers.ts";
import { STATUS_WORDS } from "#lib/domain/postmortem/document.ts";
import { type OutlineSection, outlineOf } from "#lib/domain/postmortem/outline.ts";
import type {
  PaperView,
  PostmortemText,
  PostmortemView,
  TemplatesView,
} from "#lib/protocol/postmortem-views.ts";
import { ExportMenu } from "../incident/export-menu.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import { Shell } from "../shell/shell.tsx";
import { Button } from "../ui/button.tsx";
import { copyText } from "../ui/copy.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Message } from "../ui/message.tsx";
import { Seg } from "../ui/seg.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { Begin } from "./begin.tsx";
import { CommentMargin, useHasRoom } from "./comment-margin.tsx";
import { Comments } from "./comments.tsx";
import { FollowUps } from "./follow-ups.tsx";
import { Head } from "./head.tsx";
import { missingOf } from "./missing.ts";
import { Outline } from "./outline.tsx";
import { Preview } from "./preview.tsx";
import { Reading } from "./reading.tsx";
import { SaveLine } from "./save-line.tsx";
import { StatusActions } from "./status-actions.tsx";
import type { ChipSource } from "./token-chips.ts";
import { offer } from "./token-completion.ts";
import { useEntries } from "./use-entries.ts";
import { useTextEditor } from "./use-text-editor.ts";
import { Versions } from "./versions.tsx";

type Pane = "write" | "both" | "preview";

const PANES = [
  { value: "write", text: "Write" },
  { value: "both", text: "Both" },
  { value: "preview", text: "Preview" },
] as const;

const HINTS = [
  { keys: ["#"], does: "insert a figure" },
  { keys: ["@"], does: "timeline entry" },
  { keys: ["Ctrl", "."], does: "write, both, preview" },
  { keys: ["Ctrl", "s"], does: "save" },
  { keys: ["e"], does: "export" },
];

const READER_HINTS = HINTS.filter(({ does }) => does === "export");

const READ = "figures are read from the timeline; secrets are redacted";
const STATUS = "figures are read from the timeline; two presses type over one, dashed from then on";

const FOOT = {
  written: { hints: HINTS, status: STATUS },
  paper: { hints: READER_HINTS, status: READ },
  none: { hints: [], status: undefined },
} as const;

/** The text and a column of comments beside it. */
const BESIDE_PX = 1_000;

interface PostmortemScreenProps {
  readonly frame: ShellFrame;
  readonly incidentId: string;
  readonly initial:
    | { readonly kind: "written"; readonly view: PostmortemView; readonly text: PostmortemText }
    | { readonly kind: "paper"; readonly view: PaperView }
    | { readonly kind: "none"; readonly templates: TemplatesView };
  readonly canPrint: boolean;
}

/** The postmortem of one incident: its text, the paper beside it, its actions and comments. */
export function PostmortemScreen({ frame, incidentId, initial, canPrint }: PostmortemScreenProps) {
  const router = useRouter();
  const onBegun = useCallback(() => router.refresh(), [router]);
  const { hints, status } = FOOT[initial.kind];
  return (
    <Shell place="postmortems" title={`${incidentId} postmortem`} frame={frame} hints={hints} status={status}>
      {initial.kind === "written" ? (
        <Written frame={frame} initialView={initial.view} initialText={initial.text} canPrint={canPrint} />
      ) : initial.kind === "paper" ? (
        <Reading initial={initial.view} canPrint={canPrint} />
      ) : (
        <div className="pmd">
          <Head incidentId={incidentId} />
          <Begin
            incidentId={incidentId}
            templates={initial.templates}
            canWrite={frame.person.role !== "viewer"}
            onBegun={onBegun}
          />
        </div>
      )}
    </Shell>
  );
}

interface WrittenProps {
  readonly frame: ShellFrame;
  readonly initialView: PostmortemView;
  readonly initialText: PostmortemText;
  readonly canPrint: boolean;
}

function Written({ frame, initialView, initialText, canPrint }: WrittenProps) {
  const { incidentId } = initialView;
  const view = useTopic(`postmortem:${incidentId}`, initialView).value ?? initialView;
  const isFrozen = view.status === "published";
  const [pane, setPane] = useState<Pane>(initialView.status === "published" ? "preview" : "both");
  const act = useAct();
  const { entries, words } = useEntries(incidentId, view.headSeq);
  const source = useMemo<ChipSource>(() => {
    const figures = new Map<string, PostmortemView["figures"][number]>(
      view.figures.map((figure) => [figure.name, figure]),
    );
    return { figure: (name) => figures.get(name), entry: (seq) => words.get(seq) };
  }, [view.figures, words]);
  const others = useOtherWriters(view.writers, frame.person.id);
  const editor = useTextEditor({
    incidentId,
    initial: initialText,
    revision: view.revision,
    others,
    isReadOnly: isFrozen,
    source,
    entries,
  });
  const outline = useMemo(() => outlineOf(editor.text, view.followUps), [editor.text, view.followUps]);
  useKeys([
    {
      keys: "Ctrl+.",
      does: "write, both, preview",
      run: () => setPane(pane === "write" ? "both" : pane === "both" ? "preview" : "write"),
    },
    { keys: "Ctrl+s", does: "save now", run: editor.flush },
    ...(!isFrozen
      ? [
          { keys: "#", does: "insert a figure", run: () => insert("#") },
          { keys: "@", does: "timeline entry", run: () => insert("@") },
        ]
      : []),
  ]);

  function insert(sign: "#" | "@"): void {
    const text = editor.view();
    if (text !== undefined) offer(text, sign);
  }
  function go(section: OutlineSection): void {
    const text = editor.view();
    if (text === undefined) return;
    text.dispatch({ selection: { anchor: section.from }, scrollIntoView: true });
    text.focus();
  }
  function quote(): string {
    const text = editor.view();
    if (text === undefined) return "";
    const { from, to } = text.state.selection.main;
    return text.state.sliceDoc(from, to);
  }
  const openComments = useMemo(
    () => view.comments.filter(({ resolvedAt }) => resolvedAt === undefined),
    [view.comments],
  );
  const editing = useRef<HTMLDivElement>(null);
  const hasRoom = useHasRoom(editing, BESIDE_PX);
  const isBeside = hasRoom && openComments.length > 0;
  const commentsOf = (title: string) => openComments.filter(({ section }) => section === title).length;
  return (
    <div className="pmd">
      <Head incidentId={incidentId}>
        <span className="tag">{STATUS_WORDS[view.status]}</span>
        <SaveLine view={view} status={editor.status} others={isFrozen ? [] : others} />
        <span className="acts">
          <Seg label="What is shown" value={pane} options={PANES} onChange={setPane} />
          <StatusActions
            view={view}
            act={act}
            isSaved={editor.status.kind === "saved"}
            missing={missingOf(view, outline, openComments.length)}
            onReopened={() => setPane((shown) => (shown === "preview" ? "both" : shown))}
          />
          <ExportMenu incidentId={incidentId} canPrint={canPrint} canWrite />
        </span>
      </Head>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      {editor.orphan !== undefined && (
        <Message
          kind="failed"
          action={
            <Button
              isSmall
              onClick={() => void copyText(editor.orphan?.words ?? "").then(editor.dismissOrphan)}
            >
              Copy and close
            </Button>
          }
        >
          Words of an earlier window could not be added: {editor.orphan.why} They were:{" "}
          <span className="i2">{editor.orphan.words.slice(0, 400)}</span>
        </Message>
      )}
      <div className={`two on-${pane}`}>
        <Outline sections={outline} current={editor.section} commentsOf={commentsOf} onGo={go} />
        <div ref={editing} className={clsx("ed", isBeside && "wide")}>
          <div className="ed-m">
            <p className="ed-t">
              <MachineText text={view.title} limit={300} />
            </p>
            {!isFrozen && (
              <div className="tb">
                <Button look="quiet" isSmall keyHint="#" onClick={() => insert("#")}>
                  <Plus className="ic" size={13} aria-hidden /> Figure
                </Button>
                <Button look="quiet" isSmall keyHint="@" onClick={() => insert("@")}>
                  <History className="ic" size={13} aria-hidden /> Timeline entry
                </Button>
              </div>
            )}
            <div ref={editor.ref} className="cm-host" />
            <FollowUps incidentId={incidentId} followUps={view.followUps} canWrite />
            <Versions
              incidentId={incidentId}
              published={view.published}
              isFrozen={isFrozen}
              canErase={frame.person.role === "admin" || frame.person.id === view.commanderId}
            />
            <Comments
              incidentId={incidentId}
              comments={view.comments}
              section={editor.section}
              quote={quote}
              areOpenBeside={isBeside}
            />
          </div>
          {isBeside && (
            <CommentMargin
              incidentId={incidentId}
              comments={openComments}
              text={editor.text}
              sections={outline}
              view={editor.view}
            />
          )}
        </div>
        {pane !== "write" && (
          <Preview
            incidentId={incidentId}
            version={`${view.revision} ${view.headSeq} ${view.status} ${JSON.stringify(view.followUps)}`}
          />
        )}
      </div>
    </div>
  );
}
