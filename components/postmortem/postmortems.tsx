"use client";

import { Download } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useToday, useTopic } from "#lib/client/hooks.ts";
import { changeFollowUp } from "#lib/client/postmortem-api.ts";
import { DUE_AFTER_DAYS } from "#lib/domain/postmortem/due.ts";
import type { PostmortemRow } from "#lib/protocol/postmortem-views.ts";
import { CopyLink } from "../shell/filter-bar.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { places } from "../shell/places.ts";
import { Shell } from "../shell/shell.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Message } from "../ui/message.tsx";
import { Seg } from "../ui/seg.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { ActionDialog } from "./action-dialog.tsx";
import { type ActionItem, actionsOf, doneOf, groupsByOwner, groupsByUrgency } from "./action-list.ts";
import { ActionPane, DONE_SHOWN } from "./action-pane.tsx";
import type { ActionWish } from "./action-row.tsx";
import {
  addressOf,
  countWords,
  filtered,
  filteredActions,
  type ListView,
  readListView,
  sectionsOf,
} from "./postmortem-list.ts";
import { PostmortemPane } from "./postmortem-pane.tsx";
import { useCursor } from "./use-cursor.ts";

const HINTS = [
  { keys: ["j", "k"], does: "move" },
  { keys: ["Tab"], does: "postmortems, actions" },
  { keys: ["Enter"], does: "open" },
  { keys: ["c"], does: "take an action" },
  { keys: ["d"], does: "set a date" },
  { keys: ["x"], does: "done" },
  { keys: ["u"], does: "undo" },
  { keys: ["o"], does: "by owner" },
  { keys: ["1", "2", "3"], does: "all, mine, overdue" },
  { keys: ["y"], does: "copy link" },
];

const HINTS_OF_NOTHING = HINTS.filter(({ keys }) => keys.includes("y"));

type Pane = "list" | "actions";

const CSV = "/api/postmortems/actions.csv";

/** What was asked of an action is so by now. */
const hasCome = (now: ActionItem, what: ActionWish, meId: string): boolean =>
  what === "take" ? now.owner?.userId === meId : (now.doneAt !== undefined) === (what === "done");

/** Which postmortems are written and which are not, and whether what they wanted done gets done. */
export function Postmortems({
  frame,
  initial,
}: {
  readonly frame: ShellFrame;
  readonly initial: PostmortemRow[];
}) {
  const router = useRouter();
  const query = useSearchParams();
  const view = useMemo(() => readListView(new URLSearchParams(query.toString())), [query]);
  const rows = useTopic("postmortems", initial).value ?? initial;
  const today = useToday();
  const { id: meId, name: meName, role } = frame.person;
  const canWrite = role !== "viewer";
  const act = useAct();
  const [pane, setPane] = useState<Pane>("list");
  const [asking, setAsking] = useState<{ readonly id: string; readonly asks: "owner" | "day" } | undefined>();
  const [isAllDone, setAllDone] = useState(false);
  const [said, say] = useState("");
  const [lastDone, setLastDone] = useState<string | undefined>(undefined);

  const all = useMemo(() => actionsOf(rows, today), [rows, today]);
  const items = useMemo(() => filteredActions(all, view.filter, meId), [all, view.filter, meId]);
  const groups = useMemo(
    () => (view.isByOwner ? groupsByOwner(items) : groupsByUrgency(items)),
    [items, view.isByOwner],
  );
  const done = useMemo(() => doneOf(items), [items]);
  const shownDone = isAllDone ? done : done.slice(0, DONE_SHOWN);
  const listed = useMemo(
    () => filtered(rows, view.filter, { id: meId, name: meName }, today),
    [rows, view.filter, meId, meName, today],
  );
  const sections = useMemo(() => sectionsOf(listed), [listed]);
  const overdueCount = useMemo(
    () =>
      filtered(rows, "overdue", { id: meId, name: meName }, today).length +
      filteredActions(all, "overdue", meId).length,
    [rows, all, meId, meName, today],
  );

  const list = useCursor(
    sections.flatMap((section) => section.rows.map(({ id }) => id)),
    "pm-",
  );
  const actions = useCursor(
    [...groups.flatMap((group) => group.items), ...shownDone].map(({ id }) => id),
    "act-",
  );
  const cursor = pane === "list" ? list : actions;
  const row = rows.find(({ id }) => id === list.current);
  const item = all.find(({ id }) => id === actions.current);
  const undoable = all.find(({ id, doneAt }) => id === lastDone && doneAt !== undefined);
  const asked = asking && all.find(({ id }) => id === asking.id);

  const set = (change: Partial<ListView>) =>
    router.push(addressOf({ ...view, ...change }), { scroll: false });
  const { focus: focusAction, stay } = actions;
  /** What was asked and has not come back yet. */
  const awaited = useRef<{ readonly id: string; readonly what: ActionWish } | undefined>(undefined);
  // What is done goes to another part of the list; the focus goes on to what stands in its place.
  useEffect(() => {
    if (awaited.current === undefined) return;
    if (document.activeElement === document.body) focusAction();
    const { id, what } = awaited.current;
    const now = all.find((one) => one.id === id);
    // The list comes anew for other reasons, too: an older change may arrive first.
    if (now === undefined || hasCome(now, what, meId)) awaited.current = undefined;
  }, [all, focusAction, meId]);
  const { run } = act;
  const wish = useCallback(
    (of: ActionItem, what: ActionWish) => {
      if (what === "owner" || what === "day") {
        setAsking({ id: of.id, asks: what });
        return;
      }
      const change = what === "take" ? { ownerId: meId } : { isDone: what === "done" };
      awaited.current = { id: of.id, what };
      if (what === "done") stay();
      void run(() => changeFollowUp(of.incidentId, of.id, change)).then((isDone) => {
        if (!isDone) {
          awaited.current = undefined;
          return;
        }
        say(`${SAID[what]}: ${of.text}`);
        setLastDone(what === "done" ? of.id : undefined);
      });
    },
    [meId, run, stay],
  );
  const { select: selectRow } = list;
  const { select: selectAction } = actions;
  const onRow = useCallback(
    (id: string) => {
      setPane("list");
      selectRow(id);
    },
    [selectRow],
  );
  const onAction = useCallback(
    (id: string) => {
      setPane("actions");
      selectAction(id);
    },
    [selectAction],
  );
  const open = () => {
    const incidentId = pane === "list" ? row?.id : item?.incidentId;
    if (incidentId !== undefined) router.push(places.postmortem(incidentId));
  };
  const toActions = useCallback(() => {
    setPane("actions");
    // On a narrow screen they are drawn only then.
    requestAnimationFrame(focusAction);
  }, [focusAction]);
  const room = (pane === "list" ? row?.id : item?.incidentId) ?? row?.id ?? "";
  const isOpenItem = item !== undefined && item.doneAt === undefined;

  useKeys([
    { keys: "j", does: "next", run: () => cursor.move(1) },
    { keys: "k", does: "before", run: () => cursor.move(-1) },
    { keys: "ArrowDown", does: "next", run: () => cursor.move(1), isHidden: true },
    { keys: "ArrowUp", does: "before", run: () => cursor.move(-1), isHidden: true },
    { keys: "ArrowRight", does: "to the actions", run: toActions },
    {
      keys: "ArrowLeft",
      does: "to the postmortems",
      run: () => {
        setPane("list");
        requestAnimationFrame(list.focus);
      },
    },
    { keys: "Enter", does: "open", run: open },
    ...(row === undefined
      ? []
      : [{ keys: "r", does: "room of the incident", run: () => router.push(places.incident(room)) }]),
    { keys: "1", does: "all", run: () => set({ filter: "all" }) },
    { keys: "2", does: "mine", run: () => set({ filter: "mine" }) },
    { keys: "3", does: "overdue", run: () => set({ filter: "overdue" }) },
    {
      keys: "o",
      does: view.isByOwner ? "by urgency" : "by owner",
      run: () => set({ isByOwner: !view.isByOwner }),
    },
    ...(all.length > 0
      ? [{ keys: "e", does: "actions as CSV", run: () => window.location.assign(CSV) }]
      : []),
    ...(canWrite && isOpenItem && item.owner?.userId !== meId
      ? [{ keys: "c", does: "take the action", run: () => wish(item, "take") }]
      : []),
    ...(canWrite && isOpenItem
      ? [{ keys: "d", does: "owner and date of the action", run: () => wish(item, "day") }]
      : []),
    ...(undoable === undefined
      ? []
      : [{ keys: "u", does: "what was just done is not", run: () => wish(undoable, "open") }]),
    ...(canWrite && item !== undefined
      ? [
          {
            keys: "x",
            does: isOpenItem ? "the action is done" : "the action is not done after all",
            run: () => wish(item, isOpenItem ? "done" : "open"),
          },
        ]
      : []),
  ]);

  return (
    <Shell
      place="postmortems"
      title="Postmortems"
      frame={frame}
      hints={rows.length === 0 ? HINTS_OF_NOTHING : HINTS}
      status={`${items.length} of ${all.length} actions, dates in UTC`}
    >
      <div className="pms">
        <PageHead
          title="Postmortems"
          actions={
            <>
              <Seg
                label="Which"
                value={view.filter}
                options={[
                  { value: "all", text: "All" },
                  { value: "mine", text: "Mine" },
                  { value: "overdue", text: overdueCount > 0 ? `Overdue ${overdueCount}` : "Overdue" },
                ]}
                onChange={(filter) => set({ filter })}
              />
              <CopyLink address={addressOf(view)} />
            </>
          }
        >
          {rows.length > 0 && <span className="i2">{countWords(rows)}</span>}
          <span className="t12 i3 d-only">
            SEV 1 to 3 need one within {DUE_AFTER_DAYS} days of being resolved
          </span>
        </PageHead>
        <div className="one">
          <Seg
            label="Side"
            value={pane}
            options={[
              { value: "list", text: `Postmortems ${listed.length}` },
              { value: "actions", text: `Actions ${items.length - done.length}` },
            ]}
            onChange={setPane}
          />
        </div>
        {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
        <div className="two" data-pane={pane}>
          <PostmortemPane
            sections={sections}
            filter={view.filter}
            isEmpty={rows.length === 0}
            today={today}
            canWrite={canWrite}
            current={list.current}
            onSelect={onRow}
            onLeave={actions.current === undefined ? undefined : toActions}
            onAll={() => set({ filter: "all" })}
          />
          <ActionPane
            items={items}
            groups={groups}
            done={done}
            shownDone={shownDone}
            view={view}
            isEmpty={all.length === 0}
            today={today}
            canWrite={canWrite}
            current={actions.current}
            onSelect={onAction}
            onWish={wish}
            onByOwner={() => set({ isByOwner: !view.isByOwner })}
            onAll={() => set({ filter: "all" })}
            onAllDone={() => setAllDone(true)}
            csv={
              <a className="btn sm quiet i2" href={CSV} download>
                <Download className="ic" size={14} aria-hidden />
                CSV <Kbd>e</Kbd>
              </a>
            }
          />
        </div>
        <div className="sr" aria-live="polite">
          {said}
        </div>
        {asked !== undefined && asking !== undefined && (
          <ActionDialog item={asked} asks={asking.asks} today={today} onClose={() => setAsking(undefined)} />
        )}
      </div>
    </Shell>
  );
}

const SAID = { take: "Yours", done: "Done", open: "Open again" } as const;
