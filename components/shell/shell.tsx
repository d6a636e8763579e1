"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTopic, useTopicFact } from "#lib/client/hooks.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { Hatches } from "../anatomy/hatches.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { useCauses } from "../watch/taken-out.ts";
import { callingRows, standingPage } from "../watch/tally.ts";
import { Banners } from "./banners.tsx";
import { announcement, isWholeRecording, newPages, type ShellFrame } from "./frame.ts";
import type { KeyHint } from "./key-hint.ts";
import { KeyLine } from "./key-line.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { Palette } from "./palette.tsx";
import { PhoneBar } from "./phone-bar.tsx";
import { type PlaceName, places } from "./places.ts";
import { StandingLine } from "./standing-line.tsx";
import { currentTheme, nextTheme, setTheme } from "./theme.ts";
import { TopBar } from "./top-bar.tsx";

interface ShellProps {
  readonly place: PlaceName;
  /** Of the tab and of narrow screens: "Watch", a host's name, an incident's number. */
  readonly title: string;
  readonly frame: ShellFrame;
  /** The keys that matter here, for the key line. */
  readonly hints: readonly KeyHint[];
  /** Right end of the key line: what is live. */
  readonly status?: string | undefined;
  /** Watch shows its pages itself; a room need not point at its own incident, nor a host at its own symptoms. */
  readonly standing?: "none" | { readonly exceptIncident: string } | { readonly exceptHost: string };
  readonly children: ReactNode;
}

const EVERYWHERE = ["Ctrl+k", "?", "T", "g w", "g h", "g i", "g b", "g p", "g r", "g s", "Ctrl+Enter"];

/** The frame of every console screen. */
export function Shell({ place, title, frame, hints, status, standing, children }: ShellProps) {
  const router = useRouter();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [areKeysOpen, setKeysOpen] = useState(false);
  const view = useTopic("console", frame.console).value;
  // Readings of hosts come many times a second; the frame knows how many there are.
  const hostCount = useTopicFact("hosts", (hosts) => hosts?.length) ?? frame.hostCount;
  const incidents = useTopic("incidents").value;
  const symptoms = useTopic("symptoms").value ?? frame.symptoms;
  const causes = useCauses(symptoms);
  const pages = callingRows(causes, "page").length;
  const openIncidents = incidents?.filter(({ state }) => isOpen(state)).length ?? frame.openIncidentCount;
  // A cause that is on this host, or in this room, too is not elsewhere.
  const elsewhere = causes.filter((row) =>
    (row.alike ?? [row]).every((symptom) => isElsewhere(symptom, standing)),
  );
  const standingRow = standingPage(elsewhere);

  const go = (to: string) => () => router.push(to);
  useKeys([
    { keys: "Ctrl+k", does: "search or jump", run: () => setPaletteOpen(true) },
    { keys: "?", does: "all keys of this screen", run: () => setKeysOpen(true) },
    { keys: "T", does: "light, dark, system", run: () => setTheme(nextTheme(currentTheme())) },
    { keys: "g w", does: "Watch", run: go(places.watch) },
    { keys: "g h", does: "Hosts", run: go(places.hosts) },
    { keys: "g i", does: "Incidents", run: go(places.incidents) },
    { keys: "g b", does: "Runbooks", run: go(places.runbooks) },
    { keys: "g p", does: "Postmortems", run: go(places.postmortems) },
    { keys: "g r", does: "Report", run: go(places.report) },
    { keys: "g s", does: "Standing orders", run: go(places.settings) },
  ]);

  return (
    <div className="app">
      <title>{`${pages > 0 ? `(${pages}) ` : ""}${title} - Foghorn`}</title>
      <a href="#screen" className="btn skip">
        To the screen
      </a>
      <Hatches />
      <TopBar
        place={place}
        title={title}
        person={frame.person}
        pages={pages}
        hostCount={hostCount}
        gate={view?.gate}
        isRecording={isWholeRecording(view, hostCount)}
        openIncidentCount={openIncidents}
        onPalette={() => setPaletteOpen(true)}
        onKeys={() => setKeysOpen(true)}
      />
      <Banners view={view} />
      {standing !== "none" && standingRow !== undefined && (
        <StandingLine symptom={standingRow} otherCount={callingRows(elsewhere, "page").length - 1} />
      )}
      <main id="screen" className="screen" tabIndex={-1}>
        {children}
      </main>
      <KeyLine hints={hints} status={status} />
      <PhoneBar place={place} pages={pages} onMore={() => setPaletteOpen(true)} />
      <Announcer symptoms={symptoms} />
      <Palette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} role={frame.person.role} />
      <KeySheet isOpen={areKeysOpen} onClose={() => setKeysOpen(false)} everywhere={EVERYWHERE} />
    </div>
  );
}

function isElsewhere(symptom: SymptomView, standing: ShellProps["standing"]): boolean {
  if (standing === undefined || standing === "none") return true;
  if ("exceptHost" in standing) return symptom.hostId !== standing.exceptHost;
  return symptom.incidentId !== standing.exceptIncident;
}

/** Says new pages aloud, one sentence each; what was lit when the screen opened is not new. */
function Announcer({ symptoms }: { readonly symptoms: readonly SymptomView[] }) {
  const known = useRef<ReadonlySet<string>>(new Set(symptoms.map(({ id }) => id)));
  const [text, setText] = useState("");
  useEffect(() => {
    const fresh = newPages(known.current, symptoms);
    known.current = new Set(symptoms.map(({ id }) => id));
    if (fresh.length > 0) setText(fresh.map(announcement).join(" "));
  }, [symptoms]);
  return (
    <div className="sr" aria-live="assertive">
      {text}
    </div>
  );
}
