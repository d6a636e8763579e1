import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Gate } from "#lib/engine/ports.ts";
import { type RecordedAnswer, recordSession } from "./record.ts";

const ID = "a".repeat(64);
const HUNG = "b".repeat(64);
const LIST = { ok: true, durationMs: 1, reading: [ID, HUNG].map((id) => ({ id, state: "running" })) };

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "record-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const read = (name: string): RecordedAnswer[] =>
  readFileSync(join(dir, `${name}.ndjson`), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** A gate that knows two containers; inspect of one does not come back, and facts are refused. */
const aGate = (): Gate => {
  const answers: Record<string, unknown> = { "docker.ping": { ok: true }, "docker.containers": LIST };
  const ask = async (name: string, args: { id?: string }, { signal }: { signal?: AbortSignal }) => {
    if (name === "host.fact") throw Object.assign(new Error("no channel"), { code: "not-visible" });
    if (args.id === HUNG) await new Promise((_, reject) => signal?.addEventListener("abort", reject));
    return answers[name] ?? { ok: false, failure: "timeout" };
  };
  async function* follow(name: string, _args: unknown, { signal }: { signal: AbortSignal }) {
    if (name === "container.logs") yield { kind: "lines", lines: [{ text: "job 1 done" }] };
    yield { kind: "position", seq: 7 };
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  }
  return { ask, follow } as unknown as Gate;
};

test("a recording holds what the gate answered, refusals too, and ends on time", async () => {
  const startedAt = performance.now();
  await recordSession({ gate: aGate(), hostId: "web1", dir, durationMs: 300 });
  expect(performance.now() - startedAt).toBeLessThan(3_000);

  expect(read("docker.ping")).toEqual([{ t: expect.any(Number), args: {}, value: { ok: true } }]);
  expect(read("host.fact")[0]).toMatchObject({ args: { fact: "units" }, error: { code: "not-visible" } });
  expect(read("spool.follow")).toMatchObject([{ args: {}, value: { kind: "position", seq: 7 } }]);
  expect(read("docker.inspect").map(({ args }) => args)).toEqual([{ id: ID }]);
  expect(read("container.logs").map(({ args }) => args.id)).toEqual([ID, HUNG, ID, HUNG]);
  expect(JSON.parse(readFileSync(join(dir, "meta.json"), "utf8"))).toMatchObject({
    schema: 1,
    hostId: "web1",
  });
});

test("no answer carries the host's name in its arguments, so a replay may give it another", async () => {
  await recordSession({ gate: aGate(), hostId: "web1", dir, durationMs: 100 });
  for (const file of readdirSync(dir).filter((name) => name.endsWith(".ndjson"))) {
    expect(readFileSync(join(dir, file), "utf8")).not.toContain("web1");
  }
});
