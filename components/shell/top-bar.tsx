"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { useNow } from "#lib/client/hooks.ts";
import type { ConsoleView } from "#lib/protocol/views.ts";
import { formatClock } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { Mark } from "../ui/mark.tsx";
import { AccountMenu } from "./account-menu.tsx";
import type { ShellFrame } from "./frame.ts";
import { LinkState } from "./link-state.tsx";
import { Logo } from "./logo.tsx";
import { type PlaceName, places } from "./places.ts";

interface TopBarProps {
  readonly place: PlaceName;
  /** Short title for narrow screens. */
  readonly title: string;
  readonly person: ShellFrame["person"];
  /** Causes that need a person now. */
  readonly pages: number;
  readonly hostCount: number;
  readonly gate: ConsoleView["gate"] | undefined;
  /** No host of all is watched now. */
  readonly isRecording: boolean;
  readonly openIncidentCount: number;
  readonly onPalette: () => void;
  readonly onKeys: () => void;
}

/** Where one is, what is lit, how live it is, what time it is. */
export function TopBar(props: TopBarProps) {
  const { place, pages, hostCount, openIncidentCount } = props;
  const current = (name: PlaceName) => (name === place ? ("page" as const) : undefined);
  return (
    <header className="top">
      <Link href={places.watch} className="brand" aria-label="Foghorn, Watch">
        <Logo />
        <b>Foghorn</b>
      </Link>
      <div className="mtit">
        <span className="ell">{props.title}</span>
        {pages > 0 && place === "watch" && (
          <>
            <Mark name="page" size={14} label="pages" /> {pages}
          </>
        )}
      </div>
      <nav className="nav" aria-label="Sections">
        <Link href={places.watch} aria-current={current("watch")}>
          Watch
          {pages > 0 && (
            <span className="cnt">
              <Mark name="page" size={11} label="pages" />
              {pages}
            </span>
          )}
        </Link>
        <Link href={places.hosts} aria-current={current("hosts")}>
          Hosts{hostCount > 0 && <span className="cnt">{hostCount}</span>}
        </Link>
        <Link href={places.incidents} aria-current={current("incidents")}>
          Incidents{openIncidentCount > 0 && <span className="cnt">{openIncidentCount}</span>}
        </Link>
        <Link href={places.runbooks} aria-current={current("runbooks")}>
          Runbooks
        </Link>
        <Link href={places.postmortems} aria-current={current("postmortems")}>
          Postmortems
        </Link>
        <Link href={places.report} aria-current={current("report")}>
          Report
        </Link>
      </nav>
      <button type="button" className="cmd" onClick={props.onPalette}>
        <Search className="ic" size={14} aria-hidden />
        <span>Search or jump</span>
        <Kbd>Ctrl</Kbd>
        <Kbd>K</Kbd>
      </button>
      <LinkState gate={props.gate} isRecording={props.isRecording} />
      <WallClock />
      <AccountMenu person={props.person} onKeys={props.onKeys} />
    </header>
  );
}

/** The console's time, with its zone printed once. */
function WallClock() {
  const now = useNow();
  return (
    <time className="clk num" dateTime={new Date(now).toISOString()}>
      {formatClock(now)}
      <span>UTC</span>
    </time>
  );
}
