/*
 * Which registry and which image a text is about. Docker Hub has many names; people know one.
 */

const HUB = "docker.io";
const HUB_NAMES = new Set([
  "docker.io",
  "index.docker.io",
  "registry-1.docker.io",
  "auth.docker.io",
  "registry.hub.docker.com",
  "production.cloudflare.docker.com",
  "docker-images-prod.6aa30f8b08e16409b46e0173d6de2f56.r2.cloudflarestorage.com",
]);

const known = (host: string): string => (HUB_NAMES.has(host) ? HUB : host);

/** What a resolver is asked for: "registry.example" of "registry.example:5000", "fd00::1" of "[fd00::1]:5000". */
export const hostOfRegistry = (registry: string): string =>
  registry.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");

/** "127.0.0.1:5000" of "127.0.0.1:5000/lab/app:1"; "docker.io" of "alpine:3" and "library/alpine". */
export function registryOfRef(ref: string): string {
  const first = ref.split("/")[0] ?? "";
  const isHost = ref.includes("/") && (/[.:]/.test(first) || first === "localhost");
  return isHost ? known(first) : HUB;
}

/** Without tag and digest, and without what the Hub's names leave out: "alpine", "127.0.0.1:5000/lab/app". */
export function repositoryOf(ref: string): string {
  const bare = ref.replace(/@sha256:[0-9a-f]+$/, "").replace(/:[\w.-]+$/, "");
  const registry = registryOfRef(bare);
  const path =
    registry === HUB ? bare.replace(/^(?:index\.)?docker\.io\//, "").replace(/^library\//, "") : bare;
  return path;
}

const REF = String.raw`([a-z0-9][\w.:@\/-]{1,254})`;
/** Sentences that name what was asked for; the reference is theirs. */
const REF_FORMS: readonly RegExp[] = [
  new RegExp(
    String.raw`failed to (?:resolve (?:image|reference)|pull (?:and unpack )?image|load metadata for) "?${REF}`,
  ),
  new RegExp(String.raw`PullImage "${REF}`),
  new RegExp(String.raw`pull access denied for ${REF},`),
  new RegExp(String.raw`manifest for ${REF} not found`),
  new RegExp(String.raw`repository ${REF} not found`),
  new RegExp(String.raw`image with reference ${REF} was found`),
  new RegExp(String.raw`[Nn]o such image: ${REF}`),
  new RegExp(String.raw`[Ff]ailed to pull image "${REF}`),
];
const URL = /https?:\/\/([^\s"/]+)\/(v2\/([a-z0-9._/-]+?)\/(?:manifests|blobs|tags)\/([\w.:-]+))?/;
const LOOKUP = /\blookup ([\w.-]+)/;
const LOGIN = /login attempt to https?:\/\/([^\s"/]+)/;

export interface Named {
  readonly registry?: string;
  readonly ref?: string;
}

/** What a line says of where it wanted to pull from; quotes unescaped or not. */
export function namedIn(line: string): Named {
  const text = line.replaceAll('\\"', '"');
  for (const form of REF_FORMS) {
    const ref = form.exec(text)?.[1]?.replace(/[:.,]+$/, "");
    if (ref !== undefined) return { registry: registryOfRef(ref), ref };
  }
  const url = URL.exec(text.replaceAll("https://www.docker.com/increase-rate-limit", ""));
  const host = url?.[1] ?? LOGIN.exec(text)?.[1] ?? LOOKUP.exec(text)?.[1];
  if (host === undefined) return {};
  const [, , , path, tag] = url ?? [];
  const registry = known(host);
  if (path === undefined || tag === undefined || tag.startsWith("sha256:")) return { registry };
  return {
    registry,
    ref: registry === HUB ? `${path.replace(/^library\//, "")}:${tag}` : `${host}/${path}:${tag}`,
  };
}
