import { describe, expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import type { Signal } from "../../signal.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";
import {
  aContainer,
  aHostState,
  aLine,
  aList,
  anEvent,
  anInspect,
  containerId,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { portAlreadyAllocated } from "./mode.ts";

const ENDPOINT =
  "driver failed programming external connectivity on endpoint app-1 (3b6c3e0e7344a0a0aebfff81d76f085153f181209da1a90e036720c9ee8005e9): ";
const BY_CONTAINER = `${ENDPOINT}Bind for 0.0.0.0:9000 failed: port is already allocated`;
const BY_PROCESS = `${ENDPOINT}Error starting userland proxy: listen tcp4 0.0.0.0:9099: bind: address already in use`;
// Newer engines put more words in front and name the socket otherwise.
const NEWER = `failed to set up container networking: ${ENDPOINT}failed to bind host port for 0.0.0.0:8080:172.17.0.2:80/tcp: address already in use`;
const made = aList(T0, [aContainer(1, { state: "created", status: "Created" })]);
const failed = (error: string) => anInspect(T0 + 1, 1, { state: "created", exitCode: 128, error });
const line = (text: string) =>
  aLine(
    T0 + 1,
    "dockerd",
    `time="x" level=error msg="Handler for POST /v1.45/containers/${containerId(1)}/start returned error: ${text}"`,
  );

describe("a published port that is taken", () => {
  test.each<[string, readonly Signal[], readonly string[]]>([
    ["by another container", [made, failed(BY_CONTAINER)], ["app-1"]],
    ["by a process of the host", [made, failed(BY_PROCESS)], ["app-1"]],
    ["in the words of newer engines", [made, failed(NEWER)], ["app-1"]],
    [
      "told by the line alone, since the container went with its start",
      [aList(T0, []), line(BY_CONTAINER)],
      ["app-1"],
    ],
    [
      "not told by a line from before this console listened",
      [aList(T0, []), aLine(T0 - 60_000, "dockerd", `level=error msg="${BY_CONTAINER}"`)],
      [],
    ],
    ["not of a container that runs now", [aList(T0, [aContainer(1)]), failed(BY_CONTAINER)], []],
    [
      "not of an address that is not here",
      [
        made,
        failed(
          `${ENDPOINT}Error starting userland proxy: listen tcp4 192.0.2.77:9100: bind: cannot assign requested address`,
        ),
      ],
      [],
    ],
    [
      "not of a program that is not there",
      [made, failed('OCI runtime create failed: exec: "x": executable file not found in $PATH: unknown')],
      [],
    ],
    [
      "not of dockerd's own address",
      [
        made,
        aLine(
          T0 + 1,
          "dockerd",
          "failed to load listeners: listen tcp 127.0.0.1:2375: bind: address already in use",
        ),
      ],
      [],
    ],
  ])("%s", (_name, signals, expected) => {
    expect(failing(portAlreadyAllocated, aHostState(signals), T0 + 500)).toEqual(expected);
  });

  test("names the port, and who has it by Docker's word", () => {
    expect(judged(portAlreadyAllocated, aHostState([made, failed(BY_PROCESS)]), T0 + 500)[0]).toMatchObject({
      part: "bridge",
      title: "Port 9099 taken",
      summary:
        "app-1 did not start: port 9099 it publishes is held by a process of the host. Docker does not try again by itself.",
      facts: { port: "9099", containerId: containerId(1) },
    });
    expect(judged(portAlreadyAllocated, aHostState([made, failed(NEWER)]), T0 + 500)[0]?.facts.port).toBe(
      "8080",
    );
  });

  test("container and line are one symptom; it recovers when the container runs", () => {
    const runs = every(4_000, T0 + 8_000, T0 + 100_000, (at) => aList(at, [aContainer(1)]));
    const story = play(
      [made, line(BY_CONTAINER), failed(BY_CONTAINER), ...every(4_000, T0, T0 + 8_000, () => made), ...runs],
      T0 + 90_000,
      { modes: [portAlreadyAllocated] },
    );
    expect(story.told()).toEqual(["seen 1", "raised 6000", "recovering 8000", "cleared 68000"]);
  });

  test("one that goes with its start is news, one that somebody takes away a second later is not", () => {
    const gone = every(4_000, T0 + 2_000, T0 + 60_000, (at) => aList(at, []));
    const told = (afterMs: number) =>
      play([made, line(BY_CONTAINER), anEvent(T0 + afterMs, "destroy", 1), ...gone], T0 + 30_000, {
        modes: [portAlreadyAllocated],
      }).open.map(({ state }) => state);
    expect(told(1_500)).toEqual([]);
    expect(told(300)).toEqual(["raised"]);
  });

  test("it is over when somebody took the container away, though the line is still young", () => {
    const gone = every(4_000, T0 + 12_000, T0 + 200_000, (at) => aList(at, []));
    const story = play(
      [
        made,
        line(BY_CONTAINER),
        failed(BY_CONTAINER),
        ...every(4_000, T0, T0 + 12_000, () => made),
        anEvent(T0 + 11_000, "destroy", 1),
        ...gone,
      ],
      T0 + 190_000,
      { modes: [portAlreadyAllocated] },
    );
    expect(story.told()).toEqual(["seen 1", "raised 6000", "recovering 12000", "cleared 72000"]);
  });

  test("is said of pasted lines before the failed start that it causes", () => {
    expect(
      classify("cli-output", [`docker: Error response from daemon: ${BY_CONTAINER}.`], SIGNATURES)[0]
        ?.symptom,
    ).toBe("port-already-allocated");
    expect(
      classify(
        "api-error",
        [
          "Ports are not available: exposing port TCP 0.0.0.0:5432 -> 0.0.0.0:0: listen tcp 0.0.0.0:5432: bind: address already in use",
        ],
        SIGNATURES,
      )[0]?.symptom,
    ).toBe("port-already-allocated");
  });
});
