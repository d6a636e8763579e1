import { assert, type Expectation, type Fault } from "./fault.ts";
import { OWN, REGISTRY_MODE, REGISTRY_UP } from "./registry.ts";

// Two minutes without progress, the interval of the reading, and five seconds.
const SEEN_AFTER_MS = 140_000;
const IMAGE = `${OWN}/lab/app:1`;
const UNIT = "lab-pull.service";

export const fault: Fault = {
  id: "pull-deadlock",
  variants: { silent: "the registry sends a part of a layer and then nothing, the connection stays open" },
  break: async (host) => {
    await host.sh(
      `${REGISTRY_UP}
       echo stall > ${REGISTRY_MODE}
       docker rmi --force ${IMAGE} >/dev/null 2>&1 || true
       systemd-run --quiet --collect --unit=${UNIT} docker pull ${IMAGE}
       until ls $(docker info --format '{{.DockerRootDir}}')/tmp/GetImageBlob* >/dev/null 2>&1; do sleep 0.1; done`,
    );
  },
  verify: async (host) => {
    const state = await host.sh(
      `systemctl is-active ${UNIT}; find $(docker info --format '{{.DockerRootDir}}')/tmp -name 'GetImageBlob*' -printf '%s\\n'`,
    );
    assert(/^active\n[1-9]\d*\n/.test(`${state}\n`), `the pull and what it received: ${state}`);
  },
  heal: async (host) => {
    await host.sh(
      `echo pass > ${REGISTRY_MODE}
       systemctl stop ${UNIT} 2>/dev/null || true
       docker rmi --force ${IMAGE} >/dev/null 2>&1 || true
       systemctl stop lab-registry.service 2>/dev/null || true`,
    );
  },
  expect: (): Expectation => ({
    part: "images",
    seenWithinMs: SEEN_AFTER_MS,
    state: "all units active; a docker pull runs and prints nothing",
    api: "POST /images/create stays open, everything else as usual",
    subject: "dockerd",
    blast: [],
  }),
};
