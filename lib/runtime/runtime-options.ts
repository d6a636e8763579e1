import type { Targets } from "../domain/availability/targets.ts";

export interface RuntimeOptions {
  readonly dataDir: string;
  readonly configFile: string;
  readonly version: string;
  /** Directory of the user's own runbooks. */
  readonly runbookDirectory?: string;
  /** Directory of the user's own postmortem templates. */
  readonly templateDirectory?: string;
  /** Availability that services are to have. */
  readonly targets?: Targets;
  /** Socket of the gate; unset while a recording is replayed. */
  readonly gateSocket?: string;
  /** A recording to replay instead of watching anything. */
  readonly recording?: string;
  /** File that describes a fleet of recorded hosts, played beside those of the gate where there is one. */
  readonly fleet?: string;
  readonly publicUrl?: string;
  readonly chromium?: string;
}
