import { type Expectation, type Fault, SEEN_MS } from "./fault.ts";

export const fault: Fault = {
  id: "cgroup-driver-invalid",
  variants: {},
  break: async () => undefined,
  verify: () => Promise.reject(new Error("nothing is broken yet")),
  heal: async () => undefined,
  expect: (): Expectation => ({ part: "dockerd", seenWithinMs: SEEN_MS, state: "", api: "", blast: [] }),
};
