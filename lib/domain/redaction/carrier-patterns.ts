import type { Span } from "./prefix-patterns.ts";

/*
 * Secrets that are known by what carries them: key blocks, addresses, headers, command lines of known tools.
 * In each pattern the secret is the group `secret`; the `d` flag tells where it stands.
 */

interface Carrier {
  readonly rule: string;
  readonly pattern: RegExp;
}

const HEADER = String.raw`(?<![\w-])(?:proxy-)?authorization\\{0,2}["']?\s{0,4}[:=]\s{0,4}\[?\\{0,2}["']?`;
const SCHEME = "(?:bearer|basic|token|negotiate|digest|apikey|aws4-hmac-sha256|bot|key|oauth|hmac|signature)";
// One word; signs that close what stands around the header are not of it.
const TOKEN = String.raw`[^\s"'\\]{1,4096}?(?=[\])},;]{0,3}(?:["'\s\\]|$))`;
const TOKENS = String.raw`${TOKEN}(?:\s{0,4},\s{1,4}${SCHEME}\s{1,4}${TOKEN}){0,4}`;
// Digest username="x", response="…"; Credential=…, Signature=…
const PARAMETER = String.raw`[\w!#$%&*+.^|~-]{1,64}=(?:\\{0,2}"[^"\r\n]{0,2048}"|[^\s,"'\\]{1,4096}?(?=[\])};]{0,3}(?:[,"'\s\\]|$)))`;
const PARAMETERS = String.raw`${PARAMETER}(?:\s{0,4},\s{0,4}${PARAMETER}){0,32}`;

const CARRIERS: readonly Carrier[] = [
  {
    // Up to the last at sign: passwords hold slashes and at signs unescaped. A port with a path is no password.
    rule: "url-password",
    pattern:
      /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,30}:\/\/[^\s/:@'"<>\\]{0,128}:(?!\d{1,5}[,/?#])(?<secret>[^\s'"<>\\]{1,256})@(?=[\w.[-])/dg,
  },
  {
    rule: "url-token",
    pattern: /(?<![A-Za-z0-9+.-])(?:https?|wss?|nats|tls):\/\/(?<secret>[\w~.%+-]{16,256})@(?=[\w.[-])/dg,
  },
  {
    // What a sign-in hands back, once.
    rule: "url-token",
    pattern: /[?&]code=(?<secret>(?=[\w.~%+-]{0,200}\d)[\w.~%+/-]{16,2048})/dg,
  },
  {
    rule: "sql-password",
    pattern:
      /(?<![\w-])identified\s{1,4}(?:with\s{1,4}[\w'"`]{1,64}\s{1,4})?(?:by|as)\s{1,4}(?<quote>\\{0,2}['"])(?<secret>[^'"\r\n\\]{1,256})\k<quote>/dgi,
  },
  {
    // The DSN of Go's MySQL driver, and an address without a scheme but with a port.
    rule: "dsn-password",
    pattern:
      /(?<![\w./-])[\w.-]{1,64}:(?<secret>[^\s:@/'"<>]{1,128})@(?!sha\d{3}:)(?:(?:tcp|unix|udp)\d?\(|[\w.-]{1,253}:\d{2,5}(?![\w.]))/dg,
  },
  {
    rule: "webhook",
    pattern:
      /(?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|\.webhook\.office\.com\/webhookb2|hooks\.zapier\.com\/hooks\/catch|api\.telegram\.org\/bot(?=\d))\/?(?<secret>[\w/:@.-]{12,256})/dg,
  },
  // The header ends with its credential: what a log line says behind it stays readable.
  { rule: "authorization", pattern: new RegExp(`${HEADER}${SCHEME}\\s{1,4}(?<secret>${PARAMETERS})`, "dgi") },
  { rule: "authorization", pattern: new RegExp(`${HEADER}${SCHEME}\\s{1,4}(?<secret>${TOKENS})`, "dgi") },
  {
    rule: "authorization",
    pattern:
      /(?<![\w-])(?:[Bb]earer|[Bb]asic|BEARER|BASIC)\s{1,4}(?<secret>(?=[\w+/=.~-]{0,200}(?:[\d=]|[a-z][A-Z]))[\w+/=.~-]{16,4096})/dg,
  },
  {
    rule: "cookie",
    pattern:
      /(?<![\w-])(?:set-)?cookie2?\\{0,2}["']?\s{0,4}:\s{0,4}\\{0,2}["']?(?<secret>[^\s"'\\=;]{1,128}=[^"'\r\n\\]{1,4096}?)(?=["'\r\n\\]|$)/dgi,
  },
  {
    rule: "flag",
    pattern:
      /(?<![\w-])(?:mysql(?:dump|admin)?|mariadb(?:-dump)?)\s(?:[^\n|]{0,200}?\s)?-p(?<secret>[^\s'"-][^\s'"]{0,128})/dg,
  },
  {
    rule: "flag",
    pattern:
      /(?<![\w-])(?:docker login|podman login|sshpass|ldapsearch|ldapmodify|7z|unzip|redis-cli|mongo(?:sh|dump)?)\s(?:[^\n|]{0,200}?\s)?-[pawP]\s{0,2}(?<secret>[^\s'"-][^\s'"]{0,128})/dg,
  },
  {
    rule: "flag",
    pattern:
      /(?<![\w-])(?:curl|wget|http)\s(?:[^\n|]{0,400}?\s)?(?:-u|--user|--proxy-user|-a)[\s=]{0,2}['"]?[^\s:'"]{0,64}:(?<secret>[^\s'"]{1,128})/dg,
  },
  {
    rule: "connection-string",
    pattern:
      /(?<![\w-])(?:AccountKey|SharedAccessKey|SharedAccessSignature|sig)=(?<secret>[\w+/%=-]{16,512})/dgi,
  },
];

const KEY_BEGIN = /-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const KEY_END = /-----END (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
// The body of a key: base64, headers, and line ends that are real, escaped or gone.
const NOT_OF_KEY = /[^\w+/=\s\\,:.-]/g;
const LONGEST_KEY = 20_000;

/** Key blocks; one that is cut off before its end is masked as far as it can go. */
function* keySpans(text: string): Generator<Span> {
  const ends = [...text.matchAll(KEY_END)].map((end) => ({ from: end.index, to: end.index + end[0].length }));
  let nextEnd = 0;
  let coveredTo = 0;
  for (const begin of text.matchAll(KEY_BEGIN)) {
    if (begin.index < coveredTo) continue;
    const bodyFrom = begin.index + begin[0].length;
    const limit = Math.min(text.length, bodyFrom + LONGEST_KEY);
    while (ends[nextEnd] !== undefined && (ends[nextEnd]?.from ?? 0) < bodyFrom) nextEnd += 1;
    const end = ends[nextEnd];
    if (end !== undefined && end.from <= limit) coveredTo = end.to;
    else {
      NOT_OF_KEY.lastIndex = bodyFrom;
      coveredTo = Math.min(limit, NOT_OF_KEY.exec(text)?.index ?? limit);
    }
    yield { from: begin.index, to: coveredTo, rule: "private-key" };
  }
}

export function* carrierSpans(text: string): Generator<Span> {
  yield* keySpans(text);
  for (const { rule, pattern } of CARRIERS)
    for (const match of text.matchAll(pattern)) {
      const place = match.indices?.groups?.secret;
      if (place !== undefined && place[1] > place[0]) yield { from: place[0], to: place[1], rule };
    }
}
