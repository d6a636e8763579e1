/** How dockerd was told to run, by its command line. */
export interface DockerdArgs {
  /** Values by long flag name, in order; "true" for a flag without a value. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly configFile: string;
  readonly dataRoot?: string;
  readonly hosts: readonly string[];
}

export const DEFAULT_CONFIG_FILE = "/etc/docker/daemon.json";

const SHORT = {
  "-H": "host",
  "-D": "debug",
  "-g": "data-root",
  "-G": "group",
  "-l": "log-level",
  "-p": "pidfile",
  "-s": "storage-driver",
  "-b": "bridge",
} as const;
// Flags that stand alone: the word after them is not theirs.
const SWITCHES = new Set([
  "debug",
  "experimental",
  "icc",
  "init",
  "ip-forward",
  "ip-masq",
  "iptables",
  "ip6tables",
  "ipv6",
  "live-restore",
  "no-new-privileges",
  "raw-logs",
  "rootless",
  "selinux-enabled",
  "tls",
  "tlsverify",
  "userland-proxy",
  "validate",
  "version",
  "help",
  "cri-containerd",
  "allow-direct-routing",
  "ip-forward-no-drop",
]);
const RENAMED: Readonly<Record<string, string>> = { graph: "data-root", hosts: "host" };

/** The arguments of dockerd as the kernel or systemd holds them; the first word may be the program. */
export function parseDockerdArgs(args: readonly string[]): DockerdArgs {
  const flags = new Map<string, string[]>();
  const words = args[0]?.startsWith("-") ? args : args.slice(1);
  for (let index = 0; index < words.length; index += 1) {
    const flag = flagOf(words[index] ?? "");
    if (flag === undefined) continue;
    const next = words[index + 1];
    const takesNext =
      flag.value === undefined && !SWITCHES.has(flag.name) && next !== undefined && !next.startsWith("-");
    if (takesNext) index += 1;
    const values = flags.get(flag.name) ?? [];
    values.push(flag.value ?? (takesNext ? (next ?? "") : "true"));
    flags.set(flag.name, values);
  }
  const dataRoot = flags.get("data-root")?.at(-1);
  return {
    flags,
    configFile: flags.get("config-file")?.at(-1) ?? DEFAULT_CONFIG_FILE,
    hosts: flags.get("host") ?? [],
    ...(dataRoot === undefined ? {} : { dataRoot }),
  };
}

function flagOf(word: string): { readonly name: string; readonly value?: string } | undefined {
  if (word.startsWith("--")) {
    const [, name = "", value] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    return name === ""
      ? undefined
      : { name: RENAMED[name] ?? name, ...(value === undefined ? {} : { value }) };
  }
  const short = SHORT[word.slice(0, 2) as keyof typeof SHORT];
  if (short === undefined) return undefined;
  const value = word.slice(2).replace(/^=/, "");
  return { name: short, ...(value === "" ? {} : { value }) };
}

/**
 * The command of `ExecStart=` in force, from `systemctl cat` with its drop-ins: an empty one takes back
 * what stood before. Variables of `defaultsText` (/etc/default/docker) are put in as systemd does.
 */
export function parseExecStart(unitText: string, defaultsText: string): readonly string[] {
  const joined = unitText.replace(/\\\n\s*/g, " ");
  let command: string | undefined;
  for (const line of joined.split("\n")) {
    const [, value] = /^\s*ExecStart\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (value !== undefined) command = value === "" ? undefined : value;
  }
  if (command === undefined) return [];
  const variables = parseDefaults(defaultsText);
  return splitWords(command.replace(/^[@\-:+!]+/, "")).flatMap((word) => {
    // $NAME alone becomes words, ${NAME} within a word becomes text: systemd.service(5).
    const [, alone] = /^\$([A-Za-z_]\w*)$/.exec(word) ?? [];
    if (alone !== undefined) return splitWords(variables.get(alone) ?? "");
    return [word.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => variables.get(name) ?? "")];
  });
}

/** NAME=value lines of an environment file. */
export function parseDefaults(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, name, value = ""] = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) found.set(name, value.trim().replace(/^(["'])([\s\S]*)\1$/, "$2"));
  }
  return found;
}

function splitWords(text: string): readonly string[] {
  const words = text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
      double === undefined ? (single ?? "") : double.replace(/\\(.)/g, "$1"),
    ),
  );
}
