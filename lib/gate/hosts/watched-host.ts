import type { GateHost } from "../../gate-protocol/answers.ts";
import { createDaemon, type Daemon } from "../docker/daemon.ts";
import { createDaemonLink, type DaemonLink } from "../docker/daemon-link.ts";
import { followEvents } from "../events/follow-events.ts";
import type { DaemonAddress, HostChannel } from "../host-channel.ts";
import { createSavedCursor, type SavedCursor } from "../journal/saved-cursor.ts";
import { createSpool, type Spool } from "../spool/spool.ts";
import { createSecretKeeper, type SecretKeeper } from "./secret-keeper.ts";

/** One daemon and its host, watched from the moment it is configured until it is not. */
export interface WatchedHost {
  readonly address: DaemonAddress;
  readonly channel: HostChannel;
  readonly link: DaemonLink;
  readonly daemon: Daemon;
  readonly spool: Spool;
  readonly secrets: SecretKeeper;
  readonly describe: () => GateHost;
  /** Aborts when the host is watched no longer: its streams end. */
  readonly gone: AbortSignal;
  /** Web has stored everything up to here. */
  readonly ack: (position: { readonly epoch: string; readonly seq: number }) => void;
  readonly close: () => Promise<void>;
}

export interface HostSurroundings {
  readonly openChannel: (address: DaemonAddress) => HostChannel;
  readonly stateDir: string;
  readonly redactionKey: string;
  readonly epoch: string;
  readonly gateStartedAt: number;
  readonly now: () => number;
  /** Something that `describe` shows has changed. */
  readonly onChange: () => void;
}

function describe(address: DaemonAddress, channel: HostChannel, link: DaemonLink): GateHost {
  const { target } = address;
  const certificateEndsAt = link.certificateEndsAt();
  return {
    id: address.id,
    url: address.url,
    transport: target.transport,
    ...(target.transport === "tcp" ? {} : { socketPath: target.socketPath }),
    labels: address.labels,
    channel: channel.state(),
    isInsecure: target.transport === "tcp" && target.isInsecure,
    ...(certificateEndsAt === undefined ? {} : { certificateEndsAt }),
  };
}

/** Follows the journal from where web had stored it; what happens before the cursor is read waits for it. */
function spoolJournal(
  channel: HostChannel,
  cursor: SavedCursor,
  spool: Spool,
): { readonly stop: () => void } {
  let isStopped = false;
  let following: { readonly stop: () => void } | undefined;
  void cursor
    .load()
    .catch(() => undefined)
    .then((after) => {
      if (isStopped) return;
      following = channel.followJournal(after, {
        onLine: (line) => spool.append({ kind: "journal-line", line }),
        onState: (isOpen, reason) =>
          spool.append({
            kind: "stream-state",
            stream: "journal",
            isOpen,
            ...(reason === undefined ? {} : { reason }),
          }),
        onGap: (fromAt, toAt, cause) =>
          spool.append({
            kind: "stream-gap",
            gap: { stream: "journal", fromAt, toAt, cause, isFilled: false },
          }),
      });
    });
  return {
    stop() {
      isStopped = true;
      following?.stop();
    },
  };
}

export function watchHost(address: DaemonAddress, surroundings: HostSurroundings): WatchedHost {
  const { epoch, gateStartedAt, now, onChange } = surroundings;
  const channel = surroundings.openChannel(address);
  const secrets = createSecretKeeper(surroundings.redactionKey);
  const link = createDaemonLink({ address, channel, now });
  const daemon = createDaemon({
    link,
    redact: secrets.redact,
    learnEnvironment: secrets.learn,
    learnInfo: (info) => channel.learn({ dataRoot: info.dataRoot }),
  });
  const spool = createSpool({ epoch, gateStartedAt, now });

  const gone = new AbortController();
  const events = followEvents({
    link,
    version: async (signal) => (await daemon.negotiated(signal)).path,
    async isAlive(signal) {
      const outcome = daemon.recentPing() ?? (await daemon.ping(signal));
      return outcome.ok ? true : outcome.failure === "not-tried" ? undefined : false;
    },
    emit: spool.append,
    redact: secrets.redact,
    now,
  });

  const cursor = createSavedCursor(surroundings.stateDir, address.id);
  const journal = address.target.transport === "tcp" ? undefined : spoolJournal(channel, cursor, spool);
  const stopListening = channel.onChange((state) => {
    if (state.state === "up") events.wake();
    onChange();
  });

  return {
    address,
    channel,
    link,
    daemon,
    spool,
    secrets,
    describe: () => describe(address, channel, link),
    gone: gone.signal,
    ack(position) {
      spool.ack(position);
      const acked = spool.lastAckedJournalCursor();
      if (acked !== undefined) cursor.save(acked);
    },
    async close() {
      gone.abort();
      stopListening();
      journal?.stop();
      daemon.close();
      // A cursor that cannot be written costs lines read twice, not a gate that does not stop.
      await Promise.all([events.stop(), channel.close(), cursor.flush().catch(() => {})]);
    },
  };
}
