import { assert, type Expectation, type Fault, type FaultHost, removeContainer, SEEN_MS } from "./fault.ts";

const NAME = "ticker";

export const fault: Fault = {
  id: "json-log-corrupt",
  variants: { zeros: `zeros stand in the log of ${NAME}, as after a power cut, and somebody reads it` },
  break: async (host) => {
    await host.sh(
      `${removeContainer(NAME)}
       docker run --detach --name ${NAME} --label foghorn.lab=fault foghorn/bb:1 \\
         sh -c 'trap "exit 0" TERM; while :; do echo tick; sleep 1 & wait $!; done' >/dev/null
       file=$(docker inspect --format '{{.LogPath}}' ${NAME})
       until test -s $file; do sleep 0.1; done
       printf '{"log":"to\\000\\000rn\\\\n","stream":"stdout","time":"2026-11-21T14:57:32Z"}\\n' >> "$file"
       docker logs ${NAME} >/dev/null 2>&1 || true`,
    );
  },
  verify,
  heal: async (host) => void (await host.sh(removeContainer(NAME))),
  expect: (_variant, engine): Expectation => ({
    part: "log",
    seenWithinMs: SEEN_MS,
    state: `${NAME} running; its log file holds zeros`,
    journal: /invalid character '\\+x00' in string literal/,
    api:
      engine === "20"
        ? "GET /containers/{id}/logs: 200, cut off without a word"
        : "GET /containers/{id}/logs: 200, and in it Error grabbing logs: invalid character",
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  await host.try(["docker", "logs", NAME]);
  const said = await host.sh(
    "journalctl -u docker.service -o cat --since -1min | grep -c 'in string literal' || true",
  );
  assert(Number(said) > 0, "nobody met the zeros");
}
