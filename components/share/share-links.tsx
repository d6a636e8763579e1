"use client";

import { revokeShare } from "#lib/client/api.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import type { IncidentDetail, ShareView } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { formatDay, formatMoment, plural } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";
import { useAct } from "../ui/use-act.ts";

/** Links to this timeline that exist, open ones first. */
export function Links({ incident, now }: { readonly incident: IncidentDetail; readonly now: number }) {
  const open = incident.shares.filter((share) => isLive(share, now)).length;
  return (
    <section className="old" aria-label="Links that exist">
      <div className="ph">
        <h2>Links that exist</h2>
        <span className="sub">
          {incident.shares.length === 0
            ? "none yet"
            : `${open} open, ${incident.shares.length - open} closed`}
        </span>
      </div>
      <ul>
        {incident.shares
          .toSorted((a, b) => Number(isLive(b, now)) - Number(isLive(a, now)) || b.createdAt - a.createdAt)
          .map((share) => (
            <LinkRow key={share.id} incidentId={incident.id} share={share} now={now} />
          ))}
      </ul>
    </section>
  );
}

const isLive = (share: ShareView, now: number): boolean =>
  share.revokedAt === undefined && share.expiresAt > now;

function LinkRow({
  incidentId,
  share,
  now,
}: {
  readonly incidentId: string;
  readonly share: ShareView;
  readonly now: number;
}) {
  const act = useAct();
  const live = isLive(share, now);
  const views =
    share.views === 0
      ? "not opened yet"
      : `${plural(share.views, "view")}${share.lastUsedAt === undefined ? "" : `, last ${formatMoment(share.lastUsedAt, now)}`}`;
  const end =
    share.revokedAt === undefined
      ? `${live ? "open" : "closed"} ${live ? "until" : "since"} ${formatMomentOrDay(share.expiresAt, now)}`
      : `revoked ${formatMoment(share.revokedAt, now)}`;
  return (
    <li className={live ? undefined : "off"}>
      <Mark name={live ? "notice" : "last-known"} size={13} />
      <div className="min-w-0">
        <b>Snapshot of {formatMoment(share.createdAt, now)}</b>
        <p>
          by {share.createdBy}, {end}; {views}
        </p>
        {act.failure !== undefined && <p className="tp">{act.failure}</p>}
      </div>
      {live && (
        <Button
          isSmall
          disabled={act.isBusy}
          onClick={() => void act.run(() => revokeShare(incidentId, share.id))}
        >
          Revoke<span className="sr"> the link of {formatMoment(share.createdAt, now)}</span>
        </Button>
      )}
    </li>
  );
}

const formatMomentOrDay = (at: number, now: number): string =>
  Math.abs(at - now) < DAY_MS ? formatMoment(at, now) : formatDay(at, now);
