/** An address as it may stand in foghorn.yaml, or why not and what would be right. */
export type CheckedAddress =
  | {
      readonly kind: "ok";
      readonly url: string;
      readonly id: string;
      readonly yaml: string;
      readonly note?: string;
      /** Over ssh: whose configuration, keys and known hosts count. */
      readonly isSsh?: true;
    }
  | { readonly kind: "wrong"; readonly reason: string };

const wrong = (reason: string): CheckedAddress => ({ kind: "wrong", reason });

const NAME = /^[A-Za-z0-9._-]{1,253}$/;
const SOCKET_LIMIT_BYTES = 107; // sun_path of Linux holds 108 with its end

/**
 * Looks at what was typed and nothing else: no connection is made from here. Undefined while nothing was typed.
 * A file that has `daemons:` gets the entry alone, for a key given twice is a broken file.
 */
export function checkAddress(input: string, hasDaemons = false): CheckedAddress | undefined {
  const checked = readAddress(input);
  if (checked?.kind !== "ok" || !hasDaemons) return checked;
  return { ...checked, yaml: checked.yaml.replace(/^daemons:\n/, "") };
}

function readAddress(input: string): CheckedAddress | undefined {
  const text = input.trim();
  if (text === "") return undefined;
  if (/\s/.test(text)) return wrong("An address has no spaces.");
  if (text.startsWith("/")) return checkUnix(text);
  const scheme = /^([a-z]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  switch (scheme) {
    case "unix":
      return checkUnix(text.slice("unix://".length));
    case "ssh":
      return checkSsh(text);
    case "tcp":
      return checkTcp(text);
    case "http":
    case "https":
      return wrong(`Write tcp:// instead of ${scheme}://; the certificates stand beside it in the file.`);
    default:
      return wrong("It begins with unix://, ssh:// or tcp://.");
  }
}

function checkUnix(path: string): CheckedAddress {
  if (!path.startsWith("/")) return wrong("The path of a socket is absolute: unix:///run/docker.sock");
  if (new TextEncoder().encode(path).length > SOCKET_LIMIT_BYTES)
    return wrong("The path of a socket ends at 107 bytes.");
  const user = /^\/run\/user\/(\d+)\//.exec(path)?.[1];
  return ok(`unix://${path}`, user === undefined ? "this-machine" : `user-${user}`, []);
}

function parts(text: string): { readonly url: URL } | undefined {
  try {
    // The parser keeps ports and user names of web addresses only.
    return { url: new URL(text.replace(/^[a-z]+:/i, "http:")) };
  } catch {
    return undefined;
  }
}

function checkSsh(text: string): CheckedAddress {
  const url = parts(text)?.url;
  if (url === undefined || !NAME.test(url.hostname))
    return wrong("It is ssh://user@host, with :port where it is not 22.");
  if (url.password !== "")
    return wrong("No password belongs in an address. Foghorn uses keys: see identity in the file.");
  if (url.pathname !== "/" && url.pathname !== "")
    return wrong("Nothing stands after the host; another socket is named by the key socket.");
  const user = url.username === "" ? "" : `${url.username}@`;
  const port = portOf(text);
  const checked = ok(`ssh://${user}${url.hostname}${port}`, url.hostname, []);
  return checked.kind === "ok" ? { ...checked, isSsh: true } : checked;
}

function checkTcp(text: string): CheckedAddress {
  const url = parts(text)?.url;
  if (url === undefined || !NAME.test(url.hostname)) return wrong("It is tcp://host:2376.");
  if (url.username !== "" || url.password !== "") return wrong("No user belongs in a tcp address.");
  if (url.pathname !== "/" && url.pathname !== "") return wrong("Nothing stands after the port.");
  const port = portOf(text);
  if (port === "") return wrong("Name the port: 2376 with TLS.");
  const tls = [
    "tls:",
    "  ca: /etc/foghorn/ca.pem",
    "  cert: /etc/foghorn/cert.pem",
    "  key: /etc/foghorn/key.pem",
  ];
  return ok(
    `tcp://${url.hostname}${port}`,
    url.hostname,
    tls,
    port === ":2375" ? "2375 is the port without TLS: whoever reaches it is root there." : undefined,
  );
}

/** Kept as typed: the parser would drop 80. */
const portOf = (text: string): string => /:(\d{1,5})\/?$/.exec(text)?.[0].replace("/", "") ?? "";

function ok(url: string, name: string, more: readonly string[], note?: string): CheckedAddress {
  const id = toId(name);
  const lines = ["daemons:", `  - id: ${id}`, `    url: "${url}"`, ...more.map((line) => `    ${line}`)];
  return { kind: "ok", url, id, yaml: lines.join("\n"), ...(note !== undefined && { note }) };
}

/** As ids are in foghorn.yaml: small letters, digits and hyphens. */
const toId = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63) || "engine";
