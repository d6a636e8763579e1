import { assert, type Expectation, type Fault, type FaultHost, removeContainer } from "./fault.ts";

const NAME = "mute";
const UNIT = "log-reader.service";
const SCRIPT = "/run/log-reader.pl";

export const fault: Fault = {
  id: "daemon-log-flood",
  variants: { loop: `a client asks in a loop for logs that ${NAME} does not keep: one error line each time` },
  break: async (host) => {
    await host.sh(
      `${removeContainer(NAME)}
       docker run --detach --name ${NAME} --label foghorn.lab=fault --log-driver none foghorn/bb:1 \\
         sh -c 'trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done' >/dev/null
       cat > ${SCRIPT} <<'PERL'
use Socket;
my $path = "/v1.41/containers/$ARGV[0]/logs?stdout=1";
while (1) {
  socket(S, PF_UNIX, SOCK_STREAM, 0);
  connect(S, sockaddr_un("/run/docker.sock")) or do { sleep 1; next };
  syswrite S, "GET $path HTTP/1.1\\r\\nHost: d\\r\\nConnection: close\\r\\n\\r\\n";
  1 while sysread S, my $answer, 4096;
  close S;
  select undef, undef, undef, 0.004;
}
PERL
       systemctl stop ${UNIT} 2>/dev/null || true
       systemctl reset-failed ${UNIT} 2>/dev/null || true
       systemd-run --quiet --unit ${UNIT} perl ${SCRIPT} ${NAME}
       until test $(journalctl -u docker.service -o cat --since -2s | wc -l) -gt 200; do sleep 0.5; done`,
    );
  },
  verify,
  heal: async (host) =>
    void (await host.sh(
      `systemctl stop ${UNIT} 2>/dev/null || true; rm -f ${SCRIPT}\n${removeContainer(NAME)}`,
    )),
  expect: (): Expectation => ({
    part: "log",
    // Half a minute of it, by ten seconds each.
    seenWithinMs: 45_000,
    state: "all units active; the journal of docker.service grows by more than a hundred lines a second",
    journal: /configured logging driver does not support reading/,
    api: "as usual",
    blast: ["logs-unsupported-driver"],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const lines = Number(await host.sh("journalctl -u docker.service -o cat --since -2s | wc -l"));
  assert(lines > 200, `${lines} lines in two seconds`);
}
