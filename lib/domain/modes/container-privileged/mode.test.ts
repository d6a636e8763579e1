import { expect, test } from "vitest";
import { aConfinement, aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { judged } from "../../testing/detecting.ts";
import { containerPrivileged } from "./mode.ts";

test.each([
  [
    "privileged, whatever else it says",
    { isPrivileged: true, securityOptions: ["label=disable"] },
    "privileged",
  ],
  ["a capability that rules the host", { addedCapabilities: ["NET_ADMIN", "CHOWN"] }, "NET_ADMIN"],
  [
    "the host's processes, for which Docker switches labels off by itself",
    { pidMode: "host", securityOptions: ["label=disable"] },
    "pid=host",
  ],
  [
    "the host's network and no seccomp",
    { networkMode: "host", securityOptions: ["seccomp:unconfined"] },
    "network=host, seccomp=unconfined",
  ],
  [
    "the namespace of another container is not the host's",
    { pidMode: "container:abc", networkMode: "shop" },
    undefined,
  ],
  ["a capability that does no harm", { addedCapabilities: ["NET_BIND_SERVICE"] }, undefined],
  ["nothing", {}, undefined],
])("%s", (_name, about, rights) => {
  const host = aHostState([
    aList(T0, [aContainer(1)]),
    anInspect(T0 + 1, 1, { confinement: aConfinement(about) }),
  ]);
  const found = judged(containerPrivileged, host, T0 + 500)[0];
  expect(found?.facts.rights).toBe(rights);
  expect(found?.severity).toBe(rights === undefined ? undefined : "notice");
});
