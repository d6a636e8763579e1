import { afterEach, expect, test } from "vitest";
import { openTemporaryStorage } from "../adapters/prisma/testing/temporary-storage.ts";
import type { HostId } from "../domain/ids.ts";
import type { Signal } from "../domain/signal.ts";
import type { SpoolFrame } from "../gate-protocol/answers.ts";
import { startIntake } from "./intake.ts";
import type { Gate } from "./ports.ts";

const WEB = "web-1" as HostId;
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A gate that has one host's spool to read; nothing is asked of it but that. */
const gateOf = (frames: readonly SpoolFrame[]): Gate => ({
  ask: () => new Promise(() => {}),
  async *follow(_name, _args, { signal }) {
    yield* frames as readonly never[];
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
  },
});

test("a console that starts anew knows how streams stand whose records it had stored before", async () => {
  const { storage, close } = await openTemporaryStorage();
  stops.push(close);
  await storage.stream.append(WEB, [], { epoch: "e1", seq: 40 });
  const signals: Signal[] = [];
  const intake = startIntake({
    hostId: WEB,
    store: storage.stream,
    clock: { now: () => 9_000 },
    gate: gateOf([
      {
        kind: "position",
        epoch: "e1",
        seq: 40,
        droppedCount: 0,
        gateStartedAt: 1_000,
        streams: [{ stream: "journal", isOpen: true, at: 2_000 }],
      },
    ]),
    isMarked: () => false,
    onSignals: (told) => signals.push(...told),
    onStored: () => {},
    onLines: () => {},
    onStorageError: (error) => {
      throw error;
    },
    onGateRestart: () => {},
    onCaughtUp: () => {},
  });
  stops.push(intake.stop);
  await expect
    .poll(() => signals)
    .toEqual([{ hostId: WEB, kind: "stream-state", stream: "journal", isOpen: true, at: 2_000 }]);
});
