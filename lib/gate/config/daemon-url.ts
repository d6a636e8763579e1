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
const EXAMPLES = "Write unix:///run/docker.sock, ssh://root@10.0.0.5 or tcp://host:2376.";
const UNIX_EXAMPLE = "Write unix:///run/docker.sock.";
const DEFAULT_TLS_PORT = 2376;

const wrong = (message: string, hint: string): UrlAnswer => ({ ok: false, message, hint });

function parseUnix(rest: string): UrlAnswer {
  const socketPath = rest.replace(/^\/\/+/, "/");
  if (!socketPath.startsWith("/"))
    return wrong(
      "The path of a socket begins with a slash",
      "Write three slashes, as in unix:///run/docker.sock.",
    );
  if (Buffer.byteLength(socketPath) > SOCKET_PATH_BYTES)
    return wrong(
      `Paths of sockets end at ${SOCKET_PATH_BYTES} bytes`,
      "Use a shorter path, or a link to it.",
    );
  if (/[\0\n\r]|\/\.\.(?:\/|$)/.test(socketPath))
    return wrong("This is not a plain absolute path", UNIX_EXAMPLE);
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
      "This is not an ssh address",
      "Write ssh://root@10.0.0.5, with :port where it is not 22, or a name of your ssh_config.",
    );
  if (user?.includes(":"))
    return wrong("A password has no place here", "Use a key, as in identity: /path, or ssh-agent.");
  if (user !== undefined && !USER.test(user))
    return wrong(`"${user.slice(0, 40)}" cannot be a user name`, "Write ssh://root@10.0.0.5.");
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
  if (parsed === undefined)
    return wrong("This is not a host and a port", "Write tcp://host:2376; ports end at 65535.");
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
      return wrong(
        `${scheme}:// is written tcp:// here`,
        "Write tcp://host:2376, with tls: {ca, cert, key}.",
      );
    case undefined:
      return text.startsWith("/")
        ? wrong("The scheme is missing", `Did you mean "unix://${text.slice(0, 80)}"?`)
        : wrong("This is not the address of a daemon", EXAMPLES);
    default:
      return wrong(`${scheme.slice(0, 20)}:// is not known`, EXAMPLES);
  }
}
