import { expect, test } from "vitest";
import { aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { judged } from "../../testing/detecting.ts";
import { dangerousMount } from "./mode.ts";

test.each([
  ["/run/docker.sock", false, true],
  ["/var/run/docker.sock", true, true],
  ["/var/run", false, true],
  ["/", false, true],
  ["/etc", false, true],
  ["/etc/cron.d", true, true],
  ["/etc/cron.d", false, false],
  ["/var/lib/docker", true, true],
  ["/var/lib", true, true],
  ["/home", true, true],
  ["/home/ci/shop", true, false],
  ["/etc/localtime", false, false],
  ["/usr/share/zoneinfo", false, false],
  ["/srv/shop/data", true, false],
  ["/var/log", true, false],
])("%s, writable %s: of the host itself %s", (source, isWritable, isDanger) => {
  const mounts = [{ kind: "bind", source, destination: "/x", isWritable }];
  const host = aHostState([aList(T0, [aContainer(1)]), anInspect(T0 + 1, 1, { mounts })]);
  expect(judged(dangerousMount, host, T0 + 500).length).toBe(isDanger ? 1 : 0);
});

test("a volume is not the host, whatever it is called", () => {
  const mounts = [{ kind: "volume", source: "/etc", destination: "/x", isWritable: true }];
  const host = aHostState([aList(T0, [aContainer(1)]), anInspect(T0 + 1, 1, { mounts })]);
  expect(judged(dangerousMount, host, T0 + 500)).toEqual([]);
});
