/*
 * How Docker, containerd and their clients speak of a registry that fails, from 1.13 to the containerd image store.
 * Network and TLS errors are said of many things: a word of the pull must stand before them.
 */

import { wordsFirst } from "../words-first.ts";

/** An address that only a registry has: `/v2/` is its API; Docker's own is `/v1.41/`. */
const REGISTRY_URL = String.raw`https?:\/\/[^\s"\/]+\/(?:v[12]\/|(?:[^\s"]*\/)?(?:token|oauth2|jwt|auth|blobs|manifests|registry-v2|docker-registry)\b)`;

const PULL_WORDS = [
  REGISTRY_URL,
  // dockerd: which request failed, and what it does about it
  String.raw`(?:images\/create|images\/\S+\/push|images\/search|distribution\/\S+\/json|plugins\/pull|\/auth|\/build)\S* returned error:`,
  String.raw`for (?:pull|push) after error:`,
  String.raw`ontinuing with (?:pull|push) after error:`,
  String.raw`v[12] registry:`,
  String.raw`registry endpoint\b`,
  // swarm, classic builder, clients
  String.raw`pulling image\b`,
  String.raw`ulling image configuration:`,
  String.raw`(?:ownload|pload) failed`,
  String.raw`ogging in to`,
  // containerd, its image store, BuildKit, kubelet
  String.raw`PullImage\b`,
  String.raw`ailed to pull`,
  String.raw`failed to (?:resolve|authorize|copy|do request|fetch (?:anonymous|oauth) token|load metadata|resolve source metadata)`,
];

/** What is said of a registry when a word of the pull stands before it, or the sentence needs none (`always`). */
export function saidOfRegistry(cause: string, always?: string): RegExp {
  const near = wordsFirst(String.raw`(?<=(?:${PULL_WORDS.join("|")})[\s\S]{0,500})`, cause);
  return new RegExp(always === undefined ? near : `(?:${always})|${near}`);
}

/** A name that is looked up, or the daemon itself: what follows failed for them, whatever it says. */
const notOfLookup = (words: string): string =>
  wordsFirst(String.raw`(?<!(?:\blookup |error during connect: )[^\n]{0,400})`, words);

const RESOLVER = String.raw`lookup [^\s:]+(?: on [^\s]+?)?: (?!.*context canceled)`;
/** Names by which registries are known: a lookup of one needs no other word. */
const KNOWN_NAMES = String.raw`(?:[\w.-]*\.)?(?:docker\.io|docker\.com|ghcr\.io|quay\.io|gcr\.io|pkg\.dev|mcr\.microsoft\.com|azurecr\.io|amazonaws\.com|registry\.k8s\.io)|[\w.-]*registry[\w.-]*`;
export const DNS_WORDS = saidOfRegistry(
  String.raw`${RESOLVER}|Temporary failure in name resolution|could not resolve host`,
  String.raw`lookup (?:${KNOWN_NAMES})(?: on \S+?)?: (?!.*context canceled)`,
);

export const UNREACHABLE_WORDS = saidOfRegistry(
  [
    notOfLookup(
      String.raw`(?:connect|getsockopt|:\d+): connection refused|no route to host|network is unreachable|connection timed out|i\/o timeout|operation timed out|connection reset by peer|broken pipe`,
    ),
    String.raw`Client\.Timeout (?:or context cancellation )?exceeded|request canceled while waiting for connection`,
    String.raw`TLS handshake timeout`,
    String.raw`malformed HTTP (?:response|status code|version)`,
    notOfLookup("context deadline exceeded"),
    notOfLookup(String.raw`(?:: |unexpected )EOF\b`),
    String.raw`unexpected (?:HTTP )?status(?: code)?\b[^\n]{0,200}\b5\d\d\b`,
    String.raw`status(?: code)?:? 5\d\d\b`,
    String.raw`\b50[0234] (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)`,
    String.raw`invalid status response \d{3}\b|read\/write on closed pipe|use of closed network connection`,
    String.raw`proxyconnect tcp: `,
    // Windows has sentences for the same.
    notOfLookup(String.raw`connectex: |wsa(?:recv|send): |the target machine actively refused it`),
    String.raw`: host is down\b`,
    String.raw`http2: (?:server sent GOAWAY|client connection lost)|stream error: stream ID`,
  ].join("|"),
  [
    String.raw`ould not reach any registry endpoint`,
    // Sentences of the registry clients alone: of moby's, of its first, and of containerd's.
    String.raw`received unexpected HTTP status: 5\d\d\b|\bHTTP code:? 5\d\d while\b`,
    String.raw`unexpected status(?: from [A-Z]+ request to \S+?)?: 5\d\d\b`,
    // What a web server or a proxy before the registry says: a page, where the client expects its JSON.
    String.raw`parsing HTTP 5\d\d response body|error unmarshalling content: invalid character`,
    // A proxy that does not let it through answers with the words of its status; Go makes them the error.
    String.raw`${REGISTRY_URL}[^\s"]*"?: (?:Bad Request|Forbidden|Proxy Auth(?:entication|orization) Required|Method Not Allowed|Bad Gateway|Service Unavailable|Gateway Time-?out)(?=["'}\s.]*$)`,
  ].join("|"),
);

export const TLS_WORDS = saidOfRegistry(
  [
    "x509: ",
    String.raw`tls: (?!.*timeout)`,
    "oversized record received",
    // Of an insecure registry the daemon says so at every pull and goes on without TLS.
    String.raw`(?<!getting v2 registry:[^\n]{0,300})server gave HTTP response to HTTPS client`,
  ].join("|"),
);

export const RATE_WORDS = saidOfRegistry(
  String.raw`\b429\b|[Tt]oo [Mm]any [Rr]equests`,
  String.raw`toomanyrequests|parsing HTTP 429 response body|\bpull rate limit\b|HAP429`,
);

export const AUTH_WORDS = saidOfRegistry(
  [
    String.raw`\bunauthorized\b`,
    String.raw`(?<=: |^)denied(?=[:\s"]|$)`,
    "authentication required",
    String.raw`\b401 Unauthorized|\b403 Forbidden|status(?: code)?:? (?:\[[^\]]*\]: )?40[13]\b`,
    "authorization failed",
  ].join("|"),
  [
    String.raw`pull access denied for `,
    String.raw`requested access to the resource is denied`,
    "no basic auth credentials",
    String.raw`error getting credentials - err`,
    String.raw`login attempt to \S+ failed with status: 40[13]`,
    String.raw`\bLogin: [\s\S]{0,300}?\(Code: 4\d\d; Headers: `,
    String.raw`unauthorized: (?:authentication required|incorrect username or password|access to the requested resource|you don't have|project |not authorized)`,
    String.raw`insufficient_scope: `,
    // The codes of the registry's API as other clients in Go print them, and BuildKit's own words of the same.
    String.raw`\b(?:UNAUTHORIZED|DENIED): "?[a-z]`,
    String.raw`\bauthorization status: 40[13]\b`,
    // What registries of clouds say of rights; the client hands it on behind the word of the error.
    String.raw`not authorized to perform: ecr:`,
    String.raw`^(?:ERROR: |error: )?(?:denied|unauthorized): \S`,
    String.raw`unexpected status(?: from [A-Z]+ request to \S+?)?: 40[13]\b`,
    String.raw`parsing HTTP 40[13] response body`,
    String.raw`[Aa]uthorization token has expired`,
    String.raw`Error response from daemon: (?:unauthorized|denied)\b`,
  ].join("|"),
);

export const NOT_FOUND_WORDS = saidOfRegistry(
  String.raw`(?<!error getting credentials[\s\S]{0,200}): not found(?=\s|$|["'])|returned error: not found`,
  [
    String.raw`manifest unknown`,
    String.raw`manifest for \S+ not found`,
    String.raw`manifest tagged by \S+ is not found`,
    String.raw`parsing HTTP 404 response body`,
    String.raw`name unknown: |repository name not known to registry`,
    String.raw`repository \S+ not found: does not exist or no pull access`,
    String.raw`[Tt]ag \S+ not found in repository`,
    String.raw`Error: image \S+ not found`,
    String.raw`no matching manifest for `,
    String.raw`[Nn]o such image: (?!sha256:)[\w.-]`,
  ].join("|"),
);

export const PLATFORM_WORDS =
  /does not match the specified platform|requested image's platform \([^)]*\) does not match the detected host platform|image operating system "?\w+"? cannot be used on this platform|operating system is not supported on this platform/;

export const DIGEST_WORDS =
  /\bverification failed for digest|image verification failed|unexpected commit digest|failed size validation|digest (?:did not|does not|doesn't) match|digest mismatch|layers from manifest don't match image configuration|unexpected digest sha256/i;
