import { expect, test } from "vitest";
import type { RemoteMountReading } from "../facts.ts";
import type { Signal } from "../signal.ts";
import { aFact, aHostState, aLine, aProcess, HOST, T0 } from "../testing/builders.ts";
import { quiet } from "../testing/quiet-host.ts";
import { MINUTE_MS } from "../time.ts";
import { partReadings } from "./parts.ts";

const registry = (signals: readonly Signal[], now: number) =>
  partReadings(aHostState([...quiet, ...signals]), [], now).find(({ id }) => id === "registry");
const pulled = (at: number, ref: string): Signal => ({
  hostId: HOST,
  at,
  kind: "docker-event",
  event: { timeNano: `${at}000000`, type: "image", action: "pull", actorId: ref, attributes: { name: ref } },
});
const refused = (at: number) =>
  aLine(
    at,
    "dockerd",
    'level=error msg="Handler for POST /v1.45/images/create returned error: toomanyrequests: You have reached your pull rate limit. https://www.docker.com/increase-rate-limit"',
  );

test("without a pull the registry is unknown, and the reason is the true one", () => {
  expect(registry([], T0 + 1_000)).toMatchObject({
    state: "stale",
    notVisible: { reason: "no registry is asked, and no pull was seen yet" },
  });
});

test("the newest pull tells, with its registry and the count of the last hour", () => {
  const pull = pulled(T0, "registry.example:5000/shop/api:4");
  expect(registry([pull], T0 + 5 * MINUTE_MS)).toMatchObject({
    state: "ok",
    short: "pulls",
    reading: "pulled 5 min ago",
    lines: ["registry.example:5000", "0 of 1 pull failed in 1 h"],
    readAt: T0,
  });
});

test("one that failed says of what, until one goes well", () => {
  const failed = [pulled(T0, "alpine:3"), refused(T0 + MINUTE_MS)];
  expect(registry(failed, T0 + 3 * MINUTE_MS)).toMatchObject({
    short: "failed",
    reading: "pull limit hit",
    lines: [expect.stringContaining("2 min ago"), "1 of 2 pulls failed in 1 h"],
  });
  const again = [...failed, pulled(T0 + 4 * MINUTE_MS, "alpine:3")];
  expect(registry(again, T0 + 4 * MINUTE_MS)?.reading).toBe("pulled just now");
});

test("what was pulled long ago says nothing of now", () => {
  expect(registry([pulled(T0, "alpine:3")], T0 + 11 * MINUTE_MS)).toMatchObject({
    state: "stale",
    reading: "pulled 11 min ago",
  });
});

const GIB = 1_073_741_824;
const disk = (remote: readonly RemoteMountReading[]): Signal =>
  aFact(T0, {
    name: "disk",
    remote,
    disks: [
      {
        path: "/var/lib/docker",
        mount: "/",
        totalBytes: 40 * GIB,
        availableBytes: 30 * GIB,
        usedBytes: 10 * GIB,
        totalInodes: 0,
        freeInodes: 0,
      },
    ],
  });
const remote = (signals: readonly Signal[]) =>
  partReadings(aHostState([...quiet, ...signals]), [], T0 + 1_000).find(({ id }) => id === "remote");
const NFS = { type: "nfs4", source: "nas.example:/export/a", mount: "/srv/a" };

test("what is mounted over the network is listed; nothing mounted is no fault", () => {
  expect(remote([disk([])])).toMatchObject({ state: "off", reading: "nothing is mounted" });
  expect(remote([disk([NFS])])).toMatchObject({
    state: "ok",
    short: "1",
    reading: "1 mount",
    lines: ["/srv/a nfs4 nas.example:/export/a"],
  });
});

test("who waits in the kernel for a server of files is counted there", () => {
  const processes = (waitChannel: string): Signal =>
    aFact(T0, { name: "processes", processes: [aProcess("cp", { pid: 71, state: "D", waitChannel })] });
  expect(remote([disk([NFS]), processes("rpc_wait_bit_killable")])?.reading).toBe("1 task waits");
  expect(remote([disk([NFS]), processes("blk_mq_get_tag")])?.reading).toBe("1 mount");
});
