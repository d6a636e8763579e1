import { expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";
import { aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { portAlreadyAllocated } from "../port-already-allocated/mode.ts";
import { portAddressUnavailable } from "./mode.ts";

const ERROR =
  "driver failed programming external connectivity on endpoint app-1 (0cb26cc42ae19ca23891a211f68d3f0ab8c21614754017025676b91e2fae5de8): Error starting userland proxy: listen tcp4 192.0.2.77:9100: bind: cannot assign requested address";
const host = aHostState([
  aList(T0, [aContainer(1, { state: "created", status: "Created" })]),
  anInspect(T0 + 1, 1, { state: "created", exitCode: 128, error: ERROR }),
]);

test("an address that no interface has keeps its container from starting, and it is not a taken port", () => {
  expect(judged(portAddressUnavailable, host, T0 + 500)[0]).toMatchObject({
    subject: "app-1",
    verdict: "failing",
    facts: { address: "192.0.2.77", port: "9100" },
  });
  expect(failing(portAlreadyAllocated, host, T0 + 500)).toEqual([]);
});

test("is said of pasted lines", () => {
  expect(classify("cli-output", [`Error response from daemon: ${ERROR}`], SIGNATURES)[0]?.symptom).toBe(
    "port-address-unavailable",
  );
});
