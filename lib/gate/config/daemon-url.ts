import { isIP } from "node:net";

/** A daemon's address as typed, cut into its parts. */
export type ParsedUrl =
  | { readonly kind: "unix"; readonly socketPath: string }
  | {
      readonly kind: "ssh";
      readonly destination: string;
      readonly port?: number;
      readonly socketPath?: string;
    }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number };

export type UrlAnswer =
  | { readonly ok: true; readonly url: ParsedUrl }
  | { readonly ok: false; readonly message: string; readonly hint: string };

// sun_path is 108 bytes with its NUL.
const SOCKET_PATH_BYTES = 107;
const EXAMPLES = "unix:///run/docker.sock, ssh://root@10.0.0.5 or tcp://host:2376";
const DEFAULT_TLS_PORT = 2376;

const wrong = (message: string, hint: string): UrlAnswer => ({ ok: false, message, hint });

function parseUnix(rest: string): UrlAnswer {
  const socketPath = rest.replace(/^\/\/+/, "/");
  if (!socketPath.startsWith("/"))
    return wrong("the path of a socket begins with a slash", "unix:///run/docker.sock");
  if (Buffer.byteLength(socketPath) > SOCKET_PATH_BYTES)
    return wrong(`paths of sockets end at ${SOCKET_PATH_BYTES} bytes`, "a shorter path, or a link to it");
  if (/[\0\n\r]|\/\.\.(?:\/|$)/.test(socketPath))
    return wrong("not a plain absolute path", "unix:///run/docker.sock");
  return { ok: true, url: { kind: "unix", socketPath } };
}

const USER = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/;
const HOST = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9_])?$/;

/** Host and port, IPv6 in brackets. */
function parsePlace(place: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const match = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([^:[\]]{1,253}))(?::(\d{1,5}))?$/.exec(place);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined) return undefined;
  if (match?.[1] !== undefined ? isIP(host) !== 6 : !HOST.test(host)) return undefined;
  const port = match?.[3] === undefined ? undefined : Number(match[3]);
  return port !== undefined && (port < 1 || port > 65_535) ? undefined : { host, port };
}

function parseSsh(rest: string): UrlAnswer {
  const match = /^\/\/(?:([^@/]*)@)?([^/@]*)(\/.*)?$/.exec(rest);
  const [, user, place = "", path] = match ?? [];
  const parsed = parsePlace(place);
  if (match === null || parsed === undefined)
    return wrong(
      "not an ssh address",
      "ssh://root@10.0.0.5, with :port where it is not 22, or a name of your ssh_config",
    );
  if (user?.includes(":"))
    return wrong("a password has no place here", "a key: identity: /path, or ssh-agent");
  if (user !== undefined && !USER.test(user))
    return wrong(`"${user.slice(0, 40)}" is no user name`, "ssh://root@10.0.0.5");
  const socket = path === undefined || path === "/" ? undefined : parseUnix(path);
  if (socket?.ok === false) return socket;
  return {
    ok: true,
    url: {
      kind: "ssh",
      destination: user === undefined ? parsed.host : `${user}@${parsed.host}`,
      ...(parsed.port === undefined ? {} : { port: parsed.port }),
      ...(socket?.url.kind === "unix" ? { socketPath: socket.url.socketPath } : {}),
    },
  };
}

function parseTcp(rest: string): UrlAnswer {
  const parsed = parsePlace(rest.replace(/^\/\//, "").replace(/\/$/, ""));
  if (parsed === undefined) return wrong("not a host and a port", "tcp://host:2376");
  return { ok: true, url: { kind: "tcp", host: parsed.host, port: parsed.port ?? DEFAULT_TLS_PORT } };
}

/** Reads `url` of a daemon, of DOCKER_HOST, or of a docker context. */
export function parseDaemonUrl(text: string): UrlAnswer {
  const match = /^([a-z][a-z0-9+.-]*):(\/\/.*)$/i.exec(text.trim());
  const scheme = match?.[1]?.toLowerCase();
  const rest = match?.[2] ?? "";
  switch (scheme) {
    case "unix":
      return parseUnix(rest);
    case "ssh":
      return parseSsh(rest);
    case "tcp":
      return parseTcp(rest);
    case "http":
    case "https":
      return wrong(`${scheme}:// is written tcp:// here`, "tcp://host:2376 with tls: {ca, cert, key}");
    case undefined:
      return text.startsWith("/")
        ? wrong("the scheme is missing", `unix://${text.slice(0, 80)}`)
        : wrong("not an address of a daemon", EXAMPLES);
    default:
      return wrong(`${scheme.slice(0, 20)}:// is not known`, EXAMPLES);
  }
}
