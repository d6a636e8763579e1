export type SshTrouble =
  | "denied"
  | "host-key-changed"
  | "host-key-unknown"
  | "name-unknown"
  | "unreachable"
  | "configuration"
  | "other";

export interface SshReason {
  readonly trouble: SshTrouble;
  /** One sentence for a person. */
  readonly text: string;
}

const RULES: readonly { readonly pattern: RegExp; readonly trouble: SshTrouble; readonly text: string }[] = [
  {
    pattern: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    trouble: "host-key-changed",
    text: "host key changed: the host was reinstalled, or somebody is in between; ssh will not go on until known_hosts is right",
  },
  {
    pattern: /Host key verification failed|No \S+ host key is known/,
    trouble: "host-key-unknown",
    text: "host key not known: connect once by hand as the gate's user, or add the key to known_hosts",
  },
  {
    pattern: /Could not resolve hostname (\S+?):/,
    trouble: "name-unknown",
    text: "name not known: $1 does not resolve",
  },
  {
    pattern: /Permission denied \(([^)]*)\)/,
    trouble: "denied",
    text: "permission denied ($1): the host does not accept the gate's key for this account",
  },
  {
    pattern: /Too many authentication failures/,
    trouble: "denied",
    text: "permission denied: the host refused after too many keys; name one with `identity`",
  },
  {
    pattern: /Bad configuration option|Can't open user config file|Bad owner or permissions on|Bad port/,
    trouble: "configuration",
    text: "ssh does not accept its configuration",
  },
  {
    pattern: /Connection refused/,
    trouble: "unreachable",
    text: "unreachable: nothing listens at the ssh port",
  },
  {
    pattern: /No route to host|Network is unreachable/,
    trouble: "unreachable",
    text: "unreachable: no route",
  },
  {
    pattern: /timed out|Timeout, server \S+ not responding|Connection to \S+ timeout/,
    trouble: "unreachable",
    text: "unreachable: the host does not answer",
  },
  {
    pattern: /Connection (?:closed|reset)|kex_exchange_identification|Broken pipe|closed by remote host/,
    trouble: "unreachable",
    text: "unreachable: the host closed the connection",
  },
  { pattern: /ENOENT/, trouble: "configuration", text: "the program ssh is not installed beside the gate" },
];

/** What ssh wrote when it ended, as a reason. The first rule wins: ssh says the cause before its consequences. */
export function sshReason(errorText: string): SshReason {
  for (const { pattern, trouble, text } of RULES) {
    const match = pattern.exec(errorText);
    if (match !== null) return { trouble, text: text.replace("$1", match[1] ?? "") };
  }
  const last = errorText.trim().split("\n").at(-1) ?? "";
  return { trouble: "other", text: last === "" ? "the ssh connection ended" : `ssh: ${last.slice(0, 300)}` };
}
