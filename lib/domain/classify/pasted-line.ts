import { type EngineLevel, parseEngineLine } from "../parse/engine-line.ts";
import { uncut } from "./cut-line.ts";
import { fromJson } from "./json-line.ts";

/** Who wrote a line, as far as its prefix tells. `client`: docker, compose, kubelet and others that quote the daemon. */
export type Voice = "dockerd" | "containerd" | "kernel" | "systemd" | "client";

/** One line as somebody pasted it, without what journals, terminals and tools put around it. */
export interface PastedLine {
  readonly voice?: Voice;
  readonly level?: EngineLevel;
  /** Message first, then its fields as `name=value`, one to a line, all unescaped. */
  readonly text: string;
}

// Written by its code: a terminal acts on the character itself. Logs and pages write it in other ways, or lose it.
const ESCAPE = String.raw`(?:${String.fromCharCode(27)}|\^\[|#033|\\x1[bB]|\\u001[bB]|\\033|\\e)`;
const TITLE_END = String.fromCharCode(7);
const COLOURS = new RegExp(
  String.raw`${ESCAPE}(?:\[[0-?]*[ -\/]*[@-~]|\][^${TITLE_END}]{0,200}${TITLE_END}|[()][0-9A-Z])|\[(?:\d{1,2}(?:;\d{1,3}){0,4})?m`,
  "g",
);
/** Zeros of a torn file, the return of another system's lines, the mark of an encoding. A tab is a space. */
const CONTROLS = /(?![\t\n])\p{Cc}|\ufeff/gu;

/** Markdown in the middle of a line, where somebody points at a word. */
const BOLD = /(?<=[\s:"'(])\*\*(?=\w)|(?<=\w)\*\*(?=[\s:"').,]|$)/g;

/** "kernel:", "dockerd[123]:", "docker.service[1]:", "(dockerd)[9]:"; what syslogd writes to all terminals has no space. */
const IDENT = /^\(?([A-Za-z][\w.@/*-]{0,60})\)?(?:\[\d+\])?:(?:\s+|(?<=^kernel:))/;
const CLOCK = /\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?/.source;
/** klog of kubelet and its kind: "E0319 00:49:31.254570    6599 server.go:273] ". Neither dockerd nor containerd writes it. */
const KLOG = /^[IWEF]\d{4} [\d:.]+\s+\d+ [\w./-]+:\d+\]\s*/;
/** What stands before the message, outermost first; each may come again beneath another. */
const WRAPPERS: readonly RegExp[] = [
  // fabric and its kind: "[192.0.2.1] out: "
  /^\[[\w.:@-]{1,64}\] (?:out|err): /,
  // Docker Desktop: "[2023-12-07T22:21:11.877621061Z][dockerd][I] ", "[205:21:17:00.728][I] "
  /^\[[\dTZ:.+-]{8,40}\](?:\[[\w.-]{1,40} *\]){0,2}\[[A-Z][a-z]*\s*\]:? /,
  // grep over files: name, line number
  /^[\w./~-]*(?:\.(?:log|gz|txt|out|err|messages)|(?:log|messages|dmesg)\.\d+)(?::\d+)?[:-]\s*(?=\S)/,
  // Markdown: quoted "> ", in code "`", in bold "**"
  /^(?:>\s?)+(?=\S)|^[`*]{1,3}(?=[\w"'[])/,
  // CI: "##[error]", "[2026-11-21T15:00:01.123Z] ", "15:00:01  ", "01O ", BuildKit's "#12 3.456 ", Terraform's "│ "
  /^##\[[a-z]+\]|^\[\d{4}-\d{2}-\d{2}[T ][\d:.,]+(?:Z|[+-]\d{2}:?\d{2})?\]\s+/,
  new RegExp(`^${CLOCK}\\s+(?=\\S)|^\\d{2}[OE][ +]|^#\\d+ (?:\\d+\\.\\d+ )?(?=\\S)|^[│╷]\\s?`),
  // kubectl and the files of the kubelet: "[pod/web/shop] ", "stderr F "; an item of a list
  /^\[(?:pod|container)\/[^\]]{1,120}\]\s|^(?:stdout|stderr) [FP] |^[-*•]\s+(?=\S)/,
  // compose and stern: "service_1  | "
  /^[\w.-]{1,64}\s*\|\s/,
  KLOG,
  // syslog and journalctl in any language: "Jun 23 19:46:42 host ", "1月 29 11:35:36 host ", "23. Jun 19:46:42 host "
  new RegExp(
    `^(?:<\\d+>)?(?:\\p{L}{2,4} )?[\\p{L}\\d]{1,6}\\.?\\s+\\d{0,2}\\p{L}{0,6}\\.?\\s*${CLOCK}\\s+(?:\\d{4}\\s+)?(?=\\S)`,
    "u",
  ),
  // "2024-04-01T00:32:23.142118+00:00 host ", "2025-11-10 23:03:43 "
  new RegExp(`^\\d{4}[-/]\\d{2}[-/]\\d{2}[T ]${CLOCK}(?:Z|[+-]\\d{2}:?\\d{2})?\\s+(?!(?:[A-Z] \\| )?http:)`),
  // dmesg: "[86813.898404] ", "[Mon Apr  1 00:32:23 2024] "
  /^\[\s*\d+\.\d{3,}\]\s*/,
  new RegExp(`^\\[\\p{L}{2,4}\\s+\\p{L}{2,5}\\s+\\d+\\s+${CLOCK}\\s+\\d{4}\\]\\s*`, "u"),
];
const DMESG = /^\[\s*\d+\.\d{3,}\]|^\[\p{L}{2,4}\s+\p{L}{2,5}\s+\d+\s/u;
const OF_UNIT = /^[\w@-]+\.(?:service|socket|scope|slice): /;
const MAX_WRAPPERS = 6;
const MAX_CHARS = 16_384;

const VOICES: readonly (readonly [RegExp, Voice])[] = [
  [/^(?:docker|dockerd|dockerd-current|docker-daemon|dockerd-ce|moby|rundocker)$/i, "dockerd"],
  [/containerd/i, "containerd"],
  [/^(?:kernel|audit|auditd|kauditd)$/i, "kernel"],
  [/^systemd/i, "systemd"],
];

/** "FATA[0000] ", also glued to the dots that dockerd prints while it loads containers, or to the ^C that ended it. */
const TERMINAL = /^(?:\.|\^C)*(TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[[^\]]*\]\s?/;
const TERMINAL_LEVELS: Readonly<Record<string, EngineLevel>> = {
  TRAC: "trace",
  DEBU: "debug",
  INFO: "info",
  WARN: "warning",
  ERRO: "error",
  FATA: "fatal",
  PANI: "panic",
};

/** Takes a line out of its wrappings. Never throws; what has none is returned as it is. */
export function readPastedLine(raw: string): PastedLine {
  const plain = raw
    .slice(0, MAX_CHARS)
    .replace(COLOURS, "")
    .replace(CONTROLS, "")
    .replaceAll("\u00a0", " ")
    .replace(BOLD, "");
  let text = uncut(unescaped(fromJson(plain.trim())));
  let voice: Voice | undefined;
  for (let round = 0; round < MAX_WRAPPERS; round += 1) {
    const before = text;
    if (DMESG.test(text)) voice = "kernel";
    if (KLOG.test(text)) voice = "client";
    for (const wrapper of WRAPPERS) text = text.replace(wrapper, "");
    if (OF_UNIT.test(text)) voice = "systemd";
    // Behind a level stands the message: its first word is nobody's name.
    if (TERMINAL.test(text)) break;
    // What systemd says begins with a unit's name, which is nobody's.
    const ident = voice === "systemd" ? undefined : identOf(text);
    if (ident !== undefined) {
      voice = ident.voice ?? voice;
      text = ident.rest;
    }
    if (text === before) break;
  }
  const terminal = TERMINAL.exec(text);
  if (terminal !== null) {
    const level = TERMINAL_LEVELS[terminal[1] ?? ""];
    return {
      // Tools in Go write in this form as well, docker itself among them up to 1.12.
      ...(voice && { voice }),
      ...(level && { level }),
      text: unquoted(text.slice(terminal[0].length)).trim(),
    };
  }
  const fields = text.search(/\b(?:time|level)="?[\w-]/);
  const line = parseEngineLine(fields > 0 && fields < 40 ? text.slice(fields) : text);
  const { level, msg, rest } = line;
  const said = line.shape === "plain" ? unquoted(msg) : msg;
  const details = Object.entries(line.fields).map(([name, value]) => `${name}=${value}`);
  // Whatever it says: who says it has ended.
  if (level === "fatal") details.push("level=fatal");
  return {
    ...(voice && { voice }),
    ...(level && { level }),
    // Quotes within quotes that lost their escapes: then the message itself is in what could not be read.
    text: [said, ...details, ...(rest === undefined ? [] : [unquoted(rest).replace(/^msg="?/, "")])]
      .join("\n")
      .trim(),
  };
}

/** "host dockerd[12]: rest" or "dockerd[12]: rest": the first word that is followed by a colon within two words. */
function identOf(text: string): { readonly voice?: Voice; readonly rest: string } | undefined {
  const direct = IDENT.exec(text);
  const afterHost = direct === null ? /^(\S{1,255})\s+/.exec(text) : null;
  const rest = afterHost === null ? text : text.slice(afterHost[0].length);
  const match = direct ?? IDENT.exec(rest);
  if (match === null) return undefined;
  const name = match[1] ?? "";
  const voice = VOICES.find(([pattern]) => pattern.test(name.replaceAll("*", "")))?.[1];
  const hasPid = /\[\d+\]:/.test(match[0]);
  // "error: …" and "Get https://…: …" are sentences; a program says its number or is one we know.
  if (voice === undefined && !hasPid) return undefined;
  // "docker: Error response from daemon: …": the client; the daemon had that name before it was dockerd.
  if (name === "docker" && direct !== null && !hasPid)
    return { voice: "client", rest: rest.slice(match[0].length) };
  return { ...(voice ? { voice } : { voice: "client" as const }), rest: rest.slice(match[0].length) };
}

/** A sentence out of a link: its spaces are written as %20. An address of a socket has its slashes so, and keeps them. */
const unescaped = (text: string): string =>
  (text.match(/\w%20\w/g)?.length ?? 0) < 3
    ? text
    : text.replace(/%([2-7][0-9A-Fa-f])/g, (_all, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );

/** Quotes that were escaped on the way hide what a signature looks for. */
const unquoted = (text: string): string => text.replaceAll('\\"', '"').replaceAll("\\n", " ");
