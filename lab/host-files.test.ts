import { describe, expect, test } from "vitest";
import { account, knownHosts } from "./host-files.ts";
import type { HostRecord } from "./host-record.ts";

const aRecord = (values: Partial<HostRecord>): HostRecord => ({
  name: "web1",
  engine: "26",
  address: "10.213.7.11",
  index: 11,
  createdAt: 0,
  maker: { pid: 1, startTicks: 1 },
  hostKey: "ssh-ed25519 AAAAone",
  faults: [],
  ...values,
});

describe("files of a host", () => {
  test("known_hosts holds the hosts there are, by address and name, and nobody who had the address before", () => {
    expect(
      knownHosts([
        aRecord({}),
        aRecord({ name: "db1", address: "10.213.7.12", hostKey: "ssh-ed25519 AAAAtwo" }),
      ]),
    ).toBe("10.213.7.11,web1 ssh-ed25519 AAAAone\n10.213.7.12,db1 ssh-ed25519 AAAAtwo\n");
  });

  test("an account is read from passwd; a base without it is refused", () => {
    const passwd = "root:x:0:0:root:/root:/bin/bash\nops:x:1000:1001::/home/ops:/bin/bash\n";
    expect(account(passwd, "ops")).toEqual({ uid: 1000, gid: 1001, home: "/home/ops" });
    expect(() => account(passwd, "op")).toThrow(expect.objectContaining({ code: "needs" }));
  });
});
