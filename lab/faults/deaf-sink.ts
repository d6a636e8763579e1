import type { ModeId } from "#lib/domain/symptom.ts";
import {
  assert,
  type Expectation,
  type Fault,
  type FaultHost,
  removeContainer,
  SEEN_BY_TIMEOUT_MS,
} from "./fault.ts";

/** Where the sink of these faults listens. */
export const SINK = "127.0.0.1:5514";
const UNIT = "log-sink.service";
const SCRIPT = "/run/log-sink.pl";

/** A sink that takes connections and never reads, under systemd in the host's own cgroups. */
const startDeafSink = `
  cat > ${SCRIPT} <<'PERL'
use Socket;
socket(S, PF_INET, SOCK_STREAM, 0);
setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1);
setsockopt(S, SOL_SOCKET, SO_RCVBUF, 4096);
bind(S, sockaddr_in(5514, INADDR_LOOPBACK)) or die $!;
listen(S, 16);
my @kept;
while (accept(my $c, S)) { push @kept, $c }
PERL
  systemctl stop ${UNIT} 2>/dev/null || true
  systemctl reset-failed ${UNIT} 2>/dev/null || true
  systemd-run --quiet --unit ${UNIT} perl ${SCRIPT}
  until ss -tlnH src ${SINK} | grep -q LISTEN; do sleep 0.1; done`;

/** Ended, its connections are reset: whoever waited for it goes on. */
const stopDeafSink = `systemctl stop ${UNIT} 2>/dev/null || true; rm -f ${SCRIPT}`;

/** A container that writes as fast as it may. */
const runTalker = (name: string, options: string): string =>
  `docker run --detach --name ${name} --label foghorn.lab=fault --log-driver syslog \\
     --log-opt syslog-address=tcp://${SINK} ${options} foghorn/bb:1 \\
     sh -c 'trap "exit 0" TERM; i=0; while :; do i=$((i+1)); echo "order $i: ${"accepted ".repeat(12)}"; done' >/dev/null`;

/** Until more than any buffer holds was not read. */
const untilUnread = `
   until test "$(ss -tnH dst ${SINK} | awk '{ if ($3 > most) most = $3 } END { print most+0 }')" -gt 500000; do sleep 0.2; done`;

async function unsentBytes(host: FaultHost): Promise<number> {
  return Number(
    await host.sh(`ss -tnH dst ${SINK} | awk '{ if ($3 > most) most = $3 } END { print most+0 }'`),
  );
}

interface DeafSinkFault extends Pick<Expectation, "state" | "api" | "blast"> {
  readonly id: ModeId;
  readonly name: string;
  readonly does: string;
  /** Of `docker run`, beyond where the sink is. */
  readonly options: string;
  /** What must hold besides the sink's full queue. */
  readonly verify?: (host: FaultHost) => Promise<void>;
}

/** A container that logs to a sink which takes the connection and never reads. */
export const deafSinkFault = ({ id, name, does, options, verify, ...expected }: DeafSinkFault): Fault => ({
  id,
  variants: { deaf: does },
  break: async (host) => {
    await host.sh(`${removeContainer(name)}\n${startDeafSink}\n${runTalker(name, options)}`);
    host.begins();
    await host.sh(untilUnread);
  },
  verify: async (host) => {
    const unsent = await unsentBytes(host);
    assert(unsent > 500_000, `Send-Q is ${unsent}`);
    await verify?.(host);
  },
  // The sink first: while it is deaf, a container that waits for it cannot even be killed in time.
  heal: async (host) =>
    void (await host.sh(`${stopDeafSink}\n${removeContainer(name)}`, { deadlineMs: 60_000 })),
  expect: (): Expectation => ({ part: "log", seenWithinMs: SEEN_BY_TIMEOUT_MS, ...expected }),
});
