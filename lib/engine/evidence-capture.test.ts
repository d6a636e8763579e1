import { expect, test } from "vitest";
import type { ContainerId, HostId } from "../domain/ids.ts";
import { createEvidenceCapture } from "./evidence-capture.ts";
import type { CapturedEvidence, Gate } from "./ports.ts";

const WEB = "web-1" as HostId;
const ID = "c".repeat(64) as ContainerId;

/** A gate with one container in it, and what was asked for. */
function gateOf(logDriver: string): { readonly gate: Gate; readonly asked: string[] } {
  const asked: string[] = [];
  const gate = {
    ask: async (name: string) => {
      asked.push(name);
      return { ok: true, durationMs: 1, reading: { logDriver } };
    },
    async *follow(name: string) {
      asked.push(name);
      yield { kind: "lines", lines: [{ timeNano: "1000000", stream: "stdout", text: "the end" }] };
    },
  } as unknown as Gate;
  return { gate, asked };
}

async function lastWordsOf(logDriver: string) {
  const { gate, asked } = gateOf(logDriver);
  const captured = await new Promise<CapturedEvidence>((resolve) => {
    createEvidenceCapture({
      hostId: WEB,
      gate,
      store: { save: async () => {} } as never,
      clock: { now: () => 5_000 },
      newId: () => "e-1",
      redact: (text) => text,
      redactLines: (lines) => lines,
      onCaptured: resolve,
    }).take({ timeNano: "1", type: "container", action: "die", actorId: ID, attributes: { name: "web" } });
  });
  return { asked, texts: captured.lines.map(({ text }) => text) };
}

test("the last lines and inspect of a dying container are kept", async () => {
  expect(await lastWordsOf("json-file")).toEqual({
    asked: ["docker.inspect", "container.logs"],
    texts: ["the end"],
  });
});

test("a log that is kept nowhere is not asked for: dockerd would log an error of ours", async () => {
  expect(await lastWordsOf("none")).toEqual({ asked: ["docker.inspect"], texts: [] });
});
