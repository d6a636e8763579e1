/*
 * Whether a name promises a secret as its value. Names are cut into words first, so `DB_PASSWORD`,
 * `dbPassword`, `db.password` and `--db-password` are the same, and `tokenizer` is no token.
 */

const SECRET_WORDS: ReadonlySet<string> = new Set([
  ...["password", "passwords", "passwd", "pwd", "passphrase", "passcode", "pass", "pgpassword", "pgpass"],
  ...["secret", "secrets", "token", "tokens", "credential", "credentials", "creds", "cred"],
  ...["apikey", "apikeys", "apitoken", "accesskey", "secretkey", "privatekey", "authkey", "accountkey"],
  ...[
    "authtoken",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "identitytoken",
    "registrytoken",
    "clientsecret",
  ],
  ...[
    "sharedaccesskey",
    "sharedaccesssignature",
    "unlockkey",
    "jointoken",
    "cookie",
    "cookies",
    "bearer",
    "jwt",
  ],
  ...[
    "authorization",
    "sessionid",
    "sessid",
    "phpsessid",
    "jsessionid",
    "dbpass",
    "dbpassword",
    "userpassword",
  ],
  ...[
    "rootpassword",
    "mysqlpassword",
    "sshpass",
    "masterkey",
    "signingkey",
    "encryptionkey",
    "webhooksecret",
  ],
]);

/** Two words that together promise a secret: "api key", "private key". */
const SECRET_PAIRS: ReadonlySet<string> = new Set([
  ...[
    "api key",
    "api keys",
    "private key",
    "access key",
    "secret key",
    "account key",
    "auth key",
    "signing key",
  ],
  ...["encryption key", "master key", "unlock key", "license key", "deploy key", "storage key", "shared key"],
  ...["session id", "session key", "session cookie", "auth code", "service key", "host key", "app key"],
  ...[
    "registry auth",
    "docker auth",
    "hmac key",
    "webhook key",
    "ssh key",
    "tls key",
    "rsa key",
    "csrf token",
  ],
]);

/** Last words that turn it into something about a secret: its length, its file, its expiry. */
const ABOUT_WORDS: ReadonlySet<string> = new Set([
  ...[
    "age",
    "alg",
    "algorithm",
    "at",
    "audience",
    "bytes",
    "class",
    "count",
    "driver",
    "enabled",
    "endpoint",
  ],
  ...[
    "engine",
    "error",
    "errors",
    "exists",
    "expiration",
    "expired",
    "expires",
    "expiry",
    "field",
    "file",
    "files",
  ],
  ...[
    "in",
    "issuer",
    "kind",
    "label",
    "length",
    "limit",
    "manager",
    "max",
    "method",
    "min",
    "mode",
    "name",
    "names",
  ],
  ...[
    "only",
    "path",
    "paths",
    "policy",
    "prompt",
    "provider",
    "required",
    "reset",
    "rotation",
    "scanner",
    "scope",
  ],
  ...[
    "scopes",
    "size",
    "source",
    "state",
    "status",
    "stdin",
    "store",
    "ttl",
    "type",
    "url",
    "uri",
    "usage",
    "used",
  ],
  ...[
    "valid",
    "version",
    "dir",
    "directory",
    "mount",
    "refresh",
    "hint",
    "helper",
    "per",
    "bucket",
    "fingerprint",
  ],
]);

const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

export function wordsOf(name: string): readonly string[] {
  return (name.slice(0, 128).match(WORD) ?? []).map((word) => word.toLowerCase());
}

/** Names that promise a secret only when the value looks like one: "auth: ok" is none. */
export const isWeakName = (name: string): boolean => {
  const words = wordsOf(name);
  return isSignatureName(name) || (words.length === 1 && WEAK_WORDS.has(words[0] ?? ""));
};
const WEAK_WORDS: ReadonlySet<string> = new Set(["auth", "key", "otp"]);

/** `sig`, `X-Amz-Signature`: what stands behind it signs a request, and is as good as the right to make it. */
export const isSignatureName = (name: string): boolean => /^sig(?:nature)?$/.test(wordsOf(name).at(-1) ?? "");

export function isSensitiveName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined) return false;
  // `secret_id` is the secret half of a Vault role; every other id only names something.
  if (last === "id") return words.at(-2) === "secret" || words.at(-2) === "session";
  if (ABOUT_WORDS.has(last)) return false;
  if (words.some((word) => SECRET_WORDS.has(word))) return true;
  return words.some((word, index) => SECRET_PAIRS.has(`${word} ${words[index + 1] ?? ""}`));
}
