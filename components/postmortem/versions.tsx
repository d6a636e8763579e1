"use client";

import { useState } from "react";
import { eraseVersion } from "#lib/client/postmortem-api.ts";
import type { PublishedVersion } from "#lib/domain/postmortem/document.ts";
import { ReasonDialog } from "../incident/reason-dialog.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/times.tsx";
import { useAct } from "../ui/use-act.ts";

const FORMATS = [
  { ending: "html", name: "HTML" },
  { ending: "md", name: "Markdown" },
  { ending: "pdf", name: "PDF" },
] as const;

interface VersionsProps {
  readonly incidentId: string;
  readonly published: readonly PublishedVersion[];
  /** The last one is what is told now: it is corrected before it can be erased. */
  readonly isFrozen: boolean;
  readonly canErase: boolean;
}

/** What was published, each version as it was frozen; also while it is being corrected. */
export function Versions({ incidentId, published, isFrozen, canErase }: VersionsProps) {
  const [erasing, setErasing] = useState<number | undefined>(undefined);
  const act = useAct();
  if (published.length === 0) return null;
  const current = isFrozen ? published.at(-1)?.version : undefined;
  return (
    <section className="cm" aria-labelledby="versions">
      <h2 id="versions">Published versions</h2>
      <ul>
        {published.toReversed().map((one) => (
          <li key={one.version}>
            <p>
              <b>Version {one.version}</b>, <Moment at={one.at} />, by {one.by}, on entry {one.headSeq}{" "}
              <code className="t12 i3">{one.headHash.slice(0, 12)}</code>
            </p>
            {one.erased === undefined ? (
              <p className="row t12">
                {FORMATS.map(({ ending, name }) => (
                  <a
                    key={ending}
                    href={`/api/incidents/${incidentId}/export.${ending}?version=${one.version}`}
                    download
                    aria-label={`Version ${one.version} as ${name}`}
                  >
                    {name}
                  </a>
                ))}
                {canErase && one.version !== current && (
                  <button
                    type="button"
                    className="link"
                    onClick={() => {
                      act.dismiss();
                      setErasing(one.version);
                    }}
                  >
                    Erase a secret…<span className="sr"> of version {one.version}</span>
                  </button>
                )}
              </p>
            ) : (
              <p className="t12 i3">
                <Mark name="gap" size={14} /> What it said was erased by {one.erased.by},{" "}
                <Moment at={one.erased.at} />; its digest stays:{" "}
                <code className="i2">{one.digest.slice(0, 12)}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
      {erasing !== undefined && (
        <ReasonDialog
          title={`Erase version ${erasing} for good`}
          why="What it said, and all that was typed until now, is taken out of the database and cannot be brought back. A mark with its digest stays, so the timeline can still be proven. The text above keeps what stands there now, and so do backups and files that were saved: change the secret itself."
          action="Erase"
          isBusy={act.isBusy}
          failure={act.failure}
          onSubmit={(reason) =>
            void act
              .run(() => eraseVersion(incidentId, erasing, reason))
              .then((isDone) => isDone && setErasing(undefined))
          }
          onClose={() => setErasing(undefined)}
        />
      )}
    </section>
  );
}
