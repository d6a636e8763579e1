import { expect, test } from "vitest";
import { aFailedPing, aHostState, HOST, T0 } from "../testing/builders.ts";
import { partReadings } from "./parts.ts";
import { sightOf } from "./sight.ts";
import { comesByItself, factSight, whyNoLog } from "./visibility.ts";

const NO_NAME = "name not known: web-1 does not resolve";
const unresolved = aHostState([
  aFailedPing(T0, "host-unreachable", NO_NAME),
  {
    hostId: HOST,
    at: T0,
    kind: "fact-missing",
    name: "units",
    failure: "channel-down",
    message: NO_NAME,
  },
]);
const CHECK_URL = /^Check the url of this host in foghorn\.yaml, .*DNS/;

test("what was not read of a host that cannot be reached does not come in a moment", () => {
  const away = aHostState([aFailedPing(T0, "host-unreachable", "unreachable: no route")]);
  const why = { reason: "unreachable: no route", change: "Nothing: Foghorn tries again by itself." };
  expect(whyNoLog(away)).toEqual(why);
  expect(factSight(away, "disk", T0 + 1_000)).toEqual({ kind: "not-visible", why });
  expect(whyNoLog(aHostState([])).change).toBe("Nothing: Foghorn reads it in a moment.");
});

test("a name that does not resolve is somebody's to put right, in every part that it hides", () => {
  expect(whyNoLog(unresolved).change).toMatch(CHECK_URL);
  const log = sightOf(unresolved, T0 + 1_000).find(({ what }) => what === "Engine log");
  expect(log?.change).toMatch(CHECK_URL);
  expect(factSight(unresolved, "units", T0 + 1_000)).toMatchObject({
    why: { change: expect.stringMatching(CHECK_URL) },
  });
  const parts = partReadings(unresolved, [], T0 + 1_000);
  for (const id of ["sock", "dockerd", "log", "unit", "ctrs", "bridge"])
    expect(parts.find((part) => part.id === id)?.notVisible?.change, id).toMatch(CHECK_URL);
  expect(parts.filter((part) => part.notVisible && comesByItself(part.notVisible))).toEqual([]);
});

test("an ssh configuration that is not there does not come back by itself either", () => {
  const host = aHostState([aFailedPing(T0, "host-unreachable", "ssh does not accept its configuration")]);
  expect(whyNoLog(host).change).toMatch(/^Check the ssh configuration/);
});
