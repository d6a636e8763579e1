import { expect, test } from "vitest";
import type { Symptom } from "../symptom.ts";
import { aConfigFile, aFailedPing, aHostState, someUnits, T0 } from "../testing/builders.ts";
import { play } from "../testing/detecting.ts";
import { quiet } from "../testing/quiet-host.ts";
import { partReadings } from "./parts.ts";

test("faults that do not explain one another have no numbers, and neither has one that lights two parts", () => {
  const fault = (id: string, mode: string, part: string) =>
    ({
      id,
      mode,
      part,
      state: "raised",
      severity: "ticket",
      sinceAt: T0,
      blast: { affected: [], parts: [], notAffected: [] },
    }) as unknown as Symptom;
  const numbered = partReadings(
    aHostState(quiet),
    [fault("a", "container-oom-killed", "ctrs"), fault("b", "disk-full-data-root", "disk")],
    T0 + 1_000,
  ).filter(({ chain }) => chain !== undefined);
  expect(numbered).toEqual([]);
});

test("chain numbers stand on the parts in the order of failure", () => {
  const signals = [
    ...[2, 6, 10, 14, 18, 22].map((second) => aConfigFile(T0 + second * 1_000, "{,}")),
    ...[12, 14, 16, 18, 20, 22].flatMap((second) => [
      someUnits(T0 + second * 1_000, { docker: { activeState: "failed", result: "exit-code" } }),
      aFailedPing(T0 + second * 1_000, "connection-refused"),
    ]),
  ];
  const story = play([...quiet, ...signals], T0 + 22_000);
  const chain = partReadings(story.host, story.open, T0 + 22_000).flatMap(({ id, chain: number }) =>
    number ? [[number, id]] : [],
  );
  expect(chain).toEqual([
    [1, "config"],
    [2, "dockerd"],
  ]);
});
