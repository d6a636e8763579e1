const WORDS: Readonly<Record<string, string>> = {
  "url-password": "Passwords inside addresses",
  "url-token": "Tokens inside addresses",
  "dsn-password": "Passwords inside addresses",
  "connection-string": "Connection strings",
  authorization: "Authorization headers",
  cookie: "Cookies",
  flag: "Secrets in command options",
  named: "Secret variables and keys",
  "host-name": "Names of hosts, addresses",
  "person-name": "Names of people",
  "own-word": "Words of your own list",
  literal: "Secrets known by their value",
  email: "E-mail addresses",
  "private-key": "Private keys",
  webhook: "Webhook addresses",
  jwt: "Signed tokens (JWT)",
};

/** A rule in words: "Passwords inside addresses"; one without words of its own by its name. */
export function ruleWords(rule: string): string {
  const known = WORDS[rule];
  if (known !== undefined) return known;
  const name = rule.replaceAll("-", " ");
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}s`;
}
