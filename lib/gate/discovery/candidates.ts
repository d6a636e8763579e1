import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DiscoveryTry } from "../../gate-protocol/answers.ts";
import { type ParsedUrl, parseDaemonUrl } from "../config/daemon-url.ts";
import type { TlsFiles } from "../docker/open-socket.ts";
import type { DaemonAddress } from "../host-channel.ts";
import { readDockerContext } from "./docker-context.ts";

/*
 * Where the docker command would look, and the sockets of rootless daemons. What is named on purpose
 * (DOCKER_HOST, a context) is watched whatever it answers; a socket is watched once its file is there.
 */

export interface DiscoverySurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly sshConfigFile?: string;
  /** "/run" but in tests. */
  readonly runDir: string;
}

/** A place that was looked at: watched, or said why not. */
export type Candidate =
  | { readonly kind: "watched"; readonly origin: string; readonly address: DaemonAddress }
  | {
      readonly kind: "refused";
      readonly origin: string;
      readonly url: string;
      readonly rungText: string;
      readonly verdict: string;
      readonly command?: string;
    };

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63) || "daemon";

function addressOf(
  id: string,
  url: string,
  parsed: ParsedUrl,
  tls: TlsFiles | undefined,
  sshConfigFile: string | undefined,
): DaemonAddress | undefined {
  switch (parsed.kind) {
    case "unix":
      return { id, url, labels: {}, target: { transport: "unix", socketPath: parsed.socketPath } };
    case "ssh":
      return {
        id,
        url,
        labels: {},
        target: {
          transport: "ssh",
          destination: parsed.destination,
          ...(parsed.port === undefined ? {} : { port: parsed.port }),
          ...(sshConfigFile === undefined ? {} : { configFile: sshConfigFile }),
          socketPath: parsed.socketPath ?? "/run/docker.sock",
        },
      };
    case "tcp":
      // Plain TCP is a decision for a person and a file, not for a variable that happens to be set.
      if (tls === undefined) return undefined;
      return {
        id,
        url,
        labels: {},
        target: { transport: "tcp", host: parsed.host, port: parsed.port, tls, isInsecure: false },
      };
  }
}

const hostOf = (parsed: ParsedUrl): string =>
  parsed.kind === "ssh"
    ? (parsed.destination.split("@").at(-1) ?? "ssh")
    : parsed.kind === "tcp"
      ? parsed.host
      : "local";

function named(
  origin: string,
  id: string | undefined,
  url: string,
  tls: TlsFiles | undefined,
  sshConfigFile: string | undefined,
): Candidate {
  const answer = parseDaemonUrl(url);
  if (!answer.ok)
    return {
      kind: "refused",
      origin,
      url: url.slice(0, 200),
      rungText: answer.message,
      verdict: `${answer.message}. ${answer.hint}`,
    };
  const address = addressOf(id ?? slug(hostOf(answer.url)), url, answer.url, tls, sshConfigFile);
  if (address !== undefined) return { kind: "watched", origin, address };
  return {
    kind: "refused",
    origin,
    url,
    rungText: "not tried: no TLS",
    verdict:
      "TCP without TLS gives the host to anybody on the way. Foghorn does that only when foghorn.yaml says insecure: true.",
  };
}

function fromDockerHost({ env, homeDir, sshConfigFile }: DiscoverySurroundings): Candidate | undefined {
  const url = env.DOCKER_HOST;
  if (url === undefined || url === "") return undefined;
  const folder = env.DOCKER_CERT_PATH || join(homeDir, ".docker");
  const tls =
    (env.DOCKER_TLS_VERIFY ?? "") === ""
      ? undefined
      : {
          caFile: join(folder, "ca.pem"),
          certFile: join(folder, "cert.pem"),
          keyFile: join(folder, "key.pem"),
        };
  return named("DOCKER_HOST", undefined, url, tls, sshConfigFile);
}

async function fromContext({
  env,
  homeDir,
  sshConfigFile,
}: DiscoverySurroundings): Promise<Candidate | undefined> {
  // The docker command lets DOCKER_HOST win over any context.
  if ((env.DOCKER_HOST ?? "") !== "") return undefined;
  const configDir = env.DOCKER_CONFIG || join(homeDir, ".docker");
  const context = await readDockerContext(configDir, env.DOCKER_CONTEXT);
  if (context.kind === "none") return undefined;
  const origin = `docker context ${context.name.slice(0, 64)}`;
  if (context.kind === "found")
    return named(origin, slug(context.name), context.url, context.tls, sshConfigFile);
  return {
    kind: "refused",
    origin,
    url: "",
    rungText: context.message,
    verdict: "The context is chosen, but its description cannot be read.",
    command: `docker context inspect ${/^[\w.-]{1,64}$/.test(context.name) ? context.name : "NAME"}`,
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

async function fromSocket(
  origin: string,
  id: string,
  socketPath: string,
  missing: { readonly verdict: string; readonly command?: string },
): Promise<Candidate> {
  const url = `unix://${socketPath}`;
  try {
    await stat(socketPath);
    return {
      kind: "watched",
      origin,
      address: { id, url, labels: {}, target: { transport: "unix", socketPath } },
    };
  } catch (error) {
    if (codeOf(error) === "EACCES")
      return {
        kind: "refused",
        origin,
        url,
        rungText: "permission denied on the way to the socket",
        verdict: "The account of the gate may not look into the directory of this socket.",
      };
    return { kind: "refused", origin, url, rungText: "socket missing", ...missing };
  }
}

async function rootlessCandidates(runDir: string): Promise<readonly Candidate[]> {
  const users = await readdir(join(runDir, "user")).catch((): string[] => []);
  return Promise.all(
    users
      .filter((name) => /^[1-9]\d{0,9}$/.test(name))
      .sort((left, right) => Number(left) - Number(right))
      .slice(0, 20)
      .map((uid) =>
        fromSocket(
          `rootless socket of uid ${uid}`,
          `rootless-${uid}`,
          join(runDir, "user", uid, "docker.sock"),
          {
            verdict: `User ${uid} has no rootless daemon running, or lingering is off.`,
            command: `loginctl enable-linger ${uid} && systemctl --user -M ${uid}@ start docker`,
          },
        ),
      ),
  );
}

/** Everything that is worth a look, in the order in which the docker command prefers it; each address once. */
export async function findCandidates(surroundings: DiscoverySurroundings): Promise<readonly Candidate[]> {
  const { runDir } = surroundings;
  const found = await Promise.all([
    fromDockerHost(surroundings),
    fromContext(surroundings),
    fromSocket("default socket", "local", join(runDir, "docker.sock"), {
      verdict:
        "There is no socket: Docker is not installed here, or neither docker.service nor docker.socket runs.",
      command: "systemctl status docker.service docker.socket",
    }),
    rootlessCandidates(runDir),
  ]);
  const ids = new Set<string>();
  const places = new Set<string>();
  const candidates: Candidate[] = [];
  for (const candidate of found.flat()) {
    if (candidate === undefined) continue;
    const place = placeOf(candidate);
    if (place !== "" && places.has(place)) continue;
    places.add(place);
    candidates.push(candidate.kind === "watched" ? withUniqueId(candidate, ids) : candidate);
  }
  return candidates;
}

/** /var/run is a link to /run: one daemon, not two. */
const placeOf = (candidate: Candidate): string =>
  (candidate.kind === "watched" ? candidate.address.url : candidate.url).replace(
    "unix:///var/run/",
    "unix:///run/",
  );

function withUniqueId(candidate: Extract<Candidate, { kind: "watched" }>, ids: Set<string>): Candidate {
  let { id } = candidate.address;
  for (let copy = 2; ids.has(id); copy += 1) id = `${candidate.address.id.slice(0, 60)}-${copy}`;
  ids.add(id);
  return { ...candidate, address: { ...candidate.address, id } };
}

/** A place that is not watched, as a try: it ended before the first connect. */
export const refusedTry = (
  candidate: Extract<Candidate, { kind: "refused" }>,
  triedAt: number,
): DiscoveryTry => ({
  origin: candidate.origin,
  url: candidate.url,
  rungs: [{ name: "connect", ok: false, text: candidate.rungText }],
  triedAt,
  verdict: candidate.verdict,
  ...(candidate.command === undefined ? {} : { command: candidate.command }),
});
