"use client";

import { clsx } from "clsx";
import { ChevronDown, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { useNow } from "#lib/client/hooks.ts";
import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import { isPassing } from "../shell/frame.ts";
import { places } from "../shell/places.ts";
import { formatClock, formatCount } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Clock } from "../ui/times.tsx";
import { containersOf, hostIdsOf, sharedTraits } from "./alike.ts";
import { compareNames } from "./fleet.ts";
import { toggleTakenOut } from "./taken-out.ts";
import { rowEvidence, type WatchItem } from "./watch-rows.ts";

interface RowAlikeProps {
  readonly item: WatchItem;
  readonly hosts: readonly HostSummary[];
  readonly isListed: boolean;
  readonly onList: () => void;
}

/** Of the same fault on many hosts: how it came over them, what only they share, what still works, and which they are. */
export function RowAlike({ item, hosts, isListed, onList }: RowAlikeProps) {
  const alike = item.alike ?? [];
  const count = hostIdsOf(item).length;
  const passing = alike.filter(isPassing).length;
  const { running, expected } = useMemo(() => containersOf(item, hosts), [item, hosts]);
  const shared = useMemo(() => sharedTraits(item, hosts).slice(0, 2), [item, hosts]);
  const Chevron = isListed ? ChevronDown : ChevronRight;
  return (
    <div className="wopen">
      <Onsets alike={alike} />
      <ul className="walike" aria-label="What they have in common">
        {item.blast.affected.map((text) => (
          <Fact key={text} mark="cut-off" label="cut off" text={text} count={`on all ${count}`} />
        ))}
        {shared.map(({ text, elsewhere, others }) => (
          <Fact
            key={text}
            mark={item.severity}
            label="shared"
            text={`All ${formatCount(count)}: ${text}`}
            count={`so are ${formatCount(elsewhere)} of ${formatCount(others)} others`}
          />
        ))}
        {expected > 0 && (
          <Fact
            mark="quiet"
            label="still works"
            text="Containers run on"
            count={`${formatCount(running)} of ${formatCount(expected)}`}
          />
        )}
        {passing > 0 && (
          <Fact mark="passing" label="passes again" text="Passes again" count={`${passing} of ${count}`} />
        )}
      </ul>
      <button type="button" className="lk walist" aria-expanded={isListed} onClick={onList}>
        <Chevron className="ic" size={14} aria-hidden />
        {count} hosts as a list <Kbd>ArrowRight</Kbd>, one taken out <Kbd>x</Kbd>
      </button>
      {isListed && <Members alike={alike} />}
    </div>
  );
}

function Fact({
  mark,
  label,
  text,
  count,
}: {
  readonly mark: "cut-off" | "quiet" | "passing" | SymptomView["severity"];
  readonly label: string;
  readonly text: string;
  readonly count: string;
}) {
  return (
    <li>
      <Mark name={mark} size={13} label={label} />
      <span>
        <MachineText text={text} limit={160} />
      </span>
      <span className="i3 num">{count}</span>
    </li>
  );
}

const WIDTH = 436;
const BAR = 3;

/** One tick for each host at the moment it began, on the time from the first to now. */
function Onsets({ alike }: { readonly alike: readonly SymptomView[] }) {
  const now = useNow();
  const first = alike[0]?.sinceAt ?? now;
  const last = alike.at(-1)?.sinceAt ?? now;
  const span = Math.max(1, now - first);
  const x = (at: number): number => Math.round(((at - first) / span) * (WIDTH - BAR));
  const label = `${alike.length} began, the first at ${formatClock(first)}, the last at ${formatClock(last)}`;
  return (
    <figure className="wonset">
      <svg
        viewBox={`0 0 ${WIDTH} 18`}
        height={18}
        width="100%"
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path className="on-axis" d={`M0 17.5H${WIDTH}`} />
        {alike.map((row) => (
          <rect
            key={row.id}
            className={isPassing(row) ? "on-over" : row.severity === "page" ? "on-page" : "on-ticket"}
            x={x(row.sinceAt)}
            y={3}
            width={BAR}
            height={14}
          />
        ))}
        <path className="on-now" d={`M${WIDTH - 1} 0V18`} />
      </svg>
      <figcaption className="t11 i3 num">
        <span>{formatClock(first)}</span>
        <span>the last {formatClock(last)}</span>
        <b>now</b>
      </figcaption>
    </figure>
  );
}

/** Every host of the group, by name. */
function Members({ alike }: { readonly alike: readonly SymptomView[] }) {
  return (
    <ul className="wmembers" aria-label="Hosts of this row">
      {alike
        .toSorted((a, b) => compareNames(a.hostId, b.hostId))
        .map((row) => (
          <li key={row.id} className={clsx(isPassing(row) && "over")}>
            <Link href={places.host(row.hostId, row.part)} prefetch={false}>
              {row.hostId}
            </Link>
            <Clock at={row.sinceAt} />
            <span className="ml ell">
              <MachineText text={rowEvidence(row)?.text ?? ""} limit={120} />
            </span>
            <span className="i3">{isPassing(row) ? "recovering" : row.isUnknown ? "last known" : ""}</span>
            <button
              type="button"
              className="lk"
              data-take-out
              aria-label={`Take ${row.hostId} out of the group`}
              onClick={() => toggleTakenOut(row.id)}
            >
              take out
            </button>
          </li>
        ))}
    </ul>
  );
}
