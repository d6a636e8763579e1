"use client";

import { useState } from "react";
import { setPostmortemStatus } from "#lib/client/postmortem-api.ts";
import type { PostmortemStatus } from "#lib/domain/postmortem/document.ts";
import type { PostmortemView } from "#lib/protocol/postmortem-views.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormEnd } from "../ui/form-end.tsx";
import { type Act, useAct } from "../ui/use-act.ts";

interface StatusActionsProps {
  readonly view: PostmortemView;
  readonly act: Act;
  /** Everything typed here is with the server. */
  readonly isSaved: boolean;
  /** What a reader will miss, in words. */
  readonly missing: readonly string[];
  /** It may be written in again, by the wish of who is here. */
  readonly onReopened: () => void;
}

/** What comes next for the text: a review, publishing, a correction. */
export function StatusActions({ view, act, isSaved, missing, onReopened }: StatusActionsProps) {
  const [isPublishing, setPublishing] = useState(false);
  const publishing = useAct();
  const { incidentId, status, revision, published } = view;
  const move = (to: PostmortemStatus) =>
    act.run(() => setPostmortemStatus(incidentId, { from: status, to, revision }));
  const next = (published.at(-1)?.version ?? 0) + 1;
  return (
    <>
      {status === "draft" && (
        <Button isSmall disabled={act.isBusy} onClick={() => void move("in-review")}>
          Ask for review
        </Button>
      )}
      {status === "in-review" && (
        <>
          <Button isSmall look="quiet" disabled={act.isBusy} onClick={() => void move("draft")}>
            Back to draft
          </Button>
          <Button
            isSmall
            disabled={act.isBusy || !isSaved}
            onClick={() => {
              publishing.dismiss();
              setPublishing(true);
            }}
          >
            Publish
          </Button>
        </>
      )}
      {status === "published" && (
        <Button
          isSmall
          disabled={act.isBusy}
          onClick={() => void move("draft").then((isDone) => isDone && onReopened())}
        >
          Open again
        </Button>
      )}
      {isPublishing && (
        <Dialog
          isOpen
          onClose={() => setPublishing(false)}
          title={`Publish version ${next} of ${incidentId}`}
        >
          <form
            className="frm"
            onSubmit={(event) => {
              event.preventDefault();
              void publishing
                .run(() => setPostmortemStatus(incidentId, { from: status, to: "published", revision }))
                .then((isDone) => isDone && setPublishing(false));
            }}
          >
            <p>
              The text, its figures and the timeline up to entry {view.headSeq} are frozen as version {next},
              with the hash of that entry. Actions go on. A correction is a version of its own.
            </p>
            {missing.length > 0 && (
              <div>
                <p className="b">A reader will miss:</p>
                <ul className="dots">
                  {missing.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              </div>
            )}
            <FormEnd
              action={`Publish version ${next}`}
              isReady={!publishing.isBusy}
              failure={publishing.failure}
              onCancel={() => setPublishing(false)}
            />
          </form>
        </Dialog>
      )}
    </>
  );
}
