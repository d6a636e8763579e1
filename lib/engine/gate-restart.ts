import type { HostId } from "../domain/ids.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

/** A time in which one of the two processes was away, and which hosts have been read again since. */
export interface Restart {
  readonly process: "gate" | "web";
  readonly downAt: EpochMs;
  readonly backAt: EpochMs;
  readonly hostIds: readonly HostId[];
  /** Those that had not been read when the deadline passed. */
  readonly unreadIds: readonly HostId[];
}

/** A host whose past takes longer than this to read is named as not read yet; a full spool takes half a minute. */
const DEADLINE_MS = MINUTE_MS;

type Away = Pick<Restart, "process" | "downAt" | "backAt">;

/** Waits for every host, tells once. */
function createWait(away: Away, hosts: Iterable<HostId>, tell: (restart: Restart) => void) {
  const hostIds = [...hosts];
  const waiting = new Set(hostIds);
  let isTold = false;
  const tellOnce = () => {
    if (isTold) return;
    isTold = true;
    clearTimeout(timer);
    tell({ ...away, hostIds, unreadIds: [...waiting] });
  };
  const timer = setTimeout(tellOnce, DEADLINE_MS);
  timer.unref();
  if (waiting.size === 0) tellOnce();
  return {
    backAt: away.backAt,
    isOpen: () => !isTold,
    isRead(hostId: HostId): void {
      if (waiting.delete(hostId) && waiting.size === 0) tellOnce();
    },
    drop: () => clearTimeout(timer),
  };
}

/**
 * One restart is one entry, however many hosts there are: told once each of them was read up to now. A gate that was
 * restarted while web was away as well is part of web's restart, for nobody saw it go.
 */
export function createRestarts(
  tell: (restart: Restart) => void,
  webWasAway: { readonly downAt: EpochMs; readonly backAt: EpochMs } | undefined,
): {
  readonly gateIsDown: (at: EpochMs) => void;
  /** The same gate is back: it stood still, and lost nothing. */
  readonly gateWentOn: () => void;
  /** The first call says which hosts web has to read again. */
  readonly gateIsUp: (hosts: Iterable<HostId>) => void;
  /** Everything of this host has been read that was kept while web was away. */
  readonly hostIsRead: (hostId: HostId) => void;
  /** What this host reported while the gate was away was read again, as far as it could be. */
  readonly hostIsBack: (hostId: HostId, hosts: Iterable<HostId>, gateStartedAt: EpochMs) => void;
  readonly stop: () => void;
} {
  let gateDownAt: EpochMs | undefined;
  let gate: ReturnType<typeof createWait> | undefined;
  let web: ReturnType<typeof createWait> | undefined;
  return {
    gateIsDown(at) {
      gateDownAt ??= at;
    },
    gateWentOn() {
      gateDownAt = undefined;
    },
    gateIsUp(hosts) {
      if (webWasAway !== undefined) web ??= createWait({ process: "web", ...webWasAway }, hosts, tell);
    },
    hostIsRead(hostId) {
      web?.isRead(hostId);
    },
    hostIsBack(hostId, hosts, gateStartedAt) {
      web?.isRead(hostId);
      if (gate?.backAt !== gateStartedAt) {
        if (gateDownAt === undefined) return;
        gate?.drop();
        gate = createWait({ process: "gate", downAt: gateDownAt, backAt: gateStartedAt }, hosts, tell);
        gateDownAt = undefined;
      }
      gate.isRead(hostId);
    },
    stop() {
      gate?.drop();
      web?.drop();
    },
  };
}
