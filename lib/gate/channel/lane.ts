import { randomBytes } from "node:crypto";
import type { RunningProcess } from "../exec.ts";

export type LaneAnswer =
  | {
      readonly kind: "answered";
      /** "ok", or "denied" and "absent" with what the reader said about it. */
      readonly status: "ok" | "denied" | "absent";
      readonly message: string;
      /** Sections, headed by a line that names their border: what `splitSections` takes. */
      readonly body: Buffer;
      readonly isTruncated: boolean;
    }
  /** `wasStarted` false: it only waited behind another one. */
  | { readonly kind: "timeout"; readonly wasStarted: boolean }
  | { readonly kind: "ended"; readonly reason: string };

export interface LaneRequest {
  readonly word: string;
  /** Checked by the caller: no white space, nothing a reader could take for another argument. */
  readonly args: readonly string[];
  readonly deadlineMs: number;
  readonly limitBytes: number;
}

export interface Lane {
  /** One request after another; never rejects. What waits behind a hung one waits within its own deadline. */
  readonly ask: (request: LaneRequest) => Promise<LaneAnswer>;
  readonly close: () => void;
}

/**
 * One constant reader on the host and the requests to it. `start` gives a reader that has its script
 * already; undefined while there is no way to the host. A reader that misses a deadline is abandoned
 * with everything it started, and the next request gets a new one.
 */
export function createLane(start: () => RunningProcess | undefined): Lane {
  let reader: Reader | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const current = (): Reader | undefined => {
    if (reader === undefined || reader.isOver()) {
      const process = isClosed ? undefined : start();
      reader = process === undefined ? undefined : createReader(process);
    }
    return reader;
  };

  const askNow = async (request: LaneRequest, askedAt: number): Promise<LaneAnswer> => {
    const leftMs = Math.max(1, request.deadlineMs - (performance.now() - askedAt));
    const used = current();
    if (used === undefined) return { kind: "ended", reason: "no way to the host" };
    const answer = await used.ask({ ...request, deadlineMs: leftMs });
    if (answer.kind !== "answered") used.abandon();
    return answer;
  };

  return {
    ask: (request) =>
      new Promise((resolve) => {
        const askedAt = performance.now();
        let isWaiting = true;
        const late = setTimeout(() => {
          isWaiting = false;
          resolve({ kind: "timeout", wasStarted: false });
        }, request.deadlineMs);
        tail = tail.then(async () => {
          clearTimeout(late);
          if (isWaiting) resolve(await askNow(request, askedAt));
        });
      }),
    close: () => {
      isClosed = true;
      reader?.abandon();
      reader = undefined;
    },
  };
}

interface Reader {
  readonly ask: (request: LaneRequest) => Promise<LaneAnswer>;
  readonly abandon: () => void;
  readonly isOver: () => boolean;
}

function createReader(process: RunningProcess): Reader {
  let isOver = false;
  let onBytes: ((chunk: Buffer) => void) | undefined;
  let onEnd: ((reason: string) => void) | undefined;
  process.output.on("data", (chunk: Buffer) => onBytes?.(chunk));
  void process.ended.then(({ errorText, code }) => {
    isOver = true;
    onEnd?.(errorText.trim().split("\n").at(-1) || `the reader ended with ${code ?? "a signal"}`);
  });

  return {
    isOver: () => isOver,
    abandon: () => {
      isOver = true;
      process.stop();
    },
    ask: ({ word, args, deadlineMs, limitBytes }) =>
      new Promise((resolve) => {
        const nonce = randomBytes(16).toString("hex");
        const collect = createCollector(nonce, limitBytes);
        const settle = (answer: LaneAnswer): void => {
          clearTimeout(deadline);
          onBytes = undefined;
          onEnd = undefined;
          resolve(answer);
        };
        const deadline = setTimeout(() => settle({ kind: "timeout", wasStarted: true }), deadlineMs);
        onEnd = (reason) => settle({ kind: "ended", reason });
        onBytes = (chunk) => {
          const answer = collect(chunk);
          if (answer !== undefined) settle(answer);
        };
        if (isOver) settle({ kind: "ended", reason: "the reader is gone" });
        else process.write(`${[nonce, word, ...args].join(" ")}\n`);
      }),
  };
}

const END_LINE_BYTES = 600;

/** Gathers one answer; beyond the limit only the end is looked for, so a flood costs no memory. */
export function createCollector(
  nonce: string,
  limitBytes: number,
): (chunk: Buffer) => LaneAnswer | undefined {
  const border = `\n${nonce} `;
  const end = Buffer.from(`${border}end `);
  const kept: Buffer[] = [];
  let keptBytes = 0;
  let isTruncated = false;
  let window: Buffer = Buffer.alloc(0);

  return (chunk) => {
    window = window.length === 0 ? chunk : Buffer.concat([window, chunk]);
    const at = window.indexOf(end);
    const lineEnd = at === -1 ? -1 : window.indexOf(0x0a, at + end.length);
    const isComplete = at !== -1 && (lineEnd !== -1 || window.length - at > END_LINE_BYTES);
    const settled = at === -1 ? Math.max(0, window.length - end.length) : at;
    const room = Math.max(0, limitBytes - keptBytes);
    if (settled > room) isTruncated = true;
    const taken = window.subarray(0, Math.min(settled, room));
    if (taken.length > 0) kept.push(Buffer.from(taken));
    keptBytes += taken.length;
    if (!isComplete) {
      window = window.subarray(settled);
      return undefined;
    }
    const line = window.subarray(at + end.length, lineEnd === -1 ? undefined : lineEnd).toString("utf8");
    const [word = "", ...words] = line.slice(0, END_LINE_BYTES).trim().split(" ");
    return {
      kind: "answered",
      status: word === "ok" || word === "denied" ? word : "absent",
      message: words.join(" "),
      body: Buffer.concat([Buffer.from(`sections ${nonce}\n`), ...kept]),
      isTruncated,
    };
  };
}
