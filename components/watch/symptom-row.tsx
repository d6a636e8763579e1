"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { memo, useMemo, useRef, useState } from "react";
import { dampedText } from "#lib/domain/detect/flapping.ts";
import { hadStoodBefore, unacknowledgedSinceAt } from "#lib/domain/symptom.ts";
import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import { GlyphM } from "../anatomy/glyph-m.tsx";
import { GlyphS } from "../anatomy/glyph-s.tsx";
import { MutedUntil } from "../mute/muted-until.tsx";
import { isPassing } from "../shell/frame.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, SEVERITY_WORDS } from "../ui/mark.tsx";
import { Age, Clock, Moment } from "../ui/times.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { failingHostIds, placeText } from "./alike.ts";
import type { RowActs } from "./row-acts.ts";
import { RowAlike } from "./row-alike.tsx";
import { RowChain } from "./row-chain.tsx";
import { RowNext } from "./row-next.tsx";
import { toggleTakenOut, useTakenOut } from "./taken-out.ts";
import {
  chainLine,
  harmSinceAt,
  rowEvidence,
  symptomParts,
  type WatchItem,
  whereText,
} from "./watch-rows.ts";

interface SymptomRowProps {
  readonly symptom: WatchItem;
  readonly host: HostSummary | undefined;
  /** The whole fleet, for a row that stands for many; empty for others. */
  readonly hosts: readonly HostSummary[];
  readonly absorbed: readonly SymptomView[];
  readonly isSelected: boolean;
  readonly isGone: boolean;
  /** Another row stands for it now. */
  readonly isFolded: boolean;
  readonly onSelect: (id: string) => void;
  readonly acts: RowActs;
}

/** What, where, since, do next. The selected row opens; the others stay two lines. */
export const SymptomRow = memo(function SymptomRow({
  symptom,
  host,
  hosts,
  absorbed,
  isSelected,
  isGone,
  isFolded,
  onSelect,
  acts,
}: SymptomRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const [isListed, setListed] = useState(false);
  // Only a narrow screen folds what lies beneath the row.
  const [isUnfolded, setUnfolded] = useState(false);
  const evidence = rowEvidence(symptom);
  const parts = symptomParts(symptom, host);
  const where = whereText(symptom);
  const sinceAt = harmSinceAt(symptom);
  const count = failingHostIds(symptom).length;
  const isApart = useTakenOut().has(symptom.id);
  useKeys(
    isSelected && symptom.alike !== undefined
      ? [
          { keys: "ArrowRight", does: "the hosts of the row", run: () => setListed(true) },
          { keys: "ArrowLeft", does: "fold them", run: () => setListed(false), isHidden: true },
          {
            keys: "x",
            does: "take one out of the group",
            run: () => {
              setListed(true);
              requestAnimationFrame(() =>
                row.current?.querySelector<HTMLElement>("[data-take-out]")?.focus(),
              );
            },
          },
        ]
      : isSelected && isApart
        ? [{ keys: "x", does: "back into its group", run: () => toggleTakenOut(symptom.id) }]
        : [],
  );
  const place = useMemo(
    () => (symptom.alike === undefined ? symptom.hostId : placeText(symptom, hosts)),
    [symptom, hosts],
  );
  const inner =
    symptom.alike === undefined ? (
      <RowChain symptom={symptom} absorbed={absorbed} />
    ) : (
      <RowAlike item={symptom} hosts={hosts} isListed={isListed} onList={() => setListed(!isListed)} />
    );
  return (
    <li
      ref={row}
      className={clsx("wrow", isSelected && "sel", (isGone || isFolded) && "gone", symptom.mute && "muted")}
      data-symptom={symptom.id}
      data-mode={symptom.mode}
      data-host={symptom.hostId}
      data-hosts={count}
      data-alike={symptom.alike?.map(({ hostId, state }) => `${hostId}:${state}`).join(" ")}
      data-subject={symptom.subject}
      data-state={isGone ? "cleared" : symptom.state}
      data-part={symptom.part}
      data-part-state={parts[symptom.part]}
      data-explains={[...new Set(absorbed.map(({ mode }) => mode))].join(" ")}
    >
      <RowMark symptom={symptom} />
      <div className="min-w-0">
        <div className="wwhat">
          <button
            type="button"
            className="ttl"
            aria-expanded={isSelected}
            onClick={() => onSelect(symptom.id)}
          >
            <MachineText text={symptom.title} limit={120} />
          </button>
          {/* Each has its share of the line: rows of one host are told apart by what follows it. */}
          <span className="wplace i2">
            <span className="ell">{place}</span>
            {symptom.subject !== "" && (
              <>
                <span>/</span>
                <span className="ell">
                  <MachineText text={symptom.subject} limit={128} />
                </span>
              </>
            )}
          </span>
        </div>
        {evidence !== undefined && (
          <div className="ev ml ell" data-evidence>
            {evidence.isPast && <span className="i3">was: </span>}
            <MachineText text={evidence.text} limit={200} />
          </div>
        )}
        {isSelected && isApart && (
          <button type="button" className="lk t12" onClick={() => toggleTakenOut(symptom.id)}>
            Taken out of its group; put it back <Kbd>x</Kbd>
          </button>
        )}
      </div>
      <div className={clsx("wwhere", symptom.mute && "past")}>
        {isSelected ? (
          <GlyphM parts={parts} label={`${where}, ${symptom.title}`} />
        ) : (
          <GlyphS parts={parts} />
        )}
        <span>
          {where}
          {symptom.alike !== undefined && isSelected && `, the same on all ${count}`}
        </span>
      </div>
      <div className="wsince">
        <b>
          <Age at={sinceAt} isCoarse={symptom.severity !== "page"} />
        </b>
        <span>
          <Moment at={sinceAt} />
        </span>
        {isFolded ? <em>in the row of its cause</em> : <RowState symptom={symptom} isGone={isGone} />}
      </div>
      <RowNext symptom={symptom} isSelected={isSelected} acts={acts} />
      {isSelected && (
        <div className={clsx("mfold", isUnfolded && "open")}>
          <button type="button" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
            <span>{chainLine(symptom)}</span>
            <ChevronDown className="ic" size={16} aria-hidden />
          </button>
          {inner}
        </div>
      )}
    </li>
  );
});

/** The mark of what needs a person is for what fails now: what passes again has a passing check. */
function RowMark({ symptom }: { readonly symptom: SymptomView }) {
  if (symptom.isUnknown) return <Mark name="last-known" size={15} label="not visible now" />;
  if (isPassing(symptom)) return <Mark name="passing" size={15} label="passes again" />;
  return <Mark name={symptom.severity} size={15} label={SEVERITY_WORDS[symptom.severity]} />;
}

/** Who has it, and where it stands when it is not simply lit. */
function RowState({ symptom, isGone }: { readonly symptom: SymptomView; readonly isGone: boolean }) {
  if (isGone) return <em>cleared</em>;
  if (symptom.mute !== undefined)
    return (
      <em>
        <MutedUntil mute={symptom.mute} />
      </em>
    );
  if (symptom.isUnknown)
    return (
      <em>
        as of
        <br />
        <Clock at={symptom.lastSeenAt} />
      </em>
    );
  if (symptom.flapping !== undefined) return <em title={dampedText(symptom)}>flapping</em>;
  if (symptom.state === "recovering") return <em className="tg">recovering</em>;
  if (symptom.severity === "page" && symptom.acknowledgedAt === undefined)
    return (
      <em className="una">
        not acked
        {hadStoodBefore(symptom) && (
          <>
            {" "}
            <Age at={unacknowledgedSinceAt(symptom)} isCoarse />
          </>
        )}
      </em>
    );
  if (symptom.acknowledgedBy !== undefined) return <em className="ell">{symptom.acknowledgedBy}</em>;
  if (symptom.facts.damped !== undefined) return <em title={symptom.facts.damped}>damped</em>;
  return symptom.state === "seen" ? <em>seen</em> : null;
}
