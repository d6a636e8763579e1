import { assert, type Expectation, type Fault, type FaultHost, SEEN_MS } from "./fault.ts";

const IMAGE = "foghorn/torn:1";
const UPPER = `$(docker image inspect --format '{{.GraphDriver.Data.UpperDir}}' ${IMAGE})`;
const AWAY = "/var/lib/docker/overlay2/.moved-by-hand";

export const fault: Fault = {
  id: "overlay2-corruption",
  variants: { "no-diff": `the files of a layer of ${IMAGE} are moved away, then a container of it is made` },
  break: async (host) => {
    await host.sh(
      `mkdir -p /run/torn; echo one > /run/torn/one
       tar -C /run/torn -c one | docker import - ${IMAGE} >/dev/null
       upper=${UPPER}; mkdir -p ${AWAY}; echo $upper > ${AWAY}/from; mv $upper ${AWAY}/diff
       docker create ${IMAGE} true >/dev/null 2>&1 || true`,
    );
  },
  verify,
  heal: async (host) =>
    void (await host.sh(
      `if [ -e ${AWAY}/from ]; then mv ${AWAY}/diff "$(cat ${AWAY}/from)"; fi
       rm -rf ${AWAY} /run/torn
       docker rmi --force ${IMAGE} >/dev/null 2>&1 || true`,
    )),
  expect: (): Expectation => ({
    part: "images",
    seenWithinMs: SEEN_MS,
    state: "the layer store names a layer whose diff is not there; what runs goes on",
    journal: /error creating overlay mount to .*: no such file or directory/,
    api: "POST /containers/create: 500 error creating overlay mount",
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const made = await host.try(["docker", "create", IMAGE, "true"]);
  assert(made.stderr.includes("error creating overlay mount"), `docker create: ${made.code} ${made.stderr}`);
}
