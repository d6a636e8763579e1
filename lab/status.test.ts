import { expect, test } from "vitest";
import { statusTable } from "./status.ts";

test("the table of hosts says so when there is none, and names faults", () => {
  expect(statusTable([])).toBe("no host is up");
  const host = {
    name: "web1",
    docker: "20",
    address: "10.213.7.11",
    state: "running",
    sshIdentity: "/k",
  } as const;
  expect(statusTable([{ ...host, faults: ["daemon-hung:stopped"] }])).toBe(
    "web1  docker 20  10.213.7.11  running  daemon-hung:stopped",
  );
});
