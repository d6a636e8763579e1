"use client";

import type { FirstPage } from "#lib/client/hooks.ts";
import { PART_IDS, PART_NAMES, type PartId } from "#lib/domain/anatomy.ts";
import type { EngineLogRow } from "#lib/protocol/row-views.ts";
import type { HostDetail, SymptomView } from "#lib/protocol/views.ts";
import { DiagramL } from "../anatomy/diagram-l.tsx";
import { DiagramXl } from "../anatomy/diagram-xl.tsx";
import { alongChain } from "../anatomy/geometry.ts";
import { STATE_MARKS, STATE_WORDS } from "../anatomy/part-tone.ts";
import { spokenForm } from "../anatomy/spoken.ts";
import { Button } from "../ui/button.tsx";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { Changes } from "./changes.tsx";
import { EngineLogPanel } from "./engine-log-panel.tsx";
import { chainOfHost, defaultPart, litContainers, withMutes } from "./host-model.ts";
import { NextOnPhone } from "./next-on-phone.tsx";
import { PartEvidence } from "./part-evidence.tsx";
import { useReadAgain } from "./read-again.tsx";
import { Risks } from "./risks.tsx";
import { TwinCopy } from "./twin-copy.tsx";
import { useEvidencePanel } from "./use-evidence-panel.ts";
import { usePart } from "./use-part.ts";
import { Vitals } from "./vitals.tsx";

interface EngineTabProps {
  readonly host: HostDetail;
  readonly symptoms: readonly SymptomView[];
  readonly canAct: boolean;
  readonly log: FirstPage<EngineLogRow> | undefined;
}

/** The engine as a drawing, its vitals and its log; at the right the evidence of the selected part. */
export function EngineTab({ host: read, symptoms, canAct, log }: EngineTabProps) {
  const { host, muted } = withMutes(read, symptoms);
  const [chosen, choose] = usePart();
  const { problem } = useReadAgain(host.id, "read again", canAct);
  const evidence = useEvidencePanel();
  const part = chosen ?? defaultPart(symptoms, host.parts, muted);
  const chain = chainOfHost(host.partViews);
  const impactAt = symptoms[0]?.sinceAt;
  const walk = (step: 1 | -1) => (): void => {
    const next = alongChain(chain, part, step);
    if (next !== undefined) choose(next);
  };
  const select = (next: PartId): void => {
    choose(next);
    evidence.open();
  };
  useKeys([
    ...(chain.length > 1
      ? [
          { keys: "[", does: "back along the chain", run: walk(-1) },
          { keys: "]", does: "forward along the chain", run: walk(1) },
        ]
      : []),
    { keys: "e", does: "evidence of the part", run: evidence.toggle },
    { keys: "c", does: "configuration", run: () => select("config") },
    { keys: "Escape", does: "close the evidence", run: evidence.close, isHidden: true },
  ]);
  const spoken = spokenForm(host, symptoms, formatClock, muted);

  return (
    <div className="hostg">
      <div className="hostl">
        {symptoms[0] !== undefined && <NextOnPhone symptom={symptoms[0]} onEvidence={evidence.open} />}
        <div className="dia">
          <p className="sr">{spoken}</p>
          <DiagramXl
            host={host}
            lit={litContainers(symptoms)}
            muted={muted}
            selected={part}
            onSelect={select}
            onWalk={choose}
          />
          <div className="dial">
            <DiagramL states={host.parts} parts={host.partViews} muted={muted} label={spoken} />
          </div>
        </div>
        <PartList host={host} muted={muted} selected={part} onSelect={select} />
        <Vitals vitals={host.vitals} impactAt={impactAt} />
        <EngineLogPanel hostId={host.id} sight={host.sight} initial={log} />
      </div>
      <aside
        ref={evidence.panel}
        tabIndex={-1}
        className={evidence.isOpen ? "hostr scroll is-open" : "hostr scroll"}
        aria-label={`Evidence for ${PART_NAMES[part]}`}
        onBlur={evidence.onBlur}
      >
        <Button look="quiet" isSmall className="hclose" keyHint="Escape" onClick={evidence.close}>
          Close
        </Button>
        <PartEvidence
          host={host}
          part={part}
          symptoms={symptoms}
          chainLength={Math.max(0, ...chain.map((link) => link.number))}
          canAct={canAct}
        />
        <section>
          {problem !== undefined && <Message kind="failed">{problem}</Message>}
          <TwinCopy text={spoken} />
        </section>
      </aside>
      <Changes host={host} />
      <Risks host={host} isQuiet={symptoms.length === 0} />
    </div>
  );
}

/** The parts as a list, for screens too narrow for the drawing: what is lit comes first. */
function PartList({
  host,
  muted,
  selected,
  onSelect,
}: {
  readonly host: HostDetail;
  readonly muted: readonly PartId[];
  readonly selected: PartId;
  readonly onSelect: (part: PartId) => void;
}) {
  const order = ["fault", "hit", "warn", "stale", "ok", "off"];
  const parts = PART_IDS.toSorted(
    (a, b) =>
      Number(muted.includes(a)) - Number(muted.includes(b)) ||
      order.indexOf(host.parts[a]) - order.indexOf(host.parts[b]),
  );
  return (
    <ul className="partl" aria-label="Parts of the engine">
      {parts.map((id) => (
        <li key={id} className={muted.includes(id) ? "muted" : undefined}>
          <button type="button" aria-pressed={id === selected} onClick={() => onSelect(id)}>
            <Mark name={STATE_MARKS[host.parts[id]]} size={14} label={STATE_WORDS[host.parts[id]]} />
            <span>{PART_NAMES[id]}</span>
            <MachineText
              className="i2 ell"
              text={host.partViews.find((view) => view.id === id)?.reading ?? ""}
              limit={80}
            />
          </button>
        </li>
      ))}
    </ul>
  );
}
