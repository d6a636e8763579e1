import { expect, test } from "vitest";
import { chooseFault } from "../faults/index.ts";
import { drilledDaemon } from "./drill-foghorn.ts";

const watched = (fault: string) =>
  drilledDaemon({ name: "drill26", address: "10.0.0.5" }, chooseFault(fault).fault, "key").url;

test("a drill watches as root, and a fault that root would not notice through the account it is about", () => {
  expect(watched("daemon-hung")).toBe("ssh://root@10.0.0.5");
  expect(watched("docker-sock-permission")).toBe("ssh://ops@10.0.0.5");
});
