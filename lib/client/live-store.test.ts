import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ClientMessage, ServerMessage } from "../protocol/live.ts";
import { createLiveStore, type LiveStore } from "./live-store.ts";
import type { Wire } from "./socket.ts";

/** The far end of the socket: what a server would see and say. */
class FakeWire extends EventTarget implements Wire {
  readonly sent: ClientMessage[] = [];
  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientMessage);
  }
  close(): void {
    this.sent.length = 0;
  }
  accept(): void {
    this.dispatchEvent(new Event("open"));
  }
  say(message: ServerMessage | string): void {
    const data = typeof message === "string" ? message : JSON.stringify(message);
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }
  drop(code = 1006): void {
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }
  lastSub(): Extract<ClientMessage, { kind: "sub" }> {
    const sub = this.sent.filter((message) => message.kind === "sub").at(-1);
    if (sub?.kind !== "sub") throw new Error("nothing was subscribed");
    return sub;
  }
}

let wires: FakeWire[];
let frames: (() => void)[];
let refusals: number;
let store: LiveStore;

const wire = (): FakeWire => {
  const last = wires.at(-1);
  if (last === undefined) throw new Error("nothing was opened");
  return last;
};
const nextFrame = () => {
  for (const flush of frames.splice(0)) flush();
};
const nothing = () => undefined;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  wires = [];
  frames = [];
  refusals = 0;
  store = createLiveStore({
    open() {
      const opened = new FakeWire();
      wires.push(opened);
      return opened;
    },
    now: Date.now,
    random: () => 0,
    schedule: (flush) => frames.push(flush),
    onRefused: () => {
      refusals += 1;
    },
  });
});
afterEach(() => {
  store.close();
  vi.useRealTimers();
});

/** Follows a topic over an open link. */
function followed(topic: string, listener: () => void = nothing): number {
  store.follow(topic, 100, listener);
  vi.advanceTimersByTime(0);
  wire().accept();
  return wire().lastSub().id;
}

describe("connecting", () => {
  test("a page that follows nothing never connects", () => {
    vi.advanceTimersByTime(60_000);
    expect(wires).toHaveLength(0);
  });

  test("a component mounted twice, as in development, connects and subscribes once", () => {
    store.follow("hosts", 0, nothing)();
    store.follow("hosts", 0, nothing);
    vi.advanceTimersByTime(5_000);
    wire().accept();
    expect(wires).toHaveLength(1);
    expect(wire().sent).toEqual([{ kind: "sub", id: 1, topic: "hosts" }]);
  });

  test("a topic nobody looks at any more is let go after a moment", () => {
    const leave = store.follow("hosts", 0, nothing);
    vi.advanceTimersByTime(0);
    wire().accept();
    leave();
    vi.advanceTimersByTime(4_000);
    expect(wire().sent.at(-1)).toEqual({ kind: "unsub", id: 1 });
  });

  test("handshakes that are refused lead to the question whether anybody is signed in", () => {
    store.follow("hosts", 0, nothing);
    vi.advanceTimersByTime(0);
    wire().drop();
    expect(refusals).toBe(0);
    vi.advanceTimersByTime(1_000);
    wire().drop();
    expect(refusals).toBe(1);
  });
});

describe("coming back", () => {
  test("a line topic resumes behind the last row that is held", () => {
    const id = followed("feed");
    wire().say({ kind: "snap", id, epoch: "e1", seq: 7, data: [{ id: "r7" }] });
    nextFrame();
    wire().drop();
    vi.advanceTimersByTime(1_000);
    wire().accept();
    expect(wire().lastSub()).toMatchObject({ topic: "feed", from: { epoch: "e1", seq: 7 } });
    wire().say({ kind: "delta", id, epoch: "e1", seq: 8, data: { rows: [{ id: "r7" }, { id: "r8" }] } });
    nextFrame();
    expect(store.read("feed").rows).toEqual([{ id: "r7" }, { id: "r8" }]);
  });

  test("a state topic asks for a snapshot again", () => {
    const id = followed("hosts");
    wire().say({ kind: "snap", id, epoch: "e1", seq: 7, data: [] });
    nextFrame();
    wire().drop();
    vi.advanceTimersByTime(1_000);
    wire().accept();
    expect(wire().lastSub()).toEqual({ kind: "sub", id, topic: "hosts" });
  });

  test("a socket that has been silent for 15 s is given up and a new one opened", () => {
    followed("hosts");
    vi.advanceTimersByTime(21_000);
    expect(wires.length).toBeGreaterThan(1);
    expect(store.link().state).toBe("lost");
  });

  test("rows the page came with are not asked for again", () => {
    store.follow("entries:INC-1", 500, nothing, { epoch: "chain", seq: 2, rows: [{ seq: 1 }, { seq: 2 }] });
    vi.advanceTimersByTime(0);
    wire().accept();
    expect(wire().lastSub().from).toEqual({ epoch: "chain", seq: 2 });
    expect(store.read("entries:INC-1").rows).toHaveLength(2);
  });
});

describe("messages", () => {
  test("listeners are told once per frame however many messages came", () => {
    const listener = vi.fn();
    const id = followed("feed", listener);
    wire().say({ kind: "snap", id, epoch: "e", seq: 0, data: [] });
    for (let seq = 1; seq <= 50; seq += 1) {
      wire().say({ kind: "delta", id, epoch: "e", seq, data: { rows: [{ id: `r${seq}` }] } });
    }
    expect(listener).not.toHaveBeenCalled();
    nextFrame();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.read("feed").rows).toHaveLength(50);
  });

  test("what is not a message of the protocol is dropped", () => {
    followed("feed");
    wire().say("{not json");
    wire().say('{"kind":"boo"}');
    expect(frames).toHaveLength(0);
  });
});

describe("the link", () => {
  test("it is live, lags when the server's time is overdue, and is lost when the socket closes", () => {
    followed("hosts");
    wire().say({ kind: "time", at: Date.now() });
    expect(store.link()).toMatchObject({ state: "live", lagMs: 0 });
    vi.advanceTimersByTime(11_000);
    expect(store.link().state).toBe("lagging");
    wire().drop();
    expect(store.link().state).toBe("lost");
  });

  test("at the end of a recording its clock stands still, and nothing is said to lag for that", () => {
    followed("hosts");
    const at = Date.now() - 90_000;
    wire().say({ kind: "time", at });
    for (let times = 0; times < 20; times += 1) {
      vi.advanceTimersByTime(5_000);
      wire().say({ kind: "time", at, isStopped: true });
    }
    expect(store.serverNow()).toBe(at);
    expect(store.link()).toMatchObject({ state: "live", lagMs: 0 });
  });

  test("times are the server's, whatever this computer's clock says", () => {
    followed("hosts");
    wire().say({ kind: "time", at: Date.now() - 90_000 });
    expect(store.serverNow()).toBe(Date.now() - 90_000);
  });
});

test("where a tab is, is said once, again after a new connection, and taken back when the room is left", () => {
  followed("hosts");
  const said = () => wire().sent.filter(({ kind }) => kind === "here");
  const place = { incident: "INC-7", panel: "timeline" } as const;
  store.here(place);
  store.here({ ...place });
  expect(said()).toEqual([{ kind: "here", ...place }]);
  wire().drop();
  vi.advanceTimersByTime(2_000);
  wire().accept();
  expect(said()).toEqual([{ kind: "here", ...place }]);
  store.here(undefined);
  expect(said().at(-1)).toEqual({ kind: "here", panel: "timeline" });
});
