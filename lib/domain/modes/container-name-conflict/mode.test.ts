import { describe, expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";
import { aContainer, aHostState, aLine, aList, eventsStream, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { containerNameConflict } from "./mode.ts";

const TEXT =
  'Conflict. The container name "/app-1" is already in use by container "28dd24398512518099acacc68581037b338d1dbaa3805027a1bd8a6dc1e3c304". You have to remove (or rename) that container to be able to reuse that name.';
const line = aLine(
  T0,
  "dockerd",
  `time="x" level=error msg="Handler for POST /v1.40/containers/create returned error: ${TEXT.replaceAll('"', '\\"')}"`,
);

describe("a name that is taken", () => {
  test("is told of by the line, with who holds it", () => {
    const host = aHostState([eventsStream(T0 - 1, true), line]);
    expect(judged(containerNameConflict, host, T0 + 500)[0]).toMatchObject({
      subject: "app-1",
      facts: { holder: "28dd24398512" },
    });
  });

  test("is news for ten minutes, and over once a container was made under it", () => {
    expect(failing(containerNameConflict, aHostState([line]), T0 + 601_000)).toEqual([]);
    const made = aList(T0 + 5_000, [aContainer(1, { createdAt: T0 + 4_000 })]);
    expect(failing(containerNameConflict, aHostState([line, made]), T0 + 6_000)).toEqual([]);
  });

  test("is said of pasted lines", () => {
    expect(
      classify("cli-output", [`docker: Error response from daemon: ${TEXT}`], SIGNATURES)[0]?.symptom,
    ).toBe("container-name-conflict");
  });
});
