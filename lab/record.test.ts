import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Gate } from "#lib/engine/ports.ts";
import type { RecordingLine } from "#lib/runtime/recording/format.ts";
import { openReplay } from "#lib/runtime/recording/replay.ts";
import { recordSession } from "./record.ts";

const ID = "a".repeat(64);
const HUNG = "b".repeat(64);
const LIST = { ok: true, durationMs: 1, reading: [{ id: ID }, { id: HUNG }] };
const STATUS = { epoch: "e1", hosts: [] };
const RECORD = { seq: 1, at: 5, kind: "stream-state", stream: "docker-events", isOpen: true };

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "record-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve()));

/** A gate that knows two containers; inspect of one does not come back, and facts are refused. */
function aGate(): { gate: Gate; asked: string[] } {
  const asked: string[] = [];
  const answers: Record<string, unknown> = {
    "docker.ping": { ok: true, durationMs: 1 },
    "docker.containers": LIST,
  };
  const ask = async (name: string, args: { id?: string }, { signal }: { signal: AbortSignal }) => {
    asked.push(args.id === undefined ? name : `${name} ${args.id.slice(0, 1)}`);
    if (name === "host.fact") throw Object.assign(new Error("no channel"), { code: "not-visible" });
    if (args.id === HUNG) {
      await untilAborted(signal);
      throw signal.reason;
    }
    return answers[name] ?? { ok: false, failure: "timeout" };
  };
  async function* follow(name: string, _args: unknown, { signal }: { signal: AbortSignal }) {
    if (name === "gate.follow") yield STATUS;
    if (name === "spool.follow") yield { kind: "records", records: [RECORD] };
    if (name === "container.logs") {
      yield { kind: "lines", lines: [{ text: "job 1 done" }] };
      return;
    }
    await untilAborted(signal);
  }
  return { gate: { ask, follow } as unknown as Gate, asked };
}

test("what was recorded can be replayed", async () => {
  const file = await recordSession({ gate: aGate().gate, hostIds: ["web1"], dir, durationMs: 300 });
  const { head, gate } = await openReplay(file, () => 0);
  expect(head).toMatchObject({ name: "web1", durationMs: 300 });
  const options = { deadlineMs: 100 };
  expect(await gate.ask("docker.ping", { host: "web1" }, options)).toMatchObject({ ok: true });
  expect(await gate.ask("docker.containers", { host: "web1" }, options)).toEqual(LIST);
  await expect(gate.ask("host.fact", { host: "web1", fact: "units" }, options)).rejects.toThrow("no answer");
});

test("streams and both ways of reading a log are in it, and it ends on time", async () => {
  const startedAt = performance.now();
  const file = await recordSession({ gate: aGate().gate, hostIds: ["web1"], dir, durationMs: 300 });
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  const text = gunzipSync(readFileSync(file)).toString("utf8");
  const lines = text
    .split("\n")
    .filter(Boolean)
    .map((line): RecordingLine => JSON.parse(line));
  expect(lines).toContainEqual(expect.objectContaining({ kind: "status", status: STATUS }));
  expect(lines).toContainEqual(expect.objectContaining({ kind: "spool", host: "web1", records: [RECORD] }));
  const logs = lines.flatMap((line) => (line.kind === "frames" ? [line.key] : []));
  expect(logs).toContain(`container.logs web1 ${ID} follow=true`);
  expect(logs).toContain(`container.logs web1 ${ID} follow=false`);
});

test("an inspect that hangs is asked once, not again with each list", async () => {
  const { gate, asked } = aGate();
  await recordSession({ gate, hostIds: ["web1"], dir, durationMs: 4_500 });
  expect(asked.filter((text) => text === "docker.containers").length).toBe(2);
  expect(asked.filter((text) => text === "docker.inspect a").length).toBe(2);
  expect(asked.filter((text) => text === "docker.inspect b").length).toBe(1);
});
