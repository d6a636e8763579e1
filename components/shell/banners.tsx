"use client";

import { useLink, useNow } from "#lib/client/hooks.ts";
import { SECOND_MS } from "#lib/domain/time.ts";
import type { ConsoleView } from "#lib/protocol/views.ts";
import { formatBytes, formatClock, formatDay, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { ConfigBanner } from "./config-banner.tsx";

/** What is wrong with the console itself, above every screen, until it is no longer true. */
export function Banners({ view }: { readonly view: ConsoleView | undefined }) {
  const link = useLink();
  return (
    <>
      {view?.recording !== undefined && <RecordingBanner {...view.recording} />}
      {link.state === "lost" && (
        <div className="banner" role="status">
          <Mark name="last-known" />
          <span>
            Your link to Foghorn broke at {formatClock(link.since)}. Readings below are from then; it is tried
            again by itself.
          </span>
        </div>
      )}
      {view?.gate.state === "down" && (
        <div className="banner page" role="alert">
          <Mark name="failing" />
          <span>
            <b>Gate down</b> since {formatClock(view.gate.since)}: nothing about any host can be read, all
            readings are from then.
            {view.gate.reason !== undefined && (
              <>
                {" "}
                <MachineText text={view.gate.reason} className="ml" limit={300} />
              </>
            )}
          </span>
        </div>
      )}
      <ConfigBanner problems={view?.configProblems ?? []} />
      {view?.storage.ok === false && (
        <div className="banner page" role="alert">
          <Mark name="failing" />
          <span>
            <b>Foghorn cannot store.</b>{" "}
            {view.storage.message !== undefined && <MachineText text={view.storage.message} limit={300} />}{" "}
            What is written now is not kept.
          </span>
        </div>
      )}
      {view?.storage.ok === true && view.storage.sizeBytes > view.storage.limitBytes && (
        <div className="banner ticket" role="status">
          <Mark name="ticket" />
          <span>
            The database holds {formatBytes(view.storage.sizeBytes)}, over its limit of{" "}
            {formatBytes(view.storage.limitBytes)}. Old events and evidence are removed first; incidents stay.
          </span>
        </div>
      )}
    </>
  );
}

export function RecordingBanner({
  name,
  recordedAt,
  endsAt,
  hostCount,
}: NonNullable<ConsoleView["recording"]>) {
  const now = useNow();
  // Ours is told in whole seconds.
  const isOver = endsAt !== undefined && now + SECOND_MS > endsAt;
  return (
    <section className="banner rec" aria-label="Recording">
      <Mark name="notice" />
      <span>
        <b>{hostCount === undefined ? "Recording." : `${plural(hostCount, "engine")} recorded.`}</b>{" "}
        <MachineText text={name} limit={120} />, made {formatDay(recordedAt, recordedAt)} at{" "}
        {formatClock(recordedAt)} UTC.{" "}
        {hostCount === undefined
          ? isOver
            ? ""
            : "Nothing here is happening now."
          : "Played again and again as if it were now; only what is not marked as recorded is."}
        {isOver && (
          <span role="status">
            It ended at {formatClock(endsAt)}: what is shown stays as it was then. A new start plays it again.
          </span>
        )}
      </span>
    </section>
  );
}
