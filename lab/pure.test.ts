import { describe, expect, test } from "vitest";
import { baseKey } from "./base-definition.ts";
import { account, knownHosts } from "./host-files.ts";
import type { HostRecord } from "./host-record.ts";
import { cacheDir } from "./places.ts";
import { statusTable } from "./status.ts";

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

describe("a base", () => {
  const key = baseKey("trixie", ["curl", "docker.io"], "useradd ops", "x64");

  test("is named after its suite", () => expect(key).toMatch(/^trixie-[0-9a-f]{12}$/));

  test("is another one for other packages, another preparation or another processor", () => {
    const others = [
      baseKey("trixie", ["docker.io"], "useradd ops", "x64"),
      baseKey("trixie", ["curl", "docker.io"], "useradd other", "x64"),
      baseKey("trixie", ["curl", "docker.io"], "useradd ops", "arm64"),
    ];
    expect(new Set([key, ...others]).size).toBe(4);
  });

  test("lies outside the checkout, where the environment says or where caches are", () => {
    expect(cacheDir({ FOGHORN_LAB_CACHE: "/a", XDG_CACHE_HOME: "/b" })).toBe("/a");
    expect(cacheDir({ XDG_CACHE_HOME: "/b" })).toBe("/b/foghorn-lab");
    expect(cacheDir({})).toBe("/var/cache/foghorn-lab");
  });
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
