import { describe, expect, test } from "vitest";
import { cpuMs } from "../testing/cpu-ms.ts";
import { redactLines, redactText, redactValue } from "./redact.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const hide = (text: string): string => redactText(text, { key: KEY }).text;

// Put together here, so that no scanner takes this file for a leak.
const repeat = (letters: string, length: number): string => letters.repeat(length).slice(0, length);
const LETTERS = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z";
const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${repeat(LETTERS, 43)}`;
const PEM_BODY = repeat("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7", 64);
const BEGIN = "-----BEGIN RSA PRIVATE KEY-----";
const END = "-----END RSA PRIVATE KEY-----";

/** Each has one secret, which must not survive anywhere in the result. */
const MUST: readonly (readonly [name: string, text: string, secret: string])[] = [
  ["KEY=VALUE", "DB_PASSWORD=hunter2secret", "hunter2secret"],
  ["a quoted value with blanks", 'PGPASSWORD="correct horse battery"', "correct horse"],
  ["logfmt among other pairs", 'time="x" level=info msg="login" password=tr0ub4dor user=bob', "tr0ub4dor"],
  ["JSON", '{"user":"bob","password":"tr0ub4dor&3"}', "tr0ub4dor"],
  ["JSON with an escaped quote inside", '{"secret":"ab\\"cd-efgh"}', "cd-efgh"],
  ["JSON inside a JSON string", '{"body":"{\\"apiKey\\":\\"k-123456\\"}"}', "k-123456"],
  ["camel case", '{"clientSecret":"zzz-9871"}', "zzz-9871"],
  ["an environment list as inspect writes it", '"Env":["PATH=/bin","API_TOKEN=one two three"]', "two three"],
  ["a name and value pair", '{"name":"DB_PASSWORD","value":"s3cr3t-value"}', "s3cr3t-value"],
  ["YAML", "  password: s3cr3tyaml", "s3cr3tyaml"],
  ["YAML without a digit at the end of the line", "password: correcthorse", "correcthorse"],
  ["XML", "<settings><password>s3cr3txml</password></settings>", "s3cr3txml"],
  ["an INI line with blanks", "secret_key = abcdef123", "abcdef123"],
  ["a flag with an equals sign", "run --api-key=abcd1234 --name web", "abcd1234"],
  ["a flag with a blank", "run --password hunter22 --name web", "hunter22"],
  ["a flag with one hyphen", "java -Djavax.net.ssl.keyStorePassword=changeit12 -jar x", "changeit12"],
  ["docker login -p", "docker login -u bob -p S3cretPw registry.example.com", "S3cretPw"],
  ["mysql -p", "mysqldump -u root -pS3cretPw shop", "S3cretPw"],
  ["curl -u", "curl -s -u bob:S3cretPw https://example.com/", "S3cretPw"],
  ["a query string", "GET /hook?token=abc123def&user=bob HTTP/1.1", "abc123def"],
  ["a URL with a password", "dial postgres://app:S3cretPw@db:5432/shop failed", "S3cretPw"],
  ["a URL with an empty user", "redis://:S3cretPw@cache:6379/0", "S3cretPw"],
  ["a URL whose password has slashes and at signs", "amqp://u:p@ss/w0rd@mq:5672", "ss/w0rd"],
  [
    "a URL with a token for a user",
    `https://${repeat(LETTERS, 24)}@git.example.com/x.git`,
    repeat(LETTERS, 24),
  ],
  ["Go's MySQL address", "app:S3cretPw@tcp(db:3306)/shop", "S3cretPw"],
  ["Authorization: Bearer", `Authorization: Bearer ${repeat(LETTERS, 30)}`, repeat(LETTERS, 30)],
  ["Authorization: Basic in JSON", '{"Authorization":"Basic dXNlcjpwYXNz"}', "dXNlcjpwYXNz"],
  ["Authorization as Go prints it", "map[Authorization:[Bearer s3cr3t] Accept:[*/*]]", "s3cr3t"],
  ["two credentials in one header", "Authorization: Bearer s3cr3tA, Basic dXNlcjpw", "dXNlcjpw"],
  [
    "Authorization: Digest",
    'Authorization: Digest username="ada", realm="r", nonce="n0nce", response="6629fae49393a05397450978507c4ef1"',
    "6629fae49393a05397450978507c4ef1",
  ],
  [
    "Authorization with a signature",
    "Authorization: AWS4-HMAC-SHA256 Credential=K1/20260101/s3, SignedHeaders=host;date, Signature=fe5f80f77d5fa3be",
    "fe5f80f77d5fa3be",
  ],
  ["a bare bearer token", `sent bearer ${repeat(LETTERS, 30)} to peer`, repeat(LETTERS, 30)],
  ["a cookie", "Cookie: theme=dark; sid=abc123secret", "abc123secret"],
  ["a set cookie", "set-cookie: session=abc123secret; Path=/", "abc123secret"],
  ["an API key header", "X-Api-Key: 9f8e7d6c5b4a", "9f8e7d6c5b4a"],
  ["AWS key id", `key AKIA${repeat("ABCDEFGHIJ234567", 16)} used`, repeat("ABCDEFGHIJ234567", 16)],
  ["AWS secret", `aws_secret_access_key = ${repeat(LETTERS, 40)}`, repeat(LETTERS, 40)],
  ["Google key", `AIza${repeat(LETTERS, 35)}`, repeat(LETTERS, 35)],
  [
    "Azure storage",
    `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${repeat(LETTERS, 86)}==;EndpointSuffix=core`,
    repeat(LETTERS, 86),
  ],
  ["GitHub token", `clone with ghp_${repeat(LETTERS, 36)}`, repeat(LETTERS, 36)],
  ["GitHub fine-grained token", `github_pat_${repeat(LETTERS, 60)}`, repeat(LETTERS, 60)],
  ["GitLab token", `glpat-${repeat(LETTERS, 20)}`, repeat(LETTERS, 20)],
  ["Slack token", `xoxb-${repeat("123456789012", 12)}-${repeat(LETTERS, 24)}`, repeat(LETTERS, 24)],
  [
    "Slack webhook",
    `https://hooks.slack.com/services/T0001/B0001/${repeat(LETTERS, 24)}`,
    repeat(LETTERS, 24),
  ],
  ["Telegram token", `12345678:AA${repeat(LETTERS, 33)}`, repeat(LETTERS, 33)],
  ["Stripe key", `sk_live_${repeat(LETTERS, 24)}`, repeat(LETTERS, 24)],
  ["mail key", `SG.${repeat(LETTERS, 22)}.${repeat(LETTERS, 43)}`, repeat(LETTERS, 43)],
  ["npm token", `//packages.example/:_authToken=npm_${repeat(LETTERS, 36)}`, repeat(LETTERS, 36)],
  ["PyPI token", `pypi-${repeat(LETTERS, 60)}`, repeat(LETTERS, 60)],
  ["AI key", `sk-ant-api03-${repeat(LETTERS, 40)}`, repeat(LETTERS, 40)],
  ["Docker Hub token", `dckr_pat_${repeat(LETTERS, 27)}`, repeat(LETTERS, 27)],
  [
    "swarm join token",
    `SWMTKN-1-${repeat("49nj1cmql0jkz5s954yi3oex3", 50)}-${repeat("8vxv8rssmk743ojnwacrr2e7c", 25)}`,
    "8vxv8rssmk743",
  ],
  ["swarm unlock key", `SWMKEY-1-${repeat(LETTERS, 43)}`, repeat(LETTERS, 43)],
  ["registry auth blob", '{"auths":{"r.example.com":{"auth":"Ym9iOnNlY3JldDEyMw=="}}}', "Ym9iOnNlY3JldDEyMw"],
  ["registry auth header", "X-Registry-Auth: eyJ1c2VybmFtZSI6ImJvYiJ9Zm9v", "eyJ1c2VybmFtZSI6ImJvYiJ9Zm9v"],
  ["volume mount password", "type=cifs,o=username=bob,password=S3cretPw,vers=3.0", "S3cretPw"],
  ["JWT", `got ${JWT} from peer`, JWT],
  ["private key over lines", `${BEGIN}\n${PEM_BODY}\n${PEM_BODY}\n${END}\nafter`, PEM_BODY],
  ["private key with escaped line ends", `{"k":"${BEGIN}\\n${PEM_BODY}\\n${END}\\n"}`, PEM_BODY],
  ["private key that is cut off", `${BEGIN}\n${PEM_BODY}`, PEM_BODY],
  ["a hash of Ruby", '{:user=>"app", :db_password=>"tr0ub4dor"}', "tr0ub4dor"],
  ["an array of PHP", "array('user' => 'app', 'db_password' => 'tr0ub4dor')", "tr0ub4dor"],
  ["SQL that sets a password", "CREATE USER 'app'@'%' IDENTIFIED BY 'tr0ub4dor';", "tr0ub4dor"],
  [
    "a signature of a request",
    `/x?X-Amz-Signature=${repeat("0123456789abcdef", 64)}`,
    repeat("0123456789abcdef", 64),
  ],
  ["a code of a sign-in", `/callback?code=${repeat(LETTERS, 40)}&state=ok`, repeat(LETTERS, 40)],
  ["a token of a broker's address", `nats://${repeat(LETTERS, 30)}@nats:4222`, repeat(LETTERS, 30)],
  ["a token behind a hyphen", `backup-ghp_${repeat(LETTERS, 36)}.tar`, repeat(LETTERS, 36)],
  ["a password in prose, set to", "I set the password to 'tr0ub4dor' for now", "tr0ub4dor"],
  ["a password in prose, quoted", "login failed with password 'tr0ub4dor'", "tr0ub4dor"],
  ["a password in prose, made up", "the password is tr0ub4dor3", "tr0ub4dor3"],
  ["broken by zero-width characters", "pass​word=hun​ter2secret", "ter2secret"],
  ["broken by a colour", "token=\u001b[31mabc123\u001b[0mdef", "def"],
];

const BENIGN: readonly string[] = [
  "container 4e68691de96b5a93690b97327fdac453e94fd7e49ca450e6bbc4f61dde72f1e8 died",
  "image sha256:0539ef0197ee99f771ea5b8261828bd2633b8d8bc36d1c4dd4e0b9639549b02f pulled",
  "nginx:1.25@sha256:4529ef0197ee99f771ea5b8261828bd2633b8d8bc36d1c4dd4e0b9639549b02f",
  'level=error msg="Handler returned error" spanID=7f3a1c9b2d4e5f60 traceID=4bf92f3577b34da6a3ce929d0e0e4736',
  'time="2026-11-21T11:23:54.107482254Z" level=info msg="Loading containers: start."',
  'password authentication failed for user "app"',
  "FATAL: password authentication failed",
  "token: signature is invalid",
  "Error: secret not found",
  'secret "db" is missing',
  "auth: ok",
  "authentication required",
  "authorization failed: access denied",
  "pass=12 fail=0 skipped=1",
  "max_tokens: 4096, tokens=120",
  "token_type=Bearer expires_in=3600 token_ttl=60",
  "POSTGRES_PASSWORD_FILE=/run/secrets/db",
  "docker login --password-stdin",
  "passwordless login is on",
  "tokenizer loaded in 3 ms",
  "mount /run/secrets/api_key as file",
  "keyboard layout set, monkey=1, keepalive=30",
  "GET http://127.0.0.1:8080/path?x=1@2 HTTP/1.1",
  "http://web:8080/users/bob@example.com",
  "ssh://root@10.0.0.5",
  "from bob@example.com to ada@example.com",
  "PASSWORD=$" + "{DB_PASSWORD}",
  "password=<none> secret=*** token=null",
  "listen tcp 0.0.0.0:9099: bind: address already in use",
  "Error response from daemon: Get https://registry-1.docker.io/v2/: unauthorized: incorrect username or password",
  "commit 5d6db84e0a3b4c5d6e7f8091a2b3c4d5e6f70819 built",
  "uuid 9950a77a-59e2-4e77-b4ca-3168d34e753c",
  "basic authentication is used",
  "the bearer of bad news",
  "sort key: created_at, primary key violated",
  "OOM-killed process 1234 (java) total-vm:123456kB",
  "unable to configure the Docker daemon with file /etc/docker/daemon.json: invalid character '}'",
  `key=${repeat("0123456789abcdef", 64)} signature=none cache-key-${repeat("0123456789abcdef", 32)}`,
  "image signature: sha256:0539ef0197ee99f771ea5b8261828bd2633b8d8bc36d1c4dd4e0b9639549b02f",
  "identified by its id, GET /x?code=404 HTTP/1.1",
  "credential helper docker-credential-pass is not installed",
];

describe("what must be hidden", () => {
  test.each(MUST)("%s", (_name, text, secret) => {
    const hidden = hide(text);
    expect(hidden).not.toContain(secret);
    expect(hidden).toMatch(/\[redacted:[a-z-]+#[0-9a-f]{4}\]/);
  });

  test.each(MUST)("hiding %s a second time changes nothing", (_name, text) => {
    expect(hide(hide(text))).toBe(hide(text));
  });

  test("the rest of the line stays", () => {
    expect(hide("a=1 password=hunter22 b=2")).toMatch(/^a=1 password=\[redacted:named#....\] b=2$/);
    expect(hide("dial postgres://app:S3cretPw@db:5432/shop failed")).toMatch(
      /^dial postgres:\/\/app:\[redacted:url-password#....\]@db:5432\/shop failed$/,
    );
  });

  test("equal secrets have equal marks, others do not, and the key decides which", () => {
    const [first, second, third] =
      hide("password=hunter22 token=hunter22 secret=other-one").match(/#..../g) ?? [];
    expect(first).toBe(second);
    expect(first).not.toBe(third);
    expect(redactText("password=hunter22", { key: "another" }).text).not.toContain(first);
  });

  test("replacements are counted by rule", () => {
    expect(redactText(`password=hunter22 and ${JWT} and token=abc12345`, { key: KEY }).replacements).toEqual([
      { rule: "named", count: 2 },
      { rule: "jwt", count: 1 },
    ]);
  });

  test("known values are hidden wherever they stand", () => {
    const { text } = redactText("connect with hunter2hunter2 refused", {
      key: KEY,
      literals: ["hunter2hunter2"],
    });
    expect(text).toMatch(/^connect with \[redacted:literal#....\] refused$/);
  });
});

describe("what must stay readable", () => {
  test.each(BENIGN)("%s", (line) => {
    expect(hide(line)).toBe(line);
  });
});

describe("lines that belong together", () => {
  test("a key over several lines is hidden in each of them, and lines stay lines", () => {
    const { lines } = redactLines(["before", BEGIN, PEM_BODY, END, "after"], { key: KEY });
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe("before");
    expect(lines[4]).toBe("after");
    expect(lines.join()).not.toContain(PEM_BODY);
  });
});

describe("JSON values", () => {
  test("fields are hidden by name, at any depth, and texts by their content", () => {
    const { value, replacements } = redactValue(
      {
        user: "bob",
        password: "hunter22",
        nested: [{ apiToken: ["one", "two"] }, { note: `see ${JWT}` }],
        env: [
          { name: "DB_PASS", value: "plain" },
          { name: "MODE", value: "plain" },
        ],
        count: 3,
        none: null,
      },
      { key: KEY },
    );
    const text = JSON.stringify(value);
    expect(text).not.toMatch(/hunter22|"one"|"two"|eyJhbGci/);
    expect(value).toMatchObject({
      user: "bob",
      count: 3,
      none: null,
      env: [{ name: "DB_PASS" }, { value: "plain" }],
    });
    expect(replacements).toEqual([
      { rule: "named", count: 4 },
      { rule: "jwt", count: 1 },
    ]);
  });
});

describe("hostile text", () => {
  test.each([
    ["a name without end", "a".repeat(262_144)],
    ["many names", "password=".repeat(29_000)],
    ["many schemes", "a://b:".repeat(43_000)],
    ["many open quotes", '"token":"'.repeat(29_000)],
    ["many key blocks", BEGIN.repeat(8_000)],
    ["many terminal sequences", "\u001b]".repeat(130_000)],
    ["many header beginnings", "authorization: bearer ".repeat(11_000)],
  ])("%s in 256 KiB takes no long time", (_name, text) => {
    // A pattern that backtracks takes minutes here; the slowest of these takes a fifth of a second.
    expect(cpuMs(() => hide(text))).toBeLessThan(3_000);
  });
});

test.each([
  ['level=warn header="Authorization: Bearer abc123.def" host=registry status=401', "abc123.def"],
  ["Authorization: Bearer abc123.def GET /v2/ 401 unauthorized", "abc123.def"],
  ["curl -H 'Authorization: Basic dXNlcjpwYXNz' https://registry/v2/ -v", "dXNlcjpwYXNz"],
  ["sent {authorization: Token abc123}, got 403 for shop/web", "abc123"],
  [
    'Authorization: Digest username="ada", response="6629fae4" -> 401 for shop/web',
    'username="ada", response="6629fae4"',
  ],
])("of a line with an Authorization header only the credential goes: %s", (text, credential) => {
  const [before, after] = text.split(credential);
  const shown = hide(text);
  expect(shown.startsWith(before ?? "-")).toBe(true);
  expect(shown.endsWith(after ?? "-")).toBe(true);
  expect(shown).not.toContain(credential);
});
