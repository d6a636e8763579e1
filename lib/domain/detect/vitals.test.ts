import { expect, test } from "vitest";
import { aFailedPing, aHostState, T0 } from "../testing/builders.ts";
import { quiet } from "../testing/quiet-host.ts";
import { vitalsOf } from "./vitals.ts";

const listLatency = (failure: "timeout" | "host-unreachable", now: number) => {
  const host = aHostState([...quiet, aFailedPing(T0 + 2_000, failure)]);
  return vitalsOf(host, now).find(({ id }) => id === "list-latency");
};

test("while no ping is answered the time of a list before is not said as one of now", () => {
  expect(listLatency("timeout", T0 + 3_000)).toMatchObject({ state: "broken", value: "no answer" });
  expect(listLatency("host-unreachable", T0 + 3_000)).toMatchObject({ state: "last-known", readAt: T0 });
});
