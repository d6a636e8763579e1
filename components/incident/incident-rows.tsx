import { clsx } from "clsx";
import Link from "next/link";
import { leadSymptom } from "#lib/domain/incidents/opening.ts";
import { STATE_WORDS, severityWords } from "#lib/domain/incidents/state-words.ts";
import { isVoid } from "#lib/domain/incidents/transitions.ts";
import { lengthBetween } from "#lib/domain/length.ts";
import { isThere } from "#lib/domain/symptom.ts";
import { HOUR_MS, MINUTE_MS } from "#lib/domain/time.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import type { PostmortemRow } from "#lib/protocol/postmortem-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { GlyphM } from "../anatomy/glyph-m.tsx";
import { GlyphS } from "../anatomy/glyph-s.tsx";
import { places } from "../shell/places.ts";
import { ButtonLink } from "../ui/button.tsx";
import { formatClock, formatDay, formatDuration, formatTimer, listed, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { allParts } from "./all-parts.ts";
import { DurationStrip } from "./duration-strip.tsx";
import { beganAt, causesOf, causeWords, partsShown } from "./incident-filter.ts";
import { Lead } from "./lead.tsx";
import { PostmortemCell } from "./postmortem-cell.tsx";
import { countsFrom, endOf, mitigatedMs, stretchWords, targetLeft } from "./strip.ts";

/** Milliseconds that the width of a strip stands for: the longest shown, at least half an hour. */
export function scaleOf(incidents: readonly IncidentSummary[], now: number, targetMs: number): number {
  const longest = incidents.reduce(
    (most, incident) => Math.max(most, (endOf(incident) ?? now) - countsFrom(incident)),
    0,
  );
  // One that was left open for a week must not make every other one a dot.
  return Math.min(
    240 * MINUTE_MS,
    Math.max(
      30 * MINUTE_MS,
      targetMs + 10 * MINUTE_MS,
      Math.ceil(longest / (10 * MINUTE_MS)) * 10 * MINUTE_MS,
    ),
  );
}

interface RowProps {
  readonly incident: IncidentSummary;
  readonly scale: number;
  /** As the standing orders say; 0 is none. */
  readonly targetMs: number;
  readonly now: number;
  readonly isSelected: boolean;
  readonly postmortem: PostmortemRow | undefined;
  readonly canWrite: boolean;
  readonly onSelect: () => void;
}

function Began({ at, now }: { readonly at: number; readonly now: number }) {
  return (
    <time className="wh" dateTime={new Date(at).toISOString()}>
      {formatClock(at)}
      <span>
        {Math.floor(at / 86_400_000) === Math.floor(now / 86_400_000) ? " today" : ` ${formatDay(at, now)}`}
      </span>
    </time>
  );
}

function symptomsWords({ openSymptoms, symptomIds }: IncidentSummary): string {
  if (symptomIds.length === 0) return "No symptom belongs to it";
  return openSymptoms === 0 ? "Every symptom has cleared" : `${plural(openSymptoms, "symptom")} not cleared`;
}

interface OpenRowProps extends RowProps {
  /** Those that are not cleared: what they cut off, and what goes on. */
  readonly symptoms: readonly SymptomView[];
}

/** An open incident: large, with its engine, what it cuts off and what is being done now. */
export function OpenRow(props: OpenRowProps) {
  const { incident, symptoms, scale, targetMs, now, isSelected, onSelect, postmortem, canWrite } = props;
  const left = targetLeft(incident, targetMs, now);
  const doing = stepWords(symptoms) ?? incident.now;
  // Its other hosts are well again.
  const hostIds =
    symptoms.length === 0 ? incident.hostIds : [...new Set(symptoms.map(({ hostId }) => hostId))];
  return (
    <li
      id={`row-${incident.id}`}
      className={clsx("r", "big", isSelected && "sel")}
      onPointerEnter={onSelect}
      aria-current={isSelected}
    >
      <Mark name="page" size={15} />
      <span className="stt">
        <b>{STATE_WORDS[incident.state]}</b>
        <span className="tp b t11">{severityWords(incident.severity)}</span>
        {incident.reopenedAt.length > 0 && <span className="tp t11">opened again</span>}
      </span>
      <div className="tt1">
        <span className="id">{incident.id}</span>
        <h2>
          <Link href={places.incident(incident.id)}>
            <MachineText text={incident.title} limit={300} />
          </Link>
        </h2>
        {doing !== undefined && (
          <div className="op">
            Now: <MachineText text={doing} limit={200} />
          </div>
        )}
        <div className="op">
          {symptomsWords(incident)}
          {hostIds.length > 0 && `, ${listed(hostIds)}`}
        </div>
        <Reach symptoms={symptoms} />
        <div className="row acts">
          <ButtonLink
            look={isSelected ? "primary" : "plain"}
            isSmall
            href={places.incident(incident.id)}
            keyHint={isSelected ? "Enter" : undefined}
          >
            Open room
          </ButtonLink>
        </div>
      </div>
      <div className="ca">
        <GlyphM
          parts={allParts(partsShown(incident))}
          isPast={incident.partsBefore !== undefined}
          label={`Engine: ${causeWords(incident)}`}
        />
        <span>{causeWords(incident)}</span>
      </div>
      <Began at={beganAt(incident)} now={now} />
      <div className="du">
        <DurationStrip incident={incident} scale={scale} now={now} isOver={false} targetMs={targetMs} />
        <b className="num">{formatTimer(lengthBetween(countsFrom(incident), now))}</b>
        <span className="i3">
          {stretchWords(incident)}
          {left !== undefined && !left.isOver && `, ${left.words}`}
        </span>
        {left?.isOver === true && (
          <span className="tt row tgt">
            <Mark name="ticket" size={12} /> {left.words}
          </span>
        )}
      </div>
      <div className="ldc">
        <Lead name={incident.lead} />
        {incident.roles.communications === undefined && (
          <span className="tt t12 row">
            <Mark name="ticket" size={12} />
            comms: nobody
          </span>
        )}
      </div>
      <PostmortemCell incident={incident} row={postmortem} now={now} canWrite={canWrite} />
      <ButtonLink look="primary" className="m-acts" href={places.incident(incident.id)}>
        Open room
      </ButtonLink>
    </li>
  );
}

const failingOf = (symptoms: readonly SymptomView[]): readonly SymptomView[] => symptoms.filter(isThere);

/** "step 5 of 9, find what dockerd waits for": of the symptom that weighs most. */
function stepWords(symptoms: readonly SymptomView[]): string | undefined {
  const { next, runbook } = leadSymptom(failingOf(symptoms)) ?? {};
  if (next === undefined || runbook === undefined) return undefined;
  return `step ${next.stepNumber} of ${runbook.stepCount}, ${next.title}`;
}

/** The first thing that is cut off, and the first that is not: of the symptom that weighs most. */
function Reach({ symptoms }: Pick<OpenRowProps, "symptoms">) {
  const { affected = [], notAffected = [] } = leadSymptom(failingOf(symptoms))?.blast ?? {};
  return (
    <>
      {affected.slice(0, 1).map((text) => (
        <div key={text} className="op reach">
          <Mark name="cut-off" size={12} label="affected" />
          <MachineText text={text} limit={160} />
        </div>
      ))}
      {notAffected.slice(0, 1).map((text) => (
        <div key={text} className="op reach">
          <Mark name="quiet" size={12} label="not affected" />
          <MachineText text={text} limit={160} />
        </div>
      ))}
    </>
  );
}

/** A list is read across: from ten minutes on no seconds. */
const inList = (ms: number): string =>
  ms >= 10 * MINUTE_MS && ms < HOUR_MS ? `${Math.floor(ms / MINUTE_MS)} min` : formatDuration(ms);

/** Why nothing is counted of it: where its work went on, or that it was none. */
function VoidWords({ incident }: { readonly incident: IncidentSummary }) {
  const { mergedInto, stateReason } = incident;
  const reason = stateReason === undefined ? "" : stateReason;
  return (
    <span className="i3 ell">
      {mergedInto !== undefined && (
        <>
          into <Link href={places.incident(mergedInto)}>{mergedInto}</Link>
          {reason !== "" && ", "}
        </>
      )}
      <MachineText text={mergedInto === undefined && reason === "" ? "no incident" : reason} limit={120} />
    </span>
  );
}

/** What is over, in ink: nothing is asked any more. */
export function ClosedRow(props: RowProps) {
  const { incident, scale, targetMs, now, isSelected, onSelect, postmortem, canWrite } = props;
  const isVoided = isVoid(incident.state);
  const took = mitigatedMs(incident);
  return (
    <li
      id={`row-${incident.id}`}
      className={clsx("r", isVoided && "dis", isSelected && "sel")}
      onPointerEnter={onSelect}
      aria-current={isSelected}
    >
      <Mark name={isVoided ? "quiet" : "was-ticked"} size={14} />
      <span className="stt">
        {STATE_WORDS[incident.state]}
        {!isVoided && <span className="i3">{severityWords(incident.severity)}</span>}
      </span>
      <div className="tt1">
        <b>
          <Link href={places.incident(incident.id)}>
            <MachineText text={incident.title} limit={300} />
          </Link>
        </b>
        <span className="id">{incident.id}</span>
        <span className="h">{listed(incident.hostIds)}</span>
      </div>
      <div className="ca">
        <GlyphS parts={allParts(incident.parts)} isPast />
        <span className="ell">{isVoided && causesOf(incident).length === 0 ? "" : causeWords(incident)}</span>
      </div>
      <Began at={beganAt(incident)} now={now} />
      <div className="du">
        {isVoided ? (
          <VoidWords incident={incident} />
        ) : took === undefined ? (
          <span className="i3">not known</span>
        ) : (
          <>
            <DurationStrip incident={incident} scale={scale} now={now} isOver targetMs={targetMs} />
            <b className="num">{inList(took)}</b>
          </>
        )}
      </div>
      {isVoided && incident.lead === undefined ? (
        <span className="ld i3">nobody</span>
      ) : (
        <Lead name={incident.lead} />
      )}
      <PostmortemCell incident={incident} row={postmortem} now={now} canWrite={canWrite} />
    </li>
  );
}
