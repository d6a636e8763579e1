"use client";

import { useState } from "react";
import { revokeShare } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import type { ShareInUse } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { formatAgo, formatDay, formatMoment, plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { LiveSummary } from "./live-summary.tsx";

/** Links to this timeline that exist, open ones first; one of those is chosen and revoked by one key. */
export function Links({ incidentId, now }: { readonly incidentId: string; readonly now: number }) {
  const { value: shares, error } = useTopic(`shares:${incidentId}`);
  const [chosenId, choose] = useState<string | undefined>(undefined);
  const act = useAct();
  const sorted = (shares ?? []).toSorted(
    (a, b) => Number(isOpen(b, now)) - Number(isOpen(a, now)) || b.createdAt - a.createdAt,
  );
  const open = sorted.filter((share) => isOpen(share, now));
  const at = Math.max(
    0,
    open.findIndex(({ id }) => id === chosenId),
  );
  const chosen = open[at];
  const revoke = (share: ShareInUse) => void act.run(() => revokeShare(incidentId, share.id));
  useKeys([
    ...(open.length < 2
      ? []
      : [
          { keys: "j", does: "next link", run: () => choose(open[Math.min(at + 1, open.length - 1)]?.id) },
          { keys: "k", does: "link before", run: () => choose(open[Math.max(at - 1, 0)]?.id) },
        ]),
    ...(chosen === undefined
      ? []
      : [{ keys: "Delete", does: "revoke the chosen link", run: () => act.isBusy || revoke(chosen) }]),
  ]);
  return (
    <section className="old" aria-label="Links that exist">
      <div className="ph">
        <h3>Links that exist</h3>
        <span className="sub">{shares === undefined ? "reading …" : countsOf(sorted, open.length)}</span>
        {open.length > 1 && (
          <span className="ml-auto">
            <Kbd>j</Kbd> <Kbd>k</Kbd>
          </span>
        )}
      </div>
      {error !== undefined && <p className="tp">{error.message}</p>}
      {act.failure !== undefined && <p className="tp">{act.failure}</p>}
      <ul>
        {sorted.map((share) => (
          <LinkRow
            key={share.id}
            share={share}
            incidentId={incidentId}
            now={now}
            isChosen={share.id === chosen?.id}
            isBusy={act.isBusy}
            onRevoke={() => revoke(share)}
          />
        ))}
      </ul>
    </section>
  );
}

const isOpen = (share: ShareInUse, now: number): boolean =>
  share.revokedAt === undefined && share.expiresAt > now;

function countsOf(shares: readonly ShareInUse[], open: number): string {
  if (shares.length === 0) return "none yet";
  const revoked = shares.filter(({ revokedAt }) => revokedAt !== undefined).length;
  const closed = shares.length - open - revoked;
  return [`${open} open`, revoked > 0 ? `${revoked} revoked` : "", closed > 0 ? `${closed} expired` : ""]
    .filter(Boolean)
    .join(", ");
}

interface LinkRowProps {
  readonly share: ShareInUse;
  readonly incidentId: string;
  readonly now: number;
  readonly isChosen: boolean;
  readonly isBusy: boolean;
  readonly onRevoke: () => void;
}

function LinkRow({ share, incidentId, now, isChosen, isBusy, onRevoke }: LinkRowProps) {
  const isOn = isOpen(share, now);
  const goesOn = share.kind === "live" && share.frozenAt === undefined;
  const name = share.label ?? "No name";
  return (
    <li className={isOn ? (isChosen ? "on" : undefined) : "off"}>
      <Mark name={!isOn ? "last-known" : goesOn ? "notice" : "quiet"} size={13} />
      <div className="min-w-0">
        <b>
          <MachineText text={name} limit={80} />
        </b>{" "}
        <span className="i2">
          {kindOf(share, now)}
          {(share.discretion.hidesHosts || share.discretion.hidesPeople) && ", with aliases"}
        </span>
        <p>
          by <MachineText text={share.createdBy} limit={64} />, {formatMoment(share.createdAt, now)};{" "}
          {endOf(share, now)}
        </p>
        <p className={share.readers > 0 ? "b" : undefined}>{useOf(share, now)}</p>
        {isOn && goesOn && <LiveSummary share={share} incidentId={incidentId} />}
      </div>
      {isOn && (
        <Button isSmall disabled={isBusy} onClick={onRevoke}>
          Revoke{isChosen && <Kbd>Delete</Kbd>}
          <span className="sr">
            {" "}
            the link for {name} of {formatMoment(share.createdAt, now)}
          </span>
        </Button>
      )}
    </li>
  );
}

function kindOf({ kind, createdAt, frozenAt }: ShareInUse, now: number): string {
  if (kind === "snapshot") return `snapshot of ${formatMoment(createdAt, now)}`;
  return frozenAt === undefined ? "live" : `was live, frozen ${formatMoment(frozenAt, now)}`;
}

function endOf(share: ShareInUse, now: number): string {
  if (share.revokedAt !== undefined) return `revoked ${formatMoment(share.revokedAt, now)}`;
  const at = share.expiresAt;
  const when = Math.abs(at - now) < DAY_MS ? formatMoment(at, now) : formatDay(at, now);
  return at > now ? `open until ${when}` : `closed by itself ${when}`;
}

function useOf({ views, lastUsedAt, readers }: ShareInUse, now: number): string {
  if (views === 0 && readers === 0) return "not opened yet";
  return [
    plural(views, "view"),
    lastUsedAt === undefined
      ? ""
      : now - lastUsedAt < DAY_MS / 2
        ? `last ${formatAgo(now - lastUsedAt)}`
        : `last ${formatMoment(lastUsedAt, now)}`,
    readers > 0 ? `${readers} reading now` : "",
  ]
    .filter(Boolean)
    .join(", ");
}
