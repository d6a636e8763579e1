import { assert, type Expectation, type Fault, type FaultHost, RESET_FAILED, SEEN_MS } from "./fault.ts";

const IMAGE = "foghorn/lost:1";
const STORE = "/var/lib/docker/image/overlay2/layerdb/sha256";
const AWAY = "/run/lost-layer";

export const fault: Fault = {
  id: "layerdb-corruption",
  variants: {
    layer: `the entry of a layer of ${IMAGE} is moved out of the layer store, then dockerd is restarted`,
  },
  break: async (host) => {
    await host.sh(
      `mkdir -p ${AWAY}/files; echo one > ${AWAY}/files/one
       tar -C ${AWAY}/files -c one | docker import - ${IMAGE} >/dev/null
       docker create --name lost ${IMAGE} true >/dev/null
       id=$(docker image inspect --format '{{index .RootFS.Layers 0}}' ${IMAGE}); id=\${id#sha256:}
       echo $id > ${AWAY}/id; mv ${STORE}/$id ${AWAY}/entry
       ${RESET_FAILED}
       systemctl restart docker.service`,
      { deadlineMs: 60_000 },
    );
  },
  verify,
  heal: async (host) =>
    void (await host.sh(
      `if [ -d ${AWAY}/entry ]; then
         mv ${AWAY}/entry ${STORE}/$(cat ${AWAY}/id)
         ${RESET_FAILED}
         systemctl restart docker.service
       fi
       rm -rf ${AWAY}
       docker rm --force lost >/dev/null 2>&1 || true
       docker rmi --force ${IMAGE} >/dev/null 2>&1 || true`,
      { deadlineMs: 60_000 },
    )),
  expect: (_variant, engine): Expectation => ({
    part: "images",
    seenWithinMs: SEEN_MS,
    state: `all units active; ${IMAGE} and its container are in no list`,
    journal:
      engine === "20"
        ? /layer does not exist, not restoring image/
        : /not restoring image.*layer does not exist/,
    api: "as usual; the image is not there: 404",
    blast: ["daemon-down"],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const image = await host.try(["docker", "image", "inspect", IMAGE]);
  assert(image.code !== 0, "the image is still listed");
  const said = await host.sh(
    "journalctl -u docker.service -o cat --since -2min | grep -c 'not restoring image' || true",
  );
  assert(Number(said) > 0, "dockerd left out nothing");
}
