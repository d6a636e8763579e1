import { expect, test } from "vitest";
import type { Signal } from "../signal.ts";
import { aHostState, aLine, HOST, T0 } from "../testing/builders.ts";
import { quiet } from "../testing/quiet-host.ts";
import { MINUTE_MS } from "../time.ts";
import { partReadings } from "./parts.ts";

const registry = (signals: readonly Signal[], now: number) =>
  partReadings(aHostState([...quiet, ...signals]), [], now).find(({ id }) => id === "registry");
const pulled = (at: number, ref: string): Signal => ({
  hostId: HOST,
  at,
  kind: "docker-event",
  event: { timeNano: `${at}000000`, type: "image", action: "pull", actorId: ref, attributes: { name: ref } },
});
const refused = (at: number) =>
  aLine(
    at,
    "dockerd",
    'level=error msg="Handler for POST /v1.45/images/create returned error: toomanyrequests: You have reached your pull rate limit. https://www.docker.com/increase-rate-limit"',
  );

test("without a pull the registry is unknown, and the reason is the true one", () => {
  expect(registry([], T0 + 1_000)).toMatchObject({
    state: "stale",
    notVisible: { reason: "no registry is asked, and no pull was seen yet" },
  });
});

test("the newest pull tells, with its registry and the count of the last hour", () => {
  const pull = pulled(T0, "registry.example:5000/shop/api:4");
  expect(registry([pull], T0 + 5 * MINUTE_MS)).toMatchObject({
    state: "ok",
    short: "pulls",
    reading: "pulled 5 min ago",
    lines: ["registry.example:5000", "0 of 1 pull failed in 1 h"],
    readAt: T0,
  });
});

test("one that failed says of what, until one goes well", () => {
  const failed = [pulled(T0, "alpine:3"), refused(T0 + MINUTE_MS)];
  expect(registry(failed, T0 + 3 * MINUTE_MS)).toMatchObject({
    short: "failed",
    reading: "pull limit hit",
    lines: [expect.stringContaining("2 min ago"), "1 of 2 pulls failed in 1 h"],
  });
  const again = [...failed, pulled(T0 + 4 * MINUTE_MS, "alpine:3")];
  expect(registry(again, T0 + 4 * MINUTE_MS)?.reading).toBe("pulled just now");
});

test("what was pulled long ago says nothing of now", () => {
  expect(registry([pulled(T0, "alpine:3")], T0 + 11 * MINUTE_MS)).toMatchObject({
    state: "stale",
    reading: "pulled 11 min ago",
  });
});
