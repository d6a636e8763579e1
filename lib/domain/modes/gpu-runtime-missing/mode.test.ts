import { describe, expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";
import { aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { failing } from "../../testing/detecting.ts";
import { gpuRuntimeMissing } from "./mode.ts";

const NO_DRIVER = 'could not select device driver "" with capabilities: [[gpu]]';

describe("a container that asks for a GPU", () => {
  test.each([
    ["and no toolkit is there", NO_DRIVER, true],
    [
      "by a name of a device that nobody declared",
      "CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=all",
      true,
    ],
    [
      "and the toolkit finds no driver",
      "failed to create shim task: OCI runtime create failed: runc create failed: error running hook #0: nvidia-container-cli: initialization error: load library failed: libnvidia-ml.so.1: cannot open shared object file",
      true,
    ],
    [
      "is another thing than a program that is not there",
      'exec: "nvidia-smi": executable file not found in $PATH: unknown',
      false,
    ],
  ])("%s", (_name, error, isFound) => {
    const host = aHostState([
      aList(T0, [aContainer(1, { state: "created" })]),
      anInspect(T0 + 1, 1, { state: "created", exitCode: 128, error }),
    ]);
    expect(failing(gpuRuntimeMissing, host, T0 + 500)).toEqual(isFound ? ["app-1"] : []);
  });

  test("is said of pasted lines", () => {
    expect(
      classify("cli-output", [`docker: Error response from daemon: ${NO_DRIVER}.`], SIGNATURES)[0]?.symptom,
    ).toBe("gpu-runtime-missing");
  });
});
