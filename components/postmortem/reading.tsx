"use client";

import { useTopic } from "#lib/client/hooks.ts";
import { STATUS_WORDS } from "#lib/domain/postmortem/document.ts";
import type { PaperView } from "#lib/protocol/postmortem-views.ts";
import { ExportMenu } from "../incident/export-menu.tsx";
import { FollowUps } from "./follow-ups.tsx";
import { Head } from "./head.tsx";
import { Preview } from "./preview.tsx";
import { StandsOn } from "./save-line.tsx";
import { Versions } from "./versions.tsx";

interface ReadingProps {
  readonly initial: PaperView;
  readonly canPrint: boolean;
}

/** For who only reads: the paper, its actions and what was published. The text with its tokens never comes here. */
export function Reading({ initial, canPrint }: ReadingProps) {
  const { incidentId } = initial;
  const view = useTopic(`paper:${incidentId}`, initial).value ?? initial;
  const isFrozen = view.status === "published";
  return (
    <div className="pmd">
      <Head incidentId={incidentId}>
        <span className="tag">{STATUS_WORDS[view.status]}</span>
        <StandsOn view={view} />
        <span className="acts">
          <ExportMenu incidentId={incidentId} canPrint={canPrint} canWrite={false} />
        </span>
      </Head>
      <div className="two on-paper">
        <Preview
          incidentId={incidentId}
          version={`${view.revision} ${view.headSeq} ${view.status} ${JSON.stringify(view.followUps)}`}
        />
        <div className="ed">
          <div className="ed-m">
            <FollowUps incidentId={incidentId} followUps={view.followUps} canWrite={false} />
            <Versions
              incidentId={incidentId}
              published={view.published}
              isFrozen={isFrozen}
              canErase={false}
            />
          </div>
        </div>
      </div>
    </div>
  );
}
