export interface DrillTalk {
  /** The first Ctrl-C: the drill ends, the host is healed, and what there is of a report is written. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly print: (text: string) => void;
  /** Of Foghorn; without it that of all drills of this lab. */
  readonly dataDir?: string;
  /** Foghorn listens there. */
  readonly onReady?: (foghorn: { readonly url: string; readonly setupCode: string | undefined }) => void;
}
