"use client";

import { clsx } from "clsx";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { removeImport } from "#lib/client/api.ts";
import { useImportedTimeline } from "#lib/client/use-whole-timeline.ts";
import { STATE_WORDS, severityWords } from "#lib/domain/incidents/state-words.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import type { ImportedDetail } from "#lib/protocol/imported-views.ts";
import type { RoomPanel } from "#lib/protocol/live.ts";
import { ReasonlessDialog } from "../account/reasonless-dialog.tsx";
import { PanelTabs } from "../incident/panel-tabs.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import { places } from "../shell/places.ts";
import { Shell } from "../shell/shell.tsx";
import { TimelinePanel } from "../timeline/timeline-panel.tsx";
import { Button } from "../ui/button.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Moment } from "../ui/times.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { ImportedChecklists } from "./imported-checklists.tsx";
import { Figures, ImportedFacts } from "./imported-facts.tsx";
import { ImportedPostmortem } from "./imported-postmortem.tsx";

const HINTS = [
  { keys: ["j", "k"], does: "step" },
  { keys: ["/"], does: "search" },
  { keys: ["g", "t"], does: "time" },
  { keys: ["o"], does: "unfold" },
  { keys: ["1", "2", "3"], does: "checklists, timeline, evidence" },
];

/** An incident of another Foghorn as its room was, to be read: nothing here is live, and nothing can be changed. */
export function ImportedPage({
  frame,
  imported,
  entries,
}: {
  readonly frame: ShellFrame;
  readonly imported: ImportedDetail;
  readonly entries: readonly TimelineEntry[];
}) {
  const router = useRouter();
  const timeline = useImportedTimeline(imported.id, entries);
  const [panel, setPanel] = useState<RoomPanel>("timeline");
  const [isRemoving, setRemoving] = useState(false);
  const act = useAct();
  const { content, incidentId } = imported;
  const { symptoms } = content;
  const severityOf = useCallback(
    (mode: string) => symptoms.find((symptom) => symptom.mode === mode)?.severity,
    [symptoms],
  );
  const isAdmin = frame.person.role === "admin";
  useKeys([
    { keys: "1", does: "checklists", run: () => setPanel("runbook") },
    { keys: "2", does: "timeline", run: () => setPanel("timeline") },
    { keys: "3", does: "evidence", run: () => setPanel("evidence") },
  ]);
  return (
    <Shell place="incidents" title={`${incidentId}, imported`} frame={frame} hints={HINTS} status="read-only">
      <div className="room imd">
        <header className="rh">
          <span className="id">
            <MachineText text={incidentId} limit={40} />
          </span>
          <span className="t12 i2">{severityWords(imported.severity)}</span>
          <h1 title={imported.title}>
            <MachineText text={imported.title} limit={300} />
          </h1>
          <span className="t12 i2">{STATE_WORDS[imported.state]}</span>
          <span className="acts">
            {isAdmin && (
              <Button isSmall onClick={() => setRemoving(true)}>
                <Trash2 className="ic" size={14} aria-hidden />
                Remove the import
              </Button>
            )}
          </span>
        </header>
        <p className="mrg">
          <b>Imported, read-only.</b>
          <span>
            Another Foghorn wrote it <Moment at={imported.writtenAt} />;{" "}
            <MachineText text={imported.importedBy.name} limit={60} /> imported it{" "}
            <Moment at={imported.importedAt} /> from{" "}
            <span className="mono">
              <MachineText text={imported.fileName} limit={120} />
            </span>
            . Its hosts and people are not those of this Foghorn, and nothing of it is live.
            {content.recording !== undefined &&
              " It was played from a recording: nothing of it happened to a host that is watched."}
          </span>
        </p>
        <Figures figures={content.figures} />
        <PanelTabs value={panel} onChange={setPanel} entryCount={imported.entryCount} />
        <div className={clsx("c3", `on-${panel}`)}>
          <section className="p-rb" aria-label="Checklists and postmortem">
            <ImportedChecklists checklists={content.checklists} />
            {content.postmortem !== undefined && <ImportedPostmortem postmortem={content.postmortem} />}
          </section>
          <section className="tl" aria-label="Timeline">
            <TimelinePanel
              entries={timeline.rows}
              isReading={timeline.isReading}
              dropped={0}
              isRunning={false}
              severityOf={severityOf}
              milestones={content.incident.milestones}
              onEvidence={undefined}
              me={{ ...frame.person, role: "viewer" }}
              isElsewhere
            />
          </section>
          <section className="evd" aria-label="Evidence">
            <ImportedFacts imported={imported} />
          </section>
        </div>
        {isRemoving && (
          <ReasonlessDialog
            title={`Remove the import of ${incidentId}`}
            text="Its page, its entries and everything else of the file are deleted here, for everybody. The incident stays where it was written, and the file can be imported again."
            action="Remove"
            isBusy={act.isBusy}
            failure={act.failure}
            onConfirm={() =>
              void act
                .run(() => removeImport(imported.id))
                .then((isDone) => isDone && router.push(places.incidents))
            }
            onClose={() => setRemoving(false)}
          />
        )}
      </div>
    </Shell>
  );
}
