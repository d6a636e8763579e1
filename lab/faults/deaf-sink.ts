import type { FaultHost } from "./fault.ts";

/** Where the sink of these faults listens, and what a container is told. */
export const SINK = "127.0.0.1:5514";
const UNIT = "log-sink.service";
const SCRIPT = "/run/log-sink.pl";

/** A sink that takes connections and never reads, under systemd in the host's own cgroups. */
export const startDeafSink = `
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
export const stopDeafSink = `systemctl stop ${UNIT} 2>/dev/null || true; rm -f ${SCRIPT}`;

/** A container that writes as fast as it may. */
export const runTalker = (name: string, options: string): string =>
  `docker run --detach --name ${name} --label foghorn.lab=fault --log-driver syslog \\
     --log-opt syslog-address=tcp://${SINK} ${options} foghorn/bb:1 \\
     sh -c 'trap "exit 0" TERM; i=0; while :; do i=$((i+1)); echo "order $i: ${"accepted ".repeat(12)}"; done' >/dev/null
   until test "$(ss -tnH dst ${SINK} | awk '{ if ($3 > most) most = $3 } END { print most+0 }')" -gt 500000; do sleep 0.2; done`;

export async function unsentBytes(host: FaultHost): Promise<number> {
  return Number(
    await host.sh(`ss -tnH dst ${SINK} | awk '{ if ($3 > most) most = $3 } END { print most+0 }'`),
  );
}
