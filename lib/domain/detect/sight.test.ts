import { describe, expect, test } from "vitest";
import { FACT_NAMES } from "../facts.ts";
import type { Signal } from "../signal.ts";
import {
  aContainer,
  aFact,
  aFailedPing,
  aHostState,
  aList,
  aMissingFact,
  anInfo,
  aPing,
  aSocket,
  HOST,
  T0,
} from "../testing/builders.ts";
import { quiet } from "../testing/quiet-host.ts";
import { MINUTE_MS } from "../time.ts";
import { connectionLadder } from "./ladder.ts";
import { partReadings } from "./parts.ts";
import { sightOf } from "./sight.ts";

const noJournal = (reason: string): Signal => ({
  hostId: HOST,
  at: T0,
  kind: "stream-state",
  stream: "journal",
  isOpen: false,
  reason,
});
const apiOnly = (...signals: readonly Signal[]) =>
  aHostState([
    ...FACT_NAMES.map((name) => aMissingFact(T0, name, "no-channel")),
    aPing(T0),
    anInfo(T0),
    aList(T0, [aContainer(1)]),
    ...signals,
  ]);
const OVER_SSH = /^Reach this host over ssh/;

describe("a host that is reached by its API alone", () => {
  test("names the same one change for the engine log and for each reading of the host", () => {
    const unseen = sightOf(apiOnly(), T0 + 1_000).filter(({ state }) => state === "not-visible");
    expect(unseen.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["Engine log", "Units of systemd", "iptables", "Layers on the disk"]),
    );
    for (const { what, change } of unseen.filter(({ what }) => what !== "Docker events"))
      expect(change, what).toMatch(OVER_SSH);
  });

  test("has no part of the host drawn as fine", () => {
    const parts = partReadings(apiOnly(), [], T0 + 1_000, { transport: "tcp", isInsecure: false });
    const ofHost = ["unit", "config", "cunit", "shims", "disk", "dns", "kernel", "callers", "log"];
    for (const part of parts.filter(({ id }) => ofHost.includes(id))) {
      expect(part, part.id).toMatchObject({ state: "stale", reading: "not visible" });
      expect(part.notVisible?.change, part.id).toMatch(OVER_SSH);
    }
  });

  test("has an address and no socket file: refused is nobody listening, not a file left behind", () => {
    const refused = apiOnly(aFailedPing(T0 + 2_000, "connection-refused"));
    expect(connectionLadder(refused, T0 + 3_000)).toEqual([
      { rung: "exists", text: "no file: reached over TCP" },
      { rung: "may-open", text: "not visible" },
      { rung: "listens", ok: false, text: "nobody listens" },
      { rung: "answers", text: "not reached" },
    ]);
  });
});

describe("a right that is missing", () => {
  test("to the socket names the account and the group it lacks", () => {
    const socket = aSocket(T0, { mayOpen: false, account: "guest", group: "docker" });
    const denied = aHostState([socket, aFailedPing(T0 + 1_000, "socket-denied")]);
    expect(sightOf(denied, T0 + 2_000).find(({ what }) => what === "Docker API")).toMatchObject({
      state: "not-visible",
      reason: "permission denied",
      change: "Add guest, Foghorn's account, to the group docker.",
    });
  });

  test.each([
    [
      "group root: it is given back to group docker, nobody joins root",
      { group: "root" },
      "chgrp docker /run/",
    ],
    ["its owner alone", { mode: "srw-------" }, "chmod 660 /run/docker.sock"],
    [
      "podman, which is root's as packaged",
      { group: "root", path: "/run/podman/podman.sock" },
      "SocketGroup=",
    ],
  ])("to a socket of %s", (_name, rights, command) => {
    const socket = aSocket(T0, { mayOpen: false, account: "ops", ...rights });
    const denied = aHostState([socket, aFailedPing(T0 + 1_000, "socket-denied")]);
    const change = sightOf(denied, T0 + 2_000).find(({ what }) => what === "Docker API")?.change;
    expect(change).toContain(command);
    expect(change).not.toMatch(/^Add /);
  });

  test("to the journal is no log without lines", () => {
    const host = aHostState([aPing(T0), noJournal("not visible to guest")]);
    expect(sightOf(host, T0 + 1_000).find(({ what }) => what === "Engine log")).toMatchObject({
      state: "not-visible",
      change: expect.stringContaining("read the journal"),
    });
  });

  test.each(["firewall", "log-files", "layers"] as const)("to %s asks for root", (name) => {
    const host = aHostState(
      [...quiet, aMissingFact(T0, name, "denied")].filter((signal) => !isFact(signal, name)),
    );
    const item = sightOf(host, T0 + 1_000).find(({ reason }) => reason === "no right to read it");
    expect(item).toMatchObject({ state: "not-visible", change: expect.stringContaining("root") });
  });
});

const isFact = (signal: Signal, name: string): boolean => signal.kind === "fact" && signal.fact.name === name;

test("what is read once a quarter of an hour is seen until its next turn is missed", () => {
  const layers = { name: "layers", layers: { count: 3, wrong: [], orphans: [] } } as const;
  const stateAt = (now: number) =>
    sightOf(aHostState([aFact(T0, layers)]), now).find(({ what }) => what === "Layers on the disk")?.state;
  expect(stateAt(T0 + 20 * MINUTE_MS)).toBe("live");
  expect(stateAt(T0 + 50 * MINUTE_MS)).toBe("last-known");
});
