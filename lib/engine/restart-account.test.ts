import { expect, test } from "vitest";
import type { HostId } from "../domain/ids.ts";
import type { StreamGap } from "../domain/signal.ts";
import type { Restart } from "./gate-restart.ts";
import type { StreamRow } from "./ports.ts";
import { accountOf } from "./restart-account.ts";

const [a, b] = ["a", "b"] as HostId[] as [HostId, HostId];
const RESTART: Restart = { process: "web", downAt: 100, backAt: 200, hostIds: [a, b], unreadIds: [] };

const event = (hostId: HostId, at: number): StreamRow => ({
  kind: "docker-event",
  hostId,
  at,
  isInferred: false,
  event: { timeNano: `${at}000000`, type: "container", action: "die", actorId: "c", attributes: {} },
});
const gap = (hostId: HostId, parts: Partial<StreamGap>): StreamRow => ({
  kind: "gap",
  hostId,
  at: parts.toAt ?? 210,
  gap: { stream: "events", fromAt: 90, toAt: 210, cause: "full", isFilled: false, ...parts },
});
const storeOf = (...rows: StreamRow[]) => {
  const numbered = rows.map((row, index) => ({ ...row, seq: index + 1 }));
  return {
    between: async (hostId: HostId, fromAt: number, toAt: number) =>
      numbered.filter((row) => row.hostId === hostId && row.at >= fromAt && row.at <= toAt),
    read: async (hostId: HostId, { kinds }: { readonly kinds: readonly StreamRow["kind"][] }) =>
      numbered.filter((row) => row.hostId === hostId && kinds.includes(row.kind)),
  };
};

test("what was read afterwards is counted, and nothing is missing", async () => {
  const store = storeOf(event(a, 120), event(a, 150), event(b, 130), event(b, 300));
  expect(await accountOf(RESTART, store)).toEqual({
    kind: "foghorn.restarted",
    process: "web",
    downAt: 100,
    backAt: 200,
    caughtUp: true,
    read: { hosts: 2, events: 3, lines: 0 },
  });
});

test("an overflowed spool is a gap of this restart, with its host and its count", async () => {
  const store = storeOf(event(a, 190), gap(a, { isOfRestart: true, lostCount: 1_240 }));
  expect(await accountOf(RESTART, store)).toMatchObject({
    caughtUp: false,
    lost: [{ hostId: a, cause: "full", lostCount: 1_240 }],
  });
});

test("a stream that broke for another reason, and a gap of a restart before, are no loss of this one", async () => {
  const store = storeOf(gap(a, {}), gap(b, { isOfRestart: true, toAt: 50 }));
  expect(await accountOf(RESTART, store)).toMatchObject({ caughtUp: true });
});

test("of a host that was not read nothing is claimed", async () => {
  const account = await accountOf({ ...RESTART, unreadIds: [b] }, storeOf(event(b, 120)));
  expect(account).toMatchObject({ caughtUp: false, unreadHostIds: [b], read: { hosts: 1, events: 0 } });
});

test("a host with more rows than are counted says so", async () => {
  const many = Array.from({ length: 2_000 }, (_, index) => event(a, 100 + (index % 100)));
  expect(await accountOf(RESTART, storeOf(...many))).toMatchObject({ read: { events: 2_000, isMore: true } });
});

test("what overflowed is named also of a host whose rest is still being read", async () => {
  const store = storeOf(gap(b, { isOfRestart: true, lostCount: 7 }));
  expect(await accountOf({ ...RESTART, unreadIds: [b] }, store)).toMatchObject({
    lost: [{ hostId: b, lostCount: 7 }],
    unreadHostIds: [b],
  });
});
