import { assert, type Expectation, type Fault, type FaultHost, removeContainer, SEEN_MS } from "./fault.ts";

const NAME = "archive";

export const fault: Fault = {
  id: "volume-mount-mismatch",
  variants: {
    file: `${NAME} mounts a file of the host on a directory of its image`,
    volume: `${NAME} mounts a volume whose server does not answer`,
  },
  break: async (host, variant) => {
    const mount =
      variant === "file"
        ? "--volume /etc/hostname:/etc"
        : "--mount type=volume,src=shared,dst=/v,volume-driver=local,volume-opt=type=nfs,volume-opt=o=addr=127.0.0.1,volume-opt=device=:/shared";
    await host.sh(
      `${removeContainer(NAME)}; docker volume rm shared >/dev/null 2>&1 || true
       docker run --detach --name ${NAME} --label foghorn.lab=fault ${mount} foghorn/bb:1 true >/dev/null 2>&1 || true`,
    );
  },
  verify,
  heal: async (host) =>
    void (await host.sh(`${removeContainer(NAME)}; docker volume rm shared >/dev/null 2>&1 || true`)),
  expect: (variant): Expectation => ({
    part: "volumes",
    seenWithinMs: SEEN_MS,
    state: `${NAME} created, the reason in State.Error`,
    ...(variant === "volume" ? { journal: /error while mounting volume/ } : {}),
    api: "POST /containers/{id}/start: 400 or 500",
    subject: NAME,
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const found = (
    await host.sh(`docker inspect --format '{{.State.Status}} {{.State.Error}}' ${NAME}`)
  ).trim();
  assert(/^created .*mount/.test(found), `${NAME} is ${found}`);
}
