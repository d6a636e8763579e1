import type { UnitFilesReading } from "../facts.ts";
import type { Place } from "./parse-json.ts";

/** One flag dockerd is started with, and where it stands. */
export interface StartFlag {
  /** Long name without dashes: "host". */
  readonly name: string;
  /** Empty for a switch that stands alone. */
  readonly value: string;
  /** The unit file or drop-in, /etc/default/docker, or "running dockerd". */
  readonly file: string;
  /** Absent for a running process. */
  readonly place?: Place;
  /** The arguments as they stand: "-H fd://". */
  readonly text: string;
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  b: "bridge",
  D: "debug",
  g: "graph",
  G: "group",
  H: "host",
  l: "log-level",
  p: "pidfile",
  s: "storage-driver",
};

// Flags that take no value, so that what follows them is not taken for one.
const SWITCHES = new Set([
  "cri-containerd",
  "debug",
  "experimental",
  "icc",
  "init",
  "ip-forward",
  "ip-forward-no-drop",
  "ip-masq",
  "ip6tables",
  "iptables",
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
]);

interface Word {
  readonly text: string;
  readonly file: string;
  readonly place?: Place;
}

/** Flags the next start will have: the effective ExecStart of the unit with its drop-ins and variables. */
export function nextStartFlags(files: UnitFilesReading): readonly StartFlag[] | undefined {
  const words = expandedWords(files);
  return words && toFlags(words);
}

/** A word of the next start's command line; an argument is one that belongs to no flag. */
export interface StartWord extends Word {
  readonly isArgument: boolean;
}

/** The same word by word. */
export function nextStartWords(files: UnitFilesReading): readonly StartWord[] | undefined {
  const words = expandedWords(files);
  if (words === undefined) return undefined;
  let isValue = false;
  return words.map((word) => {
    const isArgument = !isValue && !word.text.startsWith("-");
    const named = isArgument || isValue ? undefined : nameAndValue(word.text);
    isValue = named !== undefined && named.value === undefined && !SWITCHES.has(named.name);
    return { ...word, isArgument };
  });
}

/** Each ExecStart in force, by its program: systemd refuses a daemon with more than one. */
export function startsOf(files: UnitFilesReading): readonly Word[] {
  return readUnit(files).starts.flatMap((words) => words.slice(0, 1));
}

function expandedWords(files: UnitFilesReading): readonly Word[] | undefined {
  const { starts, variables } = readUnit(files);
  return starts.at(-1) && expand(starts.at(-1)?.slice(1) ?? [], variables);
}

function readUnit(files: UnitFilesReading): {
  readonly starts: readonly (readonly Word[])[];
  readonly variables: ReadonlyMap<string, Word>;
} {
  const lines = logicalLines(files.unitText);
  const starts: (readonly Word[])[] = [];
  const variables = new Map<string, Word>();
  for (const line of lines) {
    const equals = line.text.indexOf("=");
    const key = line.text.slice(0, equals).trim();
    const value = line.text.slice(equals + 1);
    // An empty ExecStart= of a drop-in takes back those before it.
    if (key === "ExecStart" && value.trim() === "") starts.length = 0;
    else if (key === "ExecStart") starts.push(wordsOf(value, equals + 2, line));
    if (key === "Environment") rememberVariables(wordsOf(value, equals + 2, line), variables);
    if (key === "EnvironmentFile" && value.trim().replace(/^-/, "") === "/etc/default/docker")
      readDefaults(files.defaultsText, variables);
  }
  return { starts, variables };
}

/** Flags of the dockerd that runs now; undefined when none does. */
export function runningFlags(files: UnitFilesReading): readonly StartFlag[] | undefined {
  if (files.runningArgs.length === 0) return undefined;
  return toFlags(files.runningArgs.slice(1).map((text) => ({ text, file: "running dockerd" })));
}

interface LogicalLine {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** Lines with their files, as `systemctl cat` marks them ("# /path"), continued lines joined. */
function logicalLines(unitText: string): readonly LogicalLine[] {
  const found: LogicalLine[] = [];
  let file = "docker.service";
  let line = 0;
  let held: LogicalLine | undefined;
  for (const text of unitText.split("\n")) {
    const header = /^# (\/\S+)$/.exec(text);
    if (header?.[1] !== undefined) {
      file = header[1];
      line = 0;
      continue;
    }
    line += 1;
    if (held === undefined && /^\s*(?:[#;]|\[|$)/.test(text)) continue;
    const joined: LogicalLine = held ? { ...held, text: `${held.text}\n${text}` } : { text, file, line };
    held = text.endsWith("\\") ? { ...joined, text: joined.text.slice(0, -1) } : undefined;
    if (held === undefined) found.push(joined);
  }
  return held ? [...found, held] : found;
}

/** Words of a command line in systemd's quoting, with the place of each. `column` is that of the value's first character. */
function wordsOf(value: string, column: number, at: LogicalLine): readonly Word[] {
  const words: Word[] = [];
  for (const match of value.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|[^\s"']+(?:["'][^"']*["'])*/g)) {
    const before = value.slice(0, match.index);
    const newline = before.lastIndexOf("\n");
    const place = {
      line: at.line + before.split("\n").length - 1,
      column: newline < 0 ? column + match.index : match.index - newline,
    };
    words.push({ text: (match[1] ?? match[2] ?? match[0]).replace(/["']/g, ""), file: at.file, place });
  }
  return words;
}

function rememberVariables(assignments: readonly Word[], variables: Map<string, Word>): void {
  for (const word of assignments) {
    const equals = word.text.indexOf("=");
    if (equals > 0) variables.set(word.text.slice(0, equals), { ...word, text: word.text.slice(equals + 1) });
  }
}

function readDefaults(text: string, variables: Map<string, Word>): void {
  text.split("\n").forEach((line, index) => {
    const match = /^\s*(\w+)=(.*)$/.exec(line);
    if (match?.[1] === undefined) return;
    const value = (match[2] ?? "").trim().replace(/^(["'])(.*)\1$/, "$2");
    variables.set(match[1], {
      text: value,
      file: "/etc/default/docker",
      place: { line: index + 1, column: line.indexOf("=") + 2 },
    });
  });
}

/** `$OPTS` alone is split into words as systemd does; `${OPTS}` stays one word; unset is nothing. */
function expand(words: readonly Word[], variables: ReadonlyMap<string, Word>): readonly Word[] {
  return words.flatMap((word) => {
    const split = /^\$(\w+)$/.exec(word.text)?.[1];
    const whole = /^\$\{(\w+)\}$/.exec(word.text)?.[1];
    const known = variables.get(split ?? whole ?? "");
    if (split === undefined && whole === undefined) return [word];
    if (known === undefined || known.text === "") return [];
    return split === undefined ? [known] : known.text.split(/\s+/).map((text) => ({ ...known, text }));
  });
}

function toFlags(words: readonly Word[]): readonly StartFlag[] {
  const flags: StartFlag[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || !word.text.startsWith("-") || word.text === "--") continue;
    const { name, value } = nameAndValue(word.text);
    const next = words[index + 1];
    const takesNext =
      value === undefined && !SWITCHES.has(name) && next !== undefined && !next.text.startsWith("-");
    if (takesNext) index += 1;
    flags.push({
      name,
      value: value ?? (takesNext ? next.text : ""),
      file: word.file,
      text: takesNext ? `${word.text} ${next.text}` : word.text,
      ...(word.place && { place: word.place }),
    });
  }
  return flags;
}

function nameAndValue(text: string): { name: string; value: string | undefined } {
  if (text.startsWith("--")) {
    const equals = text.indexOf("=");
    return equals < 0
      ? { name: text.slice(2), value: undefined }
      : { name: text.slice(2, equals), value: text.slice(equals + 1) };
  }
  const rest = text.slice(2).replace(/^=/, "");
  return { name: SHORT_NAMES[text.slice(1, 2)] ?? text.slice(1, 2), value: rest === "" ? undefined : rest };
}
