"use client";

import Link from "next/link";
import { useNow } from "#lib/client/hooks.ts";
import type { HostDetail, SymptomView } from "#lib/protocol/views.ts";
import { counts } from "../shell/frame.ts";
import { places } from "../shell/places.ts";
import { formatMoment } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";

interface DaemonGoneProps {
  readonly host: HostDetail;
  readonly containerId: string;
  readonly symptoms: readonly SymptomView[];
}

const sightOf = (host: HostDetail, what: string) => host.sight.find((sight) => sight.what === what);

/** Lines of containers come from the daemon: while it does not answer, why, since when, and what can be read instead. */
export function DaemonGone({ host, containerId, symptoms }: DaemonGoneProps) {
  const now = useNow();
  const api = sightOf(host, "Docker API");
  if (api === undefined || api.state === "live") return null;
  const journal = sightOf(host, "Engine log");
  const cause = symptoms.find(
    (symptom) => symptom.hostId === host.id && symptom.severity === "page" && counts(symptom),
  );
  return (
    <div className="blind gone" role="status">
      <p>
        <Mark name={cause === undefined ? "last-known" : "page"} size={13} />{" "}
        <b>
          The daemon of {host.id} does not answer
          {api.at !== undefined && `, the last time it did was ${formatMoment(api.at, now)}`}
        </b>
        {api.reason !== undefined && (
          <>
            : <MachineText text={api.reason} limit={200} />
          </>
        )}
        .{" "}
        {cause !== undefined && (
          <>
            <Link className="lk" href={places.host(host.id, cause.part)}>
              {cause.title}
            </Link>{" "}
            since {formatMoment(cause.sinceAt, now)}.{" "}
          </>
        )}
        Lines below are last known; what was written since is read as soon as it answers.
      </p>
      <p>
        {journal?.state === "live" ? (
          <>
            Still read, from the journal:{" "}
            <Link className="lk" href={places.engineLog(host.id)}>
              the engine log of {host.id}
            </Link>{" "}
            and{" "}
            <Link
              className="lk"
              href={`${places.engineLog(host.id)}?only=container&find=${containerId.slice(0, 12)}`}
            >
              what this container wrote there
            </Link>
            , if its log driver is journald.
          </>
        ) : (
          <>
            The engine log cannot be read either
            {journal?.reason !== undefined && (
              <>
                : <MachineText text={journal.reason} limit={200} />
              </>
            )}
            .
          </>
        )}
      </p>
    </div>
  );
}
