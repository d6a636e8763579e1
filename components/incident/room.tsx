"use client";

import { clsx } from "clsx";
import { useCallback, useRef, useState } from "react";
import { type FirstPage, useTopic } from "#lib/client/hooks.ts";
import { useWholeTimeline } from "#lib/client/use-whole-timeline.ts";
import { leadSymptom } from "#lib/domain/incidents/opening.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";

import type { RoomPanel } from "#lib/protocol/live.ts";

import { OpenActions } from "../action/open-actions.tsx";

import { ChecklistPanel } from "../runbook/checklist-panel.tsx";
import { useShownList } from "../runbook/use-shown-list.ts";
import { ShareDialog } from "../share/share-dialog.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import { Shell } from "../shell/shell.tsx";
import { TimelinePanel } from "../timeline/timeline-panel.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { AttachedFiles } from "./attached-files.tsx";
import { CauseLine } from "./cause-line.tsx";
import { Composer } from "./composer.tsx";
import { EvidenceDialog } from "./evidence-dialog.tsx";
import { EvidencePanel } from "./evidence-panel.tsx";
import { MergedNotice } from "./merged-notice.tsx";
import { PanelTabs } from "./panel-tabs.tsx";
import { PresentPeople, usePanelInUse } from "./present-people.tsx";
import { RoomFacts } from "./room-facts.tsx";
import { RoomHead } from "./room-head.tsx";
import { RoomRoles } from "./room-roles.tsx";
import { RoomTimers } from "./room-timers.tsx";
import { SameOpen } from "./same-open.tsx";

interface RoomProps {
  readonly frame: ShellFrame;
  readonly initial: IncidentDetail;
  readonly entries: FirstPage<TimelineEntry>;
  readonly canPrint: boolean;
}

const HINTS = [
  { keys: ["j", "k"], does: "step" },
  { keys: ["t"], does: "tick" },
  { keys: ["x"], does: "read again" },
  { keys: ["y"], does: "copy" },
  { keys: ["n"], does: "note" },
  { keys: ["p"], does: "pin" },
  { keys: ["c"], does: "take a role" },
  { keys: ["/"], does: "search" },
  { keys: ["g", "t"], does: "time" },
  { keys: ["o"], does: "unfold" },
  { keys: ["1", "2", "3"], does: "runbook, timeline, evidence" },
  { keys: ["s"], does: "share" },
];

/** The room of an incident: what to do, what happened, what proves it. Two people in it see the same. */
export function Room({ frame, initial, entries, canPrint }: RoomProps) {
  const incident = useTopic(`incident:${initial.id}`, initial).value ?? initial;
  const timeline = useWholeTimeline(initial.id, entries);
  const { symptoms } = incident;
  const severityOf = useCallback(
    (mode: string) => symptoms.find((symptom) => symptom.mode === mode)?.severity,
    [symptoms],
  );
  const lists = useShownList(incident.checklists);
  const [panel, setPanel] = useState<RoomPanel>("runbook");
  const panels = useRef<HTMLDivElement>(null);
  const inUse = usePanelInUse(panels, panel);
  const [isSharing, setSharing] = useState(false);
  const [evidenceId, setEvidenceId] = useState<string | undefined>(undefined);
  const act = useAct();
  const canWrite = frame.person.role !== "viewer";
  // Its work goes on where it was merged into: no key of this room changes what was left behind.
  const canWork = canWrite && incident.mergedInto === undefined;
  const selfId = canWork ? frame.person.id : undefined;
  const leadId = leadSymptom(incident.symptoms)?.id;
  const lead = incident.symptoms.find(({ id }) => id === leadId);
  useKeys([
    { keys: "1", does: "runbook", run: () => setPanel("runbook") },
    { keys: "2", does: "timeline", run: () => setPanel("timeline") },
    { keys: "3", does: "evidence", run: () => setPanel("evidence") },
    ...(canWrite ? [{ keys: "s", does: "share", run: () => setSharing(true), isAction: true as const }] : []),
  ]);
  return (
    <Shell
      place="incidents"
      title={incident.id}
      frame={frame}
      hints={HINTS}
      standing={{ exceptIncident: incident.id }}
    >
      <div className="room">
        <RoomHead
          incident={incident}
          act={act}
          canWrite={canWrite}
          present={<PresentPeople incidentId={incident.id} panel={inUse} selfId={frame.person.id} />}
          onShare={() => setSharing(true)}
          canPrint={canPrint}
        />
        <MergedNotice incident={incident} />
        <SameOpen incident={incident} />
        {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
        <div className="rt">
          <RoomTimers incident={incident} />
          <RoomFacts incident={incident} act={act} canWrite={canWork} hasKeys />
          <RoomRoles incident={incident} act={act} selfId={selfId} hasKey />
        </div>
        <PanelTabs
          value={panel}
          onChange={setPanel}
          entryCount={Math.max(incident.headSeq, timeline.rows.length)}
        />
        <div ref={panels} className={clsx("c3", `on-${panel}`)}>
          <div className="p-rb">
            {lead !== undefined && (
              <CauseLine symptom={lead} parts={incident.parts} isOver={!isOpen(incident.state)} />
            )}
            <OpenActions
              incidentId={incident.id}
              actions={incident.actions ?? []}
              me={frame.person.id}
              canWrite={canWork}
            />
            <ChecklistPanel
              incident={incident}
              shown={lists.shown}
              onChoose={lists.choose}
              canWrite={canWork}
            />
          </div>
          <section className="tl" aria-label="Timeline">
            <TimelinePanel
              entries={timeline.rows}
              isReading={timeline.isReading}
              dropped={timeline.dropped}
              isRunning={isOpen(incident.state)}
              severityOf={severityOf}
              milestones={incident.milestones}
              onEvidence={setEvidenceId}
              me={frame.person}
            />
          </section>
          <EvidencePanel
            incident={incident}
            on={lists.shown?.on}
            canWrite={canWork}
            onEvidence={setEvidenceId}
            attached={<AttachedFiles entries={timeline.rows} />}
            facts={
              <>
                <RoomFacts incident={incident} act={act} canWrite={canWork} hasKeys={false} />
                <RoomRoles incident={incident} act={act} selfId={selfId} hasKey={false} />
              </>
            }
          />
          {canWork && <Composer incident={incident} />}
        </div>
        {isSharing && (
          <ShareDialog incident={incident} me={frame.person.id} onClose={() => setSharing(false)} />
        )}
        {evidenceId !== undefined && (
          <EvidenceDialog id={evidenceId} onClose={() => setEvidenceId(undefined)} />
        )}
      </div>
    </Shell>
  );
}
