import { expect, test } from "vitest";
import {
  aDisk,
  aFailedPing,
  aHostState,
  aMissingFact,
  HOST,
  someProcesses,
  T0,
} from "../testing/builders.ts";
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

test("a figure of the host that only the API cannot tell is said to be out of sight, with what would show it", () => {
  const host = aHostState([
    aMissingFact(T0, "disk", "no-channel"),
    aMissingFact(T0, "processes", "no-channel"),
  ]);
  const vitals = vitalsOf(host, T0 + 1_000);
  expect(vitals.map(({ id, value }) => [id, value])).toEqual([
    ["dockerd-rss", "not visible"],
    ["disk", "not visible"],
  ]);
  expect(vitals[0]?.why).toMatch(/Reach this host over ssh/);
  expect(vitalsOf(aHostState([]), T0)).toEqual([]);
});

test("the dockerd that lies beside a podman has no figures there", () => {
  const podman = {
    hostId: HOST,
    at: T0,
    kind: "ping",
    outcome: { ok: true, durationMs: 1, reading: { apiVersion: "1.41", engine: "podman" } },
  } as const;
  const figures = (...signals: Parameters<typeof aHostState>[0]) =>
    vitalsOf(
      aHostState([someProcesses(T0, [1], { dockerd: { rssBytes: 94_000_000 } }), aDisk(T0), ...signals]),
      T0 + 1_000,
    ).map(({ id }) => id);
  expect(figures()).toContain("dockerd-rss");
  expect(figures(podman)).not.toContain("dockerd-rss");
});
