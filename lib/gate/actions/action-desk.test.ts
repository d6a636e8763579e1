import { mkdtempSync, rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ActionTarget, ActionVerb } from "../../domain/action.ts";
import type { ContainerId } from "../../domain/ids.ts";
import type { ApiFailure, InspectReading } from "../../domain/readings.ts";
import { anInspectReading } from "../../domain/testing/builders.ts";
import { GateError } from "../gate-error.ts";
import type { GateLogEntry } from "../gate-log.ts";
import { type ActionDesk, createActionDesk } from "./action-desk.ts";
import { openActionKeys } from "./action-keys.ts";
import type { ActionHost } from "./perform.ts";

const ID = "ab".repeat(32);
const TARGET: ActionTarget = { id: ID, name: "api-1", image: "shop:1", startedAt: 1_000, state: "running" };
const INSPECT = anInspectReading(1, {
  id: ID as ContainerId,
  name: "api-1",
  image: "shop:1",
  startedAt: 1_000,
});

let folder: string;
let logged: GateLogEntry[];
let calls: { readonly path: string; readonly query?: Readonly<Record<string, string>> }[];
let inspected: Partial<InspectReading>;
let failure: ApiFailure | undefined;
let now: number;
let desk: ActionDesk;
let release: (() => void) | undefined;
let keys: number;

const host: ActionHost = {
  address: { id: "web-1" },
  daemon: {
    inspect: async () => ({ ok: true, durationMs: 1, reading: { ...INSPECT, ...inspected } }),
    act: async (call) => {
      calls.push(call);
      if (release !== undefined) await new Promise<void>((resolve) => (release = resolve));
      return failure === undefined
        ? { ok: true, durationMs: 2, reading: { status: 204, text: "" } }
        : { ok: false, durationMs: 2, failure, message: "it broke off" };
    },
  },
  channel: {
    dumpEngine: async () => ({ outcome: "done", text: "/run/docker/x.log, 5 bytes", dump: "stack" }),
  },
};

/** As a gate that starts in the same place does. */
function openDesk(): ActionDesk {
  const log = { write: (entry: GateLogEntry) => logged.push(entry), close: () => undefined };
  const opened = createActionDesk(
    log,
    openActionKeys(folder, () => now),
    () => now,
  );
  opened.recall();
  opened.allow([
    { verbs: ["container.restart", "container.kill", "engine.dump"], hosts: ["web-1"], needsSecond: false },
  ]);
  return opened;
}

afterEach(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  logged = [];
  calls = [];
  inspected = {};
  failure = undefined;
  release = undefined;
  now = 0;
  keys = 0;
  folder = mkdtempSync("/tmp/fk-");
  desk = openDesk();
});

function nextKey(): string {
  keys += 1;
  return `key-${String(keys).padStart(6, "0")}`;
}
const run = (
  verb: ActionVerb = "container.restart",
  more: { readonly agreedBy?: string; readonly key?: string } = {},
) =>
  desk.run(
    verb,
    { key: nextKey(), by: "Ada", ...(verb.startsWith("container.") && { target: TARGET }), ...more },
    host,
  );

describe("an action of the gate", () => {
  test("is one call, looked at first, logged before and after", async () => {
    expect(await run()).toMatchObject({ outcome: "done", text: "Docker answered 204" });
    expect(calls).toEqual([{ path: `/containers/${ID}/restart`, query: { t: "10" } }]);
    expect(logged).toMatchObject([
      { kind: "action-begun", verb: "container.restart", host: "web-1", container: ID, by: "Ada" },
      { kind: "action-ended", outcome: "done" },
    ]);
  });

  test.each<[string, ActionVerb, string]>([
    ["a verb that is not listed", "container.stop", "web-1"],
    ["a host that is not listed", "container.restart", "web-2"],
  ])("is refused for %s, and nothing is asked of the daemon", async (_name, verb, hostId) => {
    const other = { ...host, address: { id: hostId } };
    const asked = desk.run(verb, { key: nextKey(), by: "Ada", target: TARGET }, other);
    await expect(asked).rejects.toMatchObject({ code: "not-allowed" });
    expect(calls).toEqual([]);
  });

  test("without a configuration nothing is allowed, also what was allowed before", async () => {
    desk.allow([]);
    expect(desk.allowedOn("web-1")).toEqual([]);
    await expect(run()).rejects.toBeInstanceOf(GateError);
  });

  test.each<[string, Partial<InspectReading>]>([
    ["another start", { startedAt: 2_000 }],
    ["another name", { name: "api-2" }],
    ["no start at all", { startedAt: undefined as never }],
    ["another state", { state: "exited" }],
  ])("is refused when the container has %s by now", async (_name, changed) => {
    inspected = changed;
    await expect(run()).rejects.toMatchObject({ code: "unknown-container" });
    expect(calls).toEqual([]);
    expect(logged.at(-1)).toMatchObject({ kind: "action-ended", outcome: "refused" });
  });

  test("needs a second person where the stricter of two entries says so", async () => {
    desk.allow([
      { verbs: ["container.kill"], hosts: "all", needsSecond: true },
      { verbs: ["container.kill"], hosts: ["web-1"], needsSecond: false },
    ]);
    await expect(run("container.kill")).rejects.toThrow(/second person/);
    await expect(run("container.kill", { agreedBy: "Ada" })).rejects.toThrow(/second person/);
    expect(await run("container.kill", { agreedBy: "Bob" })).toMatchObject({ outcome: "done" });
  });

  test("is never run twice under one key, whatever became of it", async () => {
    failure = "connection-reset";
    const key = "key-the-same";
    expect(await run("container.restart", { key })).toMatchObject({ outcome: "unknown" });
    expect(await run("container.restart", { key })).toMatchObject({
      outcome: "unknown",
      text: expect.stringMatching(/not run twice/),
    });
    expect(calls).toHaveLength(1);
  });

  test("asked for again by a gate that started anew has the end it had, and is not run", async () => {
    await run("container.restart", { key: "key-that-was-done" });
    release = () => undefined;
    void run("container.restart", { key: "key-of-no-end" });
    await expect.poll(() => calls.length).toBe(2);
    desk = openDesk();
    expect(logged.at(-1)).toMatchObject({ kind: "action-ended", key: "key-of-no-end", outcome: "unknown" });
    expect(await run("container.restart", { key: "key-that-was-done" })).toMatchObject({ outcome: "done" });
    expect(await run("container.restart", { key: "key-of-no-end" })).toMatchObject({ outcome: "unknown" });
    expect(calls).toHaveLength(2);
  });

  test("counts those of the gate before: a restart gives no ten more", async () => {
    for (let count = 0; count < 10; count += 1) await run();
    desk = openDesk();
    await expect(run()).rejects.toMatchObject({ code: "busy" });
    now = 60_001;
    expect(await run()).toMatchObject({ outcome: "done" });
  });

  test("whose key cannot be kept is not run", async () => {
    rmSync(folder, { recursive: true });
    await expect(run()).rejects.toMatchObject({
      code: "busy",
      message: expect.stringMatching(/nothing was run/),
    });
    expect(calls).toEqual([]);
    folder = mkdtempSync("/tmp/fk-");
  });

  test.each<[ApiFailure, string]>([
    ["timeout", "unknown"],
    ["connection-reset", "unknown"],
    ["connection-refused", "failed"],
    ["http-status", "failed"],
  ])("that ends with %s is %s", async (kind, outcome) => {
    failure = kind;
    expect(await run()).toMatchObject({ outcome, text: "it broke off" });
  });

  test("runs alone on its host, and at most ten a minute", async () => {
    release = () => undefined;
    const first = run();
    await expect.poll(() => calls.length).toBe(1);
    await expect(run()).rejects.toMatchObject({ code: "busy" });
    release();
    release = undefined;
    await first;
    for (let count = 1; count < 10; count += 1) await run();
    await expect(run()).rejects.toMatchObject({ code: "busy" });
    now = 60_001;
    expect(await run()).toMatchObject({ outcome: "done" });
  });

  test("a dump brings the file along", async () => {
    expect(await run("engine.dump")).toMatchObject({ outcome: "done", dump: "stack" });
  });
});
