"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, useRef, useState } from "react";
import { PART_IDS, PART_NAMES, type PartId } from "#lib/domain/anatomy.ts";
import type { HostDetail, PartView } from "#lib/protocol/views.ts";
import { engineText, formatClock } from "../ui/format.ts";
import { ChainNumber } from "./chain-number.tsx";
import { type LitContainers, squareWords } from "./container-squares.ts";
import { boxOf, type Direction, neighbour, sizeOf } from "./geometry.ts";
import { plainWordOf } from "./part-tone.ts";
import { inPaintOrder, statesOfWires, wireClass, wiresXl } from "./wires.ts";
import { XlContainers } from "./xl-containers.tsx";
import { XlDockerd } from "./xl-dockerd.tsx";
import { XlFrame, XlGroups } from "./xl-frame.tsx";
import { XlKernel } from "./xl-kernel.tsx";
import { SMALL, SmallPart, SubsystemPart, TALL, TallPart, XlBox } from "./xl-part.tsx";

interface DiagramXlProps {
  readonly host: HostDetail;
  /** Containers that symptoms are about, by name. */
  readonly lit: LitContainers;
  /** Of the lit parts, those drawn without a hue: somebody knows of them. */
  readonly muted?: readonly PartId[];
  readonly selected: PartId | undefined;
  readonly onSelect: (part: PartId) => void;
  /** An arrow key came to a part: it is looked at, and nothing is laid over the drawing that is walked. */
  readonly onWalk: (part: PartId) => void;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/**
 * Size XL, 976 by 452: the engine of one host. The drawing is silent; above it lies one button per part, of which
 * one can be reached with Tab and the others with the arrow keys.
 */
export function DiagramXl({ host, lit, muted = [], selected, onSelect, onWalk }: DiagramXlProps) {
  const [pointed, setPointed] = useState<PartId>();
  const buttons = useRef(new Map<PartId, HTMLButtonElement>());
  const parts = new Map(host.partViews.map((part) => [part.id, part]));
  const states = host.parts;
  const wired = statesOfWires(states, muted);
  const active = pointed ?? selected;
  const entry = selected ?? "dockerd";
  const squares = squareWords(host.containers, lit);
  const { width, height } = sizeOf("XL");

  const onKeyDown = (event: KeyboardEvent, from: PartId): void => {
    const direction = ARROWS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const to = neighbour(from, direction);
    if (to === undefined) return;
    buttons.current.get(to)?.focus();
    onWalk(to);
  };

  return (
    <div className="xlw">
      <svg className="xl" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <XlFrame />
        {inPaintOrder(wiresXl(wired), wired).map((wire) => (
          <path key={wire.id} d={wire.path} className={wireClass(wire, wired, active)} />
        ))}
        <XlGroups />
        {PART_IDS.map((id) => {
          const part = parts.get(id) ?? { id, state: states[id], short: "", reading: "", lines: [] };
          return (
            <g
              key={id}
              className={clsx(
                (part.state === "hit" || part.state === "stale") && "hatched",
                muted.includes(id) && "known",
              )}
            >
              <XlBox part={part} box={boxOf("XL", id)} isSelected={id === selected} />
              <Content part={part} host={host} lit={lit} />
            </g>
          );
        })}
        {host.partViews.map((part) => {
          const box = boxOf("XL", part.id);
          return part.chain === undefined ? null : (
            <ChainNumber key={part.id} number={part.chain} x={box.x} y={box.y} size="XL" state={part.state} />
          );
        })}
      </svg>
      <div role="toolbar" aria-label={`Engine of ${host.id}`} aria-orientation="horizontal">
        {PART_IDS.map((id) => {
          const box = boxOf("XL", id);
          return (
            <button
              key={id}
              ref={(element) => {
                if (element === null) buttons.current.delete(id);
                else buttons.current.set(id, element);
              }}
              type="button"
              className="xlb"
              style={{
                left: `${(box.x / width) * 100}%`,
                top: `${(box.y / height) * 100}%`,
                width: `${(box.width / width) * 100}%`,
                height: `${(box.height / height) * 100}%`,
              }}
              tabIndex={id === entry ? 0 : -1}
              aria-pressed={id === selected}
              aria-label={[
                `${partLabel(parts.get(id), id)}${muted.includes(id) ? ", muted" : ""}`,
                ...(id === "ctrs" ? squares : []),
              ].join("; ")}
              title={partTitle(parts.get(id), id, id === "ctrs" ? squares : [])}
              onClick={() => onSelect(id)}
              onKeyDown={(event) => onKeyDown(event, id)}
              onPointerEnter={() => setPointed(id)}
              onPointerLeave={() => setPointed(undefined)}
            />
          );
        })}
      </div>
    </div>
  );
}

function Content({
  part,
  host,
  lit,
}: {
  readonly part: PartView;
  readonly host: HostDetail;
  readonly lit: LitContainers;
}) {
  if (part.id === "dockerd")
    return (
      <XlDockerd
        part={part}
        sub={host.engineVersion === undefined ? undefined : engineText(host)}
        ladder={host.ladder}
      />
    );
  if (part.id === "ctrs") return <XlContainers part={part} containers={host.containers} lit={lit} />;
  if (part.id === "kernel") return <XlKernel part={part} cells={host.kernel} />;
  if (TALL.includes(part.id))
    return <TallPart part={part} sub={part.id === "sock" ? host.socketPath : undefined} />;
  if (SMALL.includes(part.id))
    return part.id === "cunit" ? <SmallPart part={part} name="containerd.svc" /> : <SmallPart part={part} />;
  return <SubsystemPart part={part} />;
}

const partLabel = (part: PartView | undefined, id: PartId): string => {
  if (part === undefined) return PART_NAMES[id];
  const number = part.chain === undefined ? "" : `, ${part.chain} in the chain`;
  return `${PART_NAMES[id]}, ${plainWordOf(part)}: ${part.reading}${number}`;
};

/** What has no room in the drawing, for the pointer. */
const partTitle = (part: PartView | undefined, id: PartId, more: readonly string[]): string =>
  [
    PART_NAMES[id],
    part?.reading,
    ...(part?.lines ?? []),
    ...more,
    part?.readAt === undefined ? undefined : `read ${formatClock(part.readAt)}`,
  ]
    .filter((text) => text !== undefined && text !== "")
    .join("\n");
