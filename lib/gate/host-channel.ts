import type { FactName } from "../domain/facts.ts";
import type { JournalLine } from "../domain/signal.ts";
import type { EpochMs } from "../domain/time.ts";
import type { ChannelState, FactAnswer, JournalPage } from "../gate-protocol/answers.ts";
import type { EngineDump } from "./actions/dump.ts";

/** One daemon of the configuration or of discovery, as the gate uses it. */
export interface DaemonAddress {
  readonly id: string;
  readonly url: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly target:
    | { readonly transport: "unix"; readonly socketPath: string }
    | {
        readonly transport: "ssh";
        readonly destination: string; // user@host or a name of ssh_config
        readonly port?: number;
        readonly identityFile?: string;
        readonly configFile?: string;
        /** The daemon's socket on the far host. */
        readonly socketPath: string;
      }
    | {
        readonly transport: "tcp";
        readonly host: string;
        readonly port: number;
        readonly tls?: { readonly caFile: string; readonly certFile: string; readonly keyFile: string };
        readonly isInsecure: boolean;
      };
  /** A file to read the engine log from, instead of journald. */
  readonly logFile?: string;
}

export interface JournalHandlers {
  readonly onLine: (line: JournalLine) => void;
  /** The follower opened, or ended; it is started again by itself. */
  readonly onState: (isOpen: boolean, reason?: string) => void;
  /** The cursor asked for was gone: reading began at another place. */
  readonly onGap: (fromAt: EpochMs, toAt: EpochMs, cause: string) => void;
}

/**
 * The way to one host beside its Docker API: facts from constant readers, the journal, and for ssh
 * the forwarded socket. Never throws for a sick host: it answers with a reason.
 */
export interface HostChannel {
  readonly state: () => ChannelState;
  /** Called on each change of state; returns what stops it. */
  readonly onChange: (listener: (state: ChannelState) => void) => () => void;
  /** Where the gate connects to reach the API now; undefined while no forward stands. unix: the path itself. */
  readonly apiSocketPath: () => string | undefined;
  /** Data root and daemon.json path as last known, which the constant readers need. */
  readonly learn: (known: { readonly dataRoot?: string }) => void;
  readonly readFact: (name: FactName, deadlineMs: number) => Promise<FactAnswer>;
  readonly followJournal: (
    afterCursor: string | undefined,
    handlers: JournalHandlers,
  ) => { readonly stop: () => void };
  readonly readJournal: (beforeAt: EpochMs, limit: number, deadlineMs: number) => Promise<JournalPage>;
  /** SIGUSR1 to dockerd, and the file it writes. */
  readonly dumpEngine: (deadlineMs: number) => Promise<EngineDump>;
  readonly close: () => Promise<void>;
}
