"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import { muteWord } from "../mute/mute-words.ts";
import { places } from "../shell/places.ts";
import { formatCount } from "../ui/format.ts";
import { inBounds } from "../ui/in-bounds.ts";
import { Kbd } from "../ui/kbd.tsx";
import { SEVERITY_WORDS } from "../ui/mark.tsx";
import { useKeys } from "../ui/use-keys.tsx";

import { type HeldRow, type HeldRows, heldLine } from "./held-rows.ts";
import type { RowActs } from "./row-acts.ts";
import { SymptomRow } from "./symptom-row.tsx";
import { groupLine, groupOf, groupsOf, type RowGroup, type WatchItem } from "./watch-rows.ts";

interface SymptomListProps {
  readonly held: HeldRows<WatchItem>;
  /** All rows there are now, for the heads: held or not, they count the same as everything else. */
  readonly causes: readonly WatchItem[];
  readonly onApply: () => void;
  /** The pointer is over the list, or a row was chosen by hand. */
  readonly onHold: (by: "pointer" | "row", isHeld: boolean) => void;
  /** Every symptom, for what a cause explains. */
  readonly symptoms: readonly SymptomView[];
  readonly hosts: readonly HostSummary[];
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
  /** Whether a key may change something of the selected row. */
  readonly mayChangeNow: () => boolean;
  readonly acts: RowActs;
}

const TONE: Readonly<Record<RowGroup, string>> = { page: "p", ticket: "t", notice: "n", muted: "o" };
const WORDS: Readonly<Record<RowGroup, string>> = { ...SEVERITY_WORDS, muted: "Muted" };

/** Rows under one heading: nobody reads more at once, and hundreds would make every key wait. */
const FIRST = 60;

/** The same value each time, so that a row of one host rests while others are read. */
const NONE: readonly never[] = [];

/** Pages, then tickets, then notices, what has something lit before what has not, each with what is broken, where, since when and what to do next. */
export function SymptomList(props: SymptomListProps) {
  const { held, causes, onApply, onHold, symptoms, hosts, selectedId, onSelect, mayChangeNow, acts } = props;
  const router = useRouter();
  const list = useRef<HTMLElement>(null);
  const [isByKey, setByKey] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const groups = groupsOf(held.rows.map(({ item }) => item)).map((group) => {
    const all = held.rows.filter((row) => groupOf(row.item) === group);
    return { group, drawn: isWhole ? all : all.slice(0, FIRST), all };
  });
  const rows = groups.flatMap(({ drawn }) => drawn);
  const at = rows.findIndex((row) => row.item.id === selectedId);
  const selected = rows[at]?.item;
  const line = heldLine(held);

  const hostsById = useMemo(() => new Map(hosts.map((host) => [host.id, host])), [hosts]);
  const explained = useMemo(() => Map.groupBy(symptoms, ({ absorbedBy }) => absorbedBy), [symptoms]);
  const choose = useCallback(
    (id: string): void => {
      onHold("row", true);
      onSelect(id);
    },
    [onHold, onSelect],
  );
  const move = (step: 1 | -1) => (): void => {
    const next = rows[inBounds(at + step, rows.length)];
    if (next === undefined) return;
    setByKey(true);
    choose(next.item.id);
  };
  const change = (symptom: WatchItem, act: (symptom: WatchItem) => void) => (): void => {
    if (mayChangeNow()) act(symptom);
  };
  const open = (symptom: WatchItem | undefined): void => {
    if (symptom === undefined) return;
    router.push(
      symptom.incidentId === undefined
        ? places.host(symptom.hostId, symptom.part)
        : places.incident(symptom.incidentId),
    );
  };

  useEffect(() => {
    if (!isByKey || selectedId === undefined) return;
    // With the frame that draws it: the key itself need not wait for a layout.
    const frame = requestAnimationFrame(() =>
      list.current
        ?.querySelector(`[data-symptom="${CSS.escape(selectedId)}"]`)
        ?.scrollIntoView({ block: "nearest" }),
    );
    return () => cancelAnimationFrame(frame);
  }, [isByKey, selectedId]);

  useKeys([
    { keys: "j", does: "next row", run: move(1) },
    { keys: "k", does: "row before", run: move(-1) },
    { keys: "ArrowDown", does: "next row", run: move(1), isHidden: true },
    { keys: "ArrowUp", does: "row before", run: move(-1), isHidden: true },
    { keys: "Enter", does: "open the room, or the host", run: () => open(selected) },
    { keys: "Escape", does: "let the list move again", run: () => onHold("row", false) },
    { keys: ".", does: "apply what is new", run: onApply },
    ...(selected === undefined
      ? []
      : [
          {
            keys: "h",
            does: "the host",
            run: () => router.push(places.host(selected.hostId, selected.part)),
          },
          ...(selected.runbook === undefined
            ? []
            : [
                {
                  keys: "r",
                  does: "the runbook",
                  run: () => router.push(places.runbook(selected.runbook?.id ?? "", selected.id)),
                },
              ]),
        ]),
    ...(selected !== undefined && acts.canAct
      ? [
          { keys: "a", does: "acknowledge", run: change(selected, acts.acknowledge) },
          { keys: "i", does: "open an incident", run: change(selected, acts.openIncident) },
          { keys: "m", does: muteWord(selected), run: change(selected, acts.mute) },
        ]
      : []),
  ]);

  return (
    <section
      ref={list}
      className="wlist scroll"
      aria-label="Active symptoms"
      onPointerEnter={(event) => {
        if (event.pointerType === "mouse") onHold("pointer", true);
      }}
      onPointerLeave={() => onHold("pointer", false)}
    >
      <div className="whd" aria-hidden>
        <span />
        <span>What is broken</span>
        <span>Where in the engine</span>
        <span>Since</span>
        <span>Do next</span>
      </div>
      {line !== "" && (
        <button type="button" className="heldbar" onClick={onApply}>
          <span
            aria-live="polite"
            className={held.added.some(({ severity }) => severity === "page") ? "tp b" : "b"}
          >
            {line}
          </span>
          <span className="i3">the list stands still while you point at it</span>
          <Kbd>.</Kbd>
        </button>
      )}
      {groups.map(({ group, drawn, all }) => {
        const current = causes.filter((row) => groupOf(row) === group);
        return (
          <section key={group} aria-label={WORDS[group]}>
            <div className="wgh">
              <span className={`sev ${TONE[group]}`}>{WORDS[group]}</span>
              <h2 className="t12 i2">{groupLine(group, current)}</h2>
            </div>
            <ol className={group === "page" ? undefined : "tks"}>{drawn.map(draw)}</ol>
            {all.length > drawn.length && (
              <button type="button" className="btn sm wmore" onClick={() => setWhole(true)}>
                {formatCount(all.length - drawn.length)} more under {WORDS[group].toLowerCase()}
              </button>
            )}
          </section>
        );
      })}
    </section>
  );

  function draw(row: HeldRow<WatchItem>) {
    const symptom = row.item;
    return (
      <SymptomRow
        key={symptom.id}
        symptom={symptom}
        host={hostsById.get(symptom.hostId)}
        hosts={symptom.alike === undefined ? NONE : hosts}
        absorbed={explained.get(symptom.id) ?? NONE}
        isSelected={symptom.id === selectedId}
        isGone={row.isGone}
        isFolded={row.isFolded}
        onSelect={choose}
        acts={acts}
      />
    );
  }
}
