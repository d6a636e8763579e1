"use client";

import { clsx } from "clsx";
import Link from "next/link";
import type { SymptomView } from "#lib/protocol/views.ts";
import { GlyphS } from "../anatomy/glyph-s.tsx";
import { isPassing } from "../shell/frame.ts";
import { places } from "../shell/places.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { hostMark, Mark } from "../ui/mark.tsx";
import { Age, Ago, Moment } from "../ui/times.tsx";
import { isMuted } from "../watch/fleet.ts";
import type { LitHost } from "../watch/lit-hosts.ts";
import { containersDown, type HostRow } from "./hosts-model.ts";

interface RowProps {
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

/** A host that is not quiet: its picture, what is wrong, since when, and what is down. */
export function LoudRow({ row, isSelected, onSelect }: RowProps & { readonly row: HostRow }) {
  const { host, symptoms } = row;
  const first = symptoms[0];
  return (
    <tr
      id={`host-${host.id}`}
      className={clsx("loudr", isSelected && "sel", isMuted(host) && "past")}
      onPointerDown={onSelect}
    >
      <td>
        <span className="row">
          <Mark
            name={hostMark(host)}
            size={14}
            label={host.severity ?? (isMuted(host) ? "muted" : "not heard from")}
          />
          <Link href={places.host(host.id)} className="hname" prefetch={false}>
            {host.id}
          </Link>
        </span>
      </td>
      <td>
        <GlyphS parts={host.parts} muted={row.muted} />
      </td>
      <td className="cond2">
        {first === undefined ? (
          <>
            <b>{host.lastHeardAt === undefined ? "Never heard from" : "Not heard from"}</b>{" "}
            <span className="t12 i3">
              <MachineText text={host.silence?.reason ?? "no reading arrives"} limit={160} />
            </span>
          </>
        ) : (
          <>
            <b>
              <MachineText text={first.title} limit={80} />
            </b>{" "}
            <span className="t12 i3">
              <MachineText text={conditionText(row)} limit={200} />
            </span>
          </>
        )}
      </td>
      <td className="num">
        <Since at={first?.sinceAt ?? host.silence?.sinceAt} isCoarse={host.severity !== "page"} />
      </td>
      <td>
        <DownBar host={host} />
      </td>
      <HostFacts host={host} />
    </tr>
  );
}

/** Evidence of the first, names of the others, and who has it. */
function conditionText({ symptoms }: HostRow): string {
  const [first, ...others] = symptoms;
  if (first === undefined) return "";
  const muted = first.mute === undefined ? [] : [`muted by ${first.mute.by}`];
  if (isPassing(first)) return [...muted, "recovering, not cleared yet"].join("; ");
  const evidence = first.evidence[0];
  return [
    ...muted,
    first.subject,
    evidence?.reading ?? "",
    others.length > 0 ? `and ${others.map(titleText).join(", ")}` : "",
    first.incidentId ?? "",
    first.severity === "page" && first.acknowledgedAt === undefined ? "not acknowledged" : "",
    first.acknowledgedBy === undefined ? "" : `${first.acknowledgedBy} leads`,
  ]
    .filter((text) => text !== "")
    .join("; ");
}

function titleText(symptom: SymptomView): string {
  if (symptom.mute !== undefined) return `${symptom.title} (muted)`;
  return isPassing(symptom) ? `${symptom.title} (recovering)` : symptom.title;
}

function Since({ at, isCoarse }: { readonly at: number | undefined; readonly isCoarse: boolean }) {
  if (at === undefined) return null;
  return (
    <>
      <b className="font-medium">
        <Age at={at} isCoarse={isCoarse} />
      </b>{" "}
      <span className="i3 t12">
        <Moment at={at} />
      </span>
    </>
  );
}

const BAR = 65;

/** How many containers of a host are down: the bar draws what the figure says. */
function DownBar({ host }: { readonly host: LitHost }) {
  const all = host.containersExpected;
  const down = containersDown(host);
  if (all === undefined || down === undefined)
    return (
      <span className="i3">
        {host.containersRunning === undefined ? "unknown" : `${host.containersRunning} run`}
      </span>
    );
  if (all === 0) return <span className="i3">none expected</span>;
  return (
    <span className="runbar">
      <svg width={BAR + 1} height="9" viewBox={`0 0 ${BAR + 1} 9`} aria-hidden="true">
        <rect className="b0" x=".5" y=".5" width={BAR} height="8" />
        {down > 0 && (
          <rect
            className={host.severity === "page" ? "b1" : "b2"}
            x=".5"
            y=".5"
            width={Math.max(3, (down / all) * BAR)}
            height="8"
          />
        )}
      </svg>
      <span className="num">
        {down} of {all}
        <Counted host={host} />
      </span>
    </span>
  );
}

/** By whose word, where it is not the daemon's of now. */
function Counted({ host }: { readonly host: LitHost }) {
  if (host.containersBy === "shims") return <span className="i3 t12"> by shims</span>;
  if (host.containersBy !== "last-list" || host.containersAt === undefined) return null;
  return (
    <span className="tu t12">
      {" "}
      as of <Moment at={host.containersAt} />
    </span>
  );
}

/** A quiet host: one line without a picture. */
export function QuietRow({ host, isSelected, onSelect }: RowProps & { readonly host: LitHost }) {
  return (
    <tr id={`host-${host.id}`} className={clsx("quietr", isSelected && "sel")} onPointerDown={onSelect}>
      <td>
        <span className="row">
          <Mark name="quiet" size={11} label="quiet" />
          <Link href={places.host(host.id)} prefetch={false}>
            {host.id}
          </Link>
        </span>
      </td>
      <td />
      <td className="cond2" />
      <td />
      <td className="num">
        {containersDown(host) === undefined
          ? "unknown"
          : `${containersDown(host)} of ${host.containersExpected}`}
      </td>
      <HostFacts host={host} />
    </tr>
  );
}

function HostFacts({ host }: { readonly host: LitHost }) {
  const isSilent = host.pingMs === undefined;
  return (
    <>
      <td>{host.transport}</td>
      <td className="num">{host.engineVersion ?? "unknown"}</td>
      <td className={clsx("num", isSilent && (host.isHeard && host.severity === "page" ? "tp" : "tu"))}>
        {host.lastFullAnswerAt === undefined ? "never" : <Ago at={host.lastFullAnswerAt} />}
      </td>
    </>
  );
}
