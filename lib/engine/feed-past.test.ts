import { expect, test } from "vitest";
import { aSymptom } from "../domain/incidents/testing/builders.ts";
import type { FeedDraft } from "./feed.ts";
import { inOrder, pastOf } from "./feed-past.ts";
import { memoryPorts } from "./memory-ports.ts";
import { die, HOST } from "./testing/rows.ts";

const NOW = Date.parse("2027-01-14T09:30:00Z");
const draft = (id: string, at: number): FeedDraft => ({ id, at, hostId: HOST, source: "event", text: id });

const died = (seq: number, at: number) => ({ ...die(`app-${seq}`, at, "1"), seq });

test("after a restart the feed goes on where it was: events, gaps and what was found, in their order", async () => {
  const { streams, symptoms } = memoryPorts();
  const gap = { stream: "journal", fromAt: NOW - 5_000, toAt: NOW - 4_000, isFilled: true } as const;
  const past = await pastOf(HOST, 2, NOW, {
    streams: {
      ...streams,
      read: async () => [
        died(1, NOW - 7 * 3_600_000),
        died(2, NOW - 9_000),
        { hostId: HOST, at: NOW - 4_000, seq: 3, kind: "gap", gap: { ...gap, cause: "restart" } },
        died(4, NOW + 1_000),
      ],
    },
    symptoms: {
      ...symptoms,
      changesBetween: async () => [
        { kind: "raised", at: NOW - 6_000, symptom: aSymptom({ title: "dockerd hung" }) },
      ],
    },
    markOf: () => undefined,
    newId: () => "n1",
  });
  expect(past.map(({ text }) => text)).toEqual([
    "container die app-2 exitCode=1",
    "dockerd hung: raised",
    "journal stream interrupted: read again, none lost",
  ]);
});

test("what comes while the past is read stands after it, also of the host that is read last", async () => {
  const pushed: string[] = [];
  const feed = inOrder((drafts) => pushed.push(...drafts.map(({ id }) => id)));
  let finish: (drafts: readonly FeedDraft[]) => void = () => undefined;
  const slow = new Promise<readonly FeedDraft[]>((resolve) => {
    finish = resolve;
  });
  feed.past(slow);
  feed.past(Promise.resolve([draft("second", 20)]));
  feed.add([draft("live", 30)]);
  await Promise.resolve();
  expect(pushed).toEqual([]);
  finish([draft("first", 10)]);
  await slow;
  await new Promise((resolve) => setImmediate(resolve));
  feed.add([draft("later", 40)]);
  expect(pushed).toEqual(["first", "second", "live", "later"]);
});
