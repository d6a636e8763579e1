import { type ClientMessage, ServerMessage } from "../protocol/live.ts";
import { retryDelayMs } from "./backoff.ts";
import { HEARTBEAT_MS, SILENT_MS } from "./link.ts";

/** The part of a browser's WebSocket that is used; tests give their own. */
export interface Wire {
  readonly send: (text: string) => void;
  readonly close: (code?: number, reason?: string) => void;
  readonly addEventListener: (type: "open" | "message" | "close", listener: (event: Event) => void) => void;
}

export interface SocketOptions {
  readonly open: () => Wire;
  readonly onOpen: () => void;
  readonly onMessage: (message: ServerMessage) => void;
  /** `everOpened` false: the handshake was refused or nobody answers. */
  readonly onClose: (event: {
    readonly code: number;
    readonly everOpened: boolean;
    readonly failures: number;
  }) => void;
  readonly now: () => number;
  readonly random: () => number;
}

export interface LiveSocket {
  /** Idempotent. Connects after a tick: what React mounts twice in development connects once. */
  readonly start: () => void;
  readonly stop: () => void;
  /** Now instead of at the end of the wait, e.g. when the computer says that it is online again. */
  readonly retryNow: () => void;
  /** False when the link is down; whoever subscribes says so again in `onOpen`. */
  readonly send: (message: ClientMessage) => boolean;
}

/**
 * One WebSocket that comes back by itself: waits grow from 250 ms to 10 s, and a socket that has said
 * nothing for 15 s is given up (the server says its time every 5 s). Never throws; what is not a message
 * of the protocol is dropped.
 */
export function createSocket(options: SocketOptions): LiveSocket {
  let wire: Wire | undefined;
  let isOpen = false;
  let failures = 0;
  let lastHeardAt = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let watching: ReturnType<typeof setInterval> | undefined;
  let isStarted = false;

  function connect(): void {
    waiting = undefined;
    if (!isStarted || wire !== undefined) return;
    const current = options.open();
    wire = current;
    lastHeardAt = options.now();
    current.addEventListener("open", () => {
      if (wire !== current) return;
      isOpen = true;
      failures = 0;
      lastHeardAt = options.now();
      options.onOpen();
    });
    current.addEventListener("message", (event) => {
      if (wire !== current || !("data" in event) || typeof event.data !== "string") return;
      lastHeardAt = options.now();
      const message = parseMessage(event.data);
      if (message) options.onMessage(message);
    });
    current.addEventListener("close", (event) => {
      if (wire === current) lost("code" in event && typeof event.code === "number" ? event.code : 1006);
    });
  }

  function lost(code: number): void {
    const everOpened = isOpen;
    wire = undefined;
    isOpen = false;
    if (!isStarted) return;
    waiting = setTimeout(connect, retryDelayMs(failures, options.random()));
    failures += 1;
    options.onClose({ code, everOpened, failures });
  }

  /** A closed lid and a cut cable do not close a socket; silence tells. */
  function checkSilence(): void {
    if (wire === undefined || options.now() - lastHeardAt < SILENT_MS) return;
    const silent = wire;
    lost(4000);
    silent.close(4000, "silent");
  }

  return {
    start() {
      if (isStarted) return;
      isStarted = true;
      waiting = setTimeout(connect, 0);
      watching = setInterval(checkSilence, HEARTBEAT_MS);
    },
    stop() {
      isStarted = false;
      clearTimeout(waiting);
      clearInterval(watching);
      const current = wire;
      wire = undefined;
      isOpen = false;
      current?.close(1000, "left");
    },
    retryNow() {
      if (!isStarted || wire !== undefined) return;
      clearTimeout(waiting);
      connect();
    },
    send(message) {
      if (wire === undefined || !isOpen) return false;
      wire.send(JSON.stringify(message));
      return true;
    },
  };
}

function parseMessage(text: string): ServerMessage | undefined {
  try {
    const parsed = ServerMessage.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
