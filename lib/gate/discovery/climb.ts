import type { ApiFailure, ApiOutcome } from "../../domain/readings.ts";
import type { DiscoveryTry } from "../../gate-protocol/answers.ts";
import type { WatchedHost } from "../hosts/watched-host.ts";

type Rung = DiscoveryTry["rungs"][number];

const milliseconds = (durationMs: number): string => `${Math.max(1, Math.round(durationMs))} ms`;

// How far a failed ping got: these end before anybody has accepted the connection.
const NOT_CONNECTED: ReadonlySet<ApiFailure> = new Set([
  "socket-missing",
  "socket-denied",
  "connection-refused",
  "host-unreachable",
  "not-tried",
  "tls",
]);

const VERDICTS: Readonly<Record<ApiFailure, string>> = {
  "socket-missing": "There is no socket at this path.",
  "socket-denied": "The socket is there, but the account of the gate may not open it.",
  "connection-refused": "The socket is there, but nobody listens: the daemon has stopped.",
  "connection-reset": "The connection was taken and closed again without an answer.",
  timeout: "The connection was taken, but no answer came.",
  tls: "The TLS handshake failed.",
  "http-status": "It answered, but with an error.",
  malformed: "It answered, but not as a Docker daemon does.",
  "too-large": "It answered more than a daemon would.",
  "not-tried": "The daemon has stopped, and a connection would start it. Foghorn never does that.",
  "host-unreachable": "The host cannot be reached.",
};

const COMMANDS: Readonly<Partial<Record<ApiFailure, string>>> = {
  "socket-denied": 'sudo usermod -aG docker "$USER"',
  "connection-refused": "systemctl status docker.service docker.socket",
  "not-tried": "sudo systemctl start docker",
  timeout: "systemctl status docker.service",
};

function failedRung<Reading>(name: Rung["name"], outcome: ApiOutcome<Reading>): Rung {
  return { name, ok: outcome.ok, text: outcome.ok ? milliseconds(outcome.durationMs) : outcome.message };
}

/** Climbs the ladder of one watched daemon: connect, ping, version, list, inspect of the first container. */
export async function climb(
  origin: string,
  host: WatchedHost,
  signal: AbortSignal,
  now: () => number,
): Promise<DiscoveryTry> {
  const { daemon, address } = host;
  const triedAt = now();
  const tried = (rungs: readonly Rung[], verdict: string, command?: string): DiscoveryTry => ({
    origin,
    url: address.url,
    hostId: address.id,
    rungs,
    triedAt,
    verdict,
    ...(command === undefined ? {} : { command }),
  });

  const ping = await daemon.ping(signal);
  if (!ping.ok) {
    const isConnected = !NOT_CONNECTED.has(ping.failure);
    const rungs: readonly Rung[] = isConnected
      ? [{ name: "connect", ok: true, text: "accepted" }, failedRung("ping", ping)]
      : [{ name: "connect", ok: ping.failure === "not-tried" ? undefined : false, text: ping.message }];
    return tried(rungs, VERDICTS[ping.failure], COMMANDS[ping.failure]);
  }
  const rungs: Rung[] = [{ name: "connect", ok: true, text: "accepted" }, failedRung("ping", ping)];

  const version = await daemon.version(signal);
  rungs.push(
    version.ok
      ? {
          name: "version",
          ok: true,
          text: `${version.reading.engineVersion}, API ${version.reading.apiVersion}`,
        }
      : failedRung("version", version),
  );
  const list = await daemon.containers(signal);
  rungs.push(
    list.ok
      ? { name: "list", ok: true, text: `${list.reading.length} containers` }
      : failedRung("list", list),
  );
  const first = list.ok ? list.reading[0] : undefined;
  // Only running containers have locks that hang; any will do to climb the last rung.
  if (first === undefined) rungs.push({ name: "inspect", ok: undefined, text: "no container to inspect" });
  else rungs.push(failedRung("inspect", await daemon.inspect(first.id, signal)));

  const engine = ping.reading.engine === "podman" ? "podman" : "Docker";
  const name = version.ok ? `${engine} ${version.reading.engineVersion}` : engine;
  const containers = list.ok ? `, ${list.reading.length} containers` : "";
  return tried(rungs, `${name}${containers}, answers in ${milliseconds(ping.durationMs)}. It is watched.`);
}
