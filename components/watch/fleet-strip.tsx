"use client";

import { clsx } from "clsx";
import { type CSSProperties, type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from "react";
import type { SymptomView } from "#lib/protocol/views.ts";
import { glyphLabel } from "../anatomy/spoken.ts";
import { hasRow, isPassing } from "../shell/frame.ts";
import { plural } from "../ui/format.ts";
import { inBounds } from "../ui/in-bounds.ts";
import { Kbd } from "../ui/kbd.tsx";
import { hostMark } from "../ui/mark.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { hostIdsOf } from "./alike.ts";
import {
  blocksOf,
  countHosts,
  fleetLine,
  groupHosts,
  isQuiet,
  mutedParts,
  STRIP_LIMIT,
  shortName,
  slowestLine,
  stripRows,
} from "./fleet.ts";
import { FleetGlyph } from "./fleet-glyph.tsx";
import type { LitHost } from "./lit-hosts.ts";
import { PhoneFleet } from "./phone-fleet.tsx";
import type { WatchItem } from "./watch-rows.ts";

interface FleetStripProps {
  readonly hosts: readonly LitHost[];
  readonly symptoms: readonly SymptomView[];
  readonly causes: readonly WatchItem[];
  /** The selected row: its host, or its hosts, are framed. */
  readonly selected?: WatchItem | undefined;
}

const BLOCK = 8;

/** Every engine as a glyph, in its place: which are lit, and where. */
export const FleetStrip = memo(function FleetStrip({ hosts, symptoms, causes, selected }: FleetStripProps) {
  const selectedHostId = selected?.hostId;
  const largest = Math.max(
    0,
    ...causes.map((cause) => (cause.alike === undefined ? 0 : hostIdsOf(cause).length)),
  );
  const [isWhole, setWhole] = useState(hosts.length <= STRIP_LIMIT);
  const list = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => groupHosts(hosts), [hosts]);
  const fleet = useMemo(() => countHosts(hosts), [hosts]);
  const isAllQuiet = fleet.quiet === fleet.all;
  // One glyph can be reached with Tab, the others with the arrows from there.
  const entry = selectedHostId ?? groups[0]?.hosts[0]?.id;
  const links = useCallback(
    (): readonly HTMLElement[] => [...(list.current?.querySelectorAll("a") ?? [])],
    [],
  );

  useKeys([
    {
      keys: "g f",
      does: "fleet strip: arrows walk, ↵ opens",
      run: () => (links().find((link) => link.tabIndex === 0) ?? links()[0])?.focus(),
    },
  ]);

  // Glyphs run down their columns, so left and right are one column's length apart.
  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>): void => {
      const rows = Number(getComputedStyle(event.currentTarget).getPropertyValue("--rows")) || 1;
      const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: rows, ArrowLeft: -rows }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const all = links();
      const at = all.indexOf(event.currentTarget);
      all[inBounds(at + step, all.length)]?.focus();
    },
    [links],
  );
  const symptomsOf = useMemo(() => Map.groupBy(symptoms, ({ hostId }): string => hostId), [symptoms]);

  const titlesOf = (host: LitHost): readonly string[] =>
    (symptomsOf.get(host.id) ?? []).filter(hasRow).map((symptom) => {
      if (symptom.mute !== undefined) return `${symptom.title} (muted)`;
      return isPassing(symptom) ? `${symptom.title} (recovering)` : symptom.title;
    });

  const drawn = isWhole ? hosts.length : fleet.all - fleet.quiet;
  // Many with one cause are a block, not a line: what stands beside it keeps its room.
  const rowsIn = (width: number): number =>
    Math.max(largest > BLOCK ? 2 : 1, stripRows(drawn, groups.length, width));
  const style = {
    "--rows-wide": rowsIn(1400),
    "--rows-mid": rowsIn(1240),
    "--rows-small": rowsIn(920),
  } as CSSProperties;

  // A strip that fills its width spreads its sites over it; a few hosts stand together at the left.
  const isFull = stripRows(hosts.length, groups.length, 1400) > 1;

  return (
    <section className="fstrip" aria-label="Fleet">
      <div className="ph">
        <h2>Fleet</h2>
        <span className="sub">{fleetLine(fleet, causes)}</span>
        <span className="end t12 i3">
          {isAllQuiet ? slowestLine(hosts) : "Every glyph is the same engine: a lit cell is the broken part"}
          <Kbd>g</Kbd>
          <Kbd>f</Kbd>
        </span>
      </div>
      <PhoneFleet hosts={hosts} symptoms={symptoms} fleet={fleet} titlesOf={titlesOf} />
      <div className={clsx("fleet", !isFull && "few")} ref={list} style={style}>
        {groups.map((group) => {
          const shown = isWhole ? group.hosts : group.hosts.filter((host) => !isQuiet(host));
          const quietCount = group.hosts.length - shown.length;
          const draw = (host: LitHost) => (
            <FleetGlyph
              key={host.id}
              id={host.id}
              parts={host.parts}
              mark={host.severity !== undefined || !host.isHeard ? hostMark(host) : undefined}
              name={shortName(host, group.site)}
              label={glyphLabel(host, titlesOf(host))}
              muted={mutedParts(host, symptoms)}
              isSelected={selected?.alike === undefined && host.id === selectedHostId}
              isEntry={host.id === entry}
              onKeyDown={onKeyDown}
            />
          );
          return (
            <section key={group.site} aria-label={group.site === "" ? "Hosts" : `Site ${group.site}`}>
              {(groups.length > 1 || group.site !== "") && (
                <h3>
                  <b>{group.site === "" ? "no site" : group.site}</b>{" "}
                  <span className="i3">{plural(group.hosts.length, "host")}</span>
                </h3>
              )}
              <div className="fpair">
                {blocksOf(shown, causes).map(({ key, cause, hosts: inBlock }) => (
                  <ol
                    key={key}
                    className={clsx(cause && "together", cause && cause.id === selected?.id && "framed")}
                  >
                    {inBlock.map(draw)}
                  </ol>
                ))}
                {quietCount > 0 && (
                  <button type="button" className="btn sm quiet" onClick={() => setWhole(true)}>
                    + {quietCount} quiet
                  </button>
                )}
              </div>
            </section>
          );
        })}
      </div>
    </section>
  );
});
