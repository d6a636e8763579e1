import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Gate } from "../../engine/ports.ts";
import type { SpoolFrame } from "../../gate-protocol/answers.ts";
import { openFleet } from "./fleet.ts";
import { readFleetPlan } from "./fleet-plan.ts";

const RECORDED = 1_795_000_000_000;
const STARTED = RECORDED + 3 * 86_400_000;
const HOST = {
  id: "web1",
  url: "ssh://root@10.0.0.5",
  transport: "ssh",
  labels: {},
  channel: { state: "up", since: RECORDED },
  isInsecure: false,
};
const OPTIONS = { deadlineMs: 100 };

let dir: string;
let elapsedMs: number;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "fleet-"));
  elapsedMs = 0;
  const answer = (t: number, isOk: boolean) => ({
    kind: "answer",
    t,
    key: "docker.ping web1",
    answer: isOk ? { ok: true, reading: { systemAt: RECORDED + t } } : { ok: false, failure: "timeout" },
  });
  const line = (t: number) => ({
    kind: "spool",
    t,
    host: "web1",
    records: [
      {
        seq: t,
        at: RECORDED + t,
        kind: "journal-line",
        line: { cursor: "c1", sourceAt: RECORDED + t, text: "x" },
      },
    ],
  });
  const lines = [
    { kind: "head", format: 1, name: "web1", recordedAt: RECORDED, durationMs: 60_000 },
    { kind: "status", t: 0, status: { epoch: "e", hosts: [HOST] } },
    {
      kind: "spool",
      t: 10,
      host: "web1",
      records: [{ seq: 1, at: RECORDED + 10, kind: "stream-state", stream: "journal", isOpen: true }],
    },
    answer(1_000, true),
    answer(20_000, false),
    {
      kind: "answer",
      t: 2_000,
      key: "docker.info web1",
      answer: { ok: true, reading: { systemAt: RECORDED + 2_000 } },
    },
    line(10_050),
  ];
  writeFileSync(
    join(dir, "session.ndjson.gz"),
    gzipSync(lines.map((each) => JSON.stringify(each)).join("\n")),
  );
});
afterEach(() => rmSync(dir, { recursive: true }));

const group = { name: "edge", count: 2, host: "web1", fromSeconds: 10, toSeconds: 30, spreadSeconds: 5 };

async function aFleet(about: object = {}, real?: Gate) {
  const file = join(dir, "fleet.json");
  writeFileSync(file, JSON.stringify({ recording: "session.ndjson.gz", groups: [{ ...group, ...about }] }));
  return openFleet(await readFleetPlan(file), real, () => STARTED + elapsedMs);
}

test("a recorded host becomes several, each marked, with times of now", async () => {
  const { gate, hostCount } = await aFleet({ labels: { site: "north" } });
  expect(hostCount).toBe(2);
  const [status] = await taken(gate.follow("gate.follow", {}, { signal: AbortSignal.timeout(1_000) }), 1);
  expect(status?.hosts.map(({ id, isRecorded, labels }) => [id, isRecorded, labels.site])).toEqual([
    ["edge-1", true, "north"],
    ["edge-2", true, "north"],
  ]);
  const { reading } = (await gate.ask("docker.ping", { host: "edge-1" }, OPTIONS)) as unknown as {
    reading: { systemAt: number };
  };
  expect(STARTED - reading.systemAt).toBeGreaterThanOrEqual(9_000);
  expect(STARTED - reading.systemAt).toBeLessThanOrEqual(10_000);
});

test("the clock of a recorded host goes right, however old its last answer is", async () => {
  const { gate } = await aFleet();
  elapsedMs = 4_000;
  const { reading } = (await gate.ask("docker.info", { host: "edge-1" }, OPTIONS)) as unknown as {
    reading: { systemAt: number };
  };
  expect(STARTED + elapsedMs - reading.systemAt).toBeLessThan(1_000);
});

test("hosts go through the session one after the other, and begin anew at its end", async () => {
  const { gate } = await aFleet();
  const isOk = async (host: string): Promise<boolean> =>
    (await gate.ask("docker.ping", { host }, OPTIONS)).ok;
  elapsedMs = 12_000;
  expect([await isOk("edge-1"), await isOk("edge-2")]).toEqual([false, true]);
  elapsedMs = 21_000;
  expect([await isOk("edge-1"), await isOk("edge-2")]).toEqual([true, false]);
});

test("a spool begins with what was open, numbers its own records, and tells a repeated line as another", async () => {
  const { gate } = await aFleet({ count: 1, toSeconds: 10.1 });
  elapsedMs = 160;
  const frames = await taken<SpoolFrame>(
    gate.follow("spool.follow", { host: "edge-1" }, { signal: AbortSignal.timeout(2_000) }),
    4,
  );
  const records = frames.flatMap((frame) => (frame.kind === "records" ? frame.records : []));
  expect(records.map(({ seq, kind }) => [seq, kind])).toEqual([
    [1, "stream-state"],
    [2, "journal-line"],
    [3, "journal-line"],
  ]);
  expect(records.flatMap((record) => (record.kind === "journal-line" ? record.line.cursor : []))).toEqual([
    "c1",
    "c1;round=1",
  ]);
});

test("other hosts are those of the gate beside it", async () => {
  const asked: string[] = [];
  const real = {
    ask: async (name: string) => {
      asked.push(name);
      return { ok: true };
    },
    follow: async function* () {
      yield { epoch: "real", hosts: [{ ...HOST, id: "mine" }] };
    },
  } as unknown as Gate;
  const { gate } = await aFleet({}, real);
  await gate.ask("docker.ping", { host: "mine" }, OPTIONS);
  await gate.ask("docker.ping", { host: "edge-1" }, OPTIONS);
  expect(asked).toEqual(["docker.ping"]);
  const [status] = await taken(gate.follow("gate.follow", {}, { signal: AbortSignal.timeout(1_000) }), 1);
  expect(status?.hosts.map(({ id }) => id)).toEqual(["mine", "edge-1", "edge-2"]);
});

test("a file that describes no fleet is refused with the place that is wrong", async () => {
  await expect(aFleet({ count: 0 })).rejects.toThrow(/groups\.0\.count/);
  await expect(aFleet({ host: "nobody" })).rejects.toThrow(/knows no host nobody/);
});

async function taken<Value>(frames: AsyncIterable<Value>, count: number): Promise<readonly Value[]> {
  const values: Value[] = [];
  for await (const value of frames) {
    values.push(value);
    if (values.length === count) break;
  }
  return values;
}
