import type { EngineLevel } from "../parse/engine-line.ts";
import type { Severity } from "../severity.ts";
import type { Signature } from "../signatures/signature.ts";
import type { ModeId } from "../symptom.ts";
import { byCause, type Ranked } from "./by-cause.ts";
import { type PastedLine, readPastedLine, type Voice } from "./pasted-line.ts";

/** Where lines were taken from; as `npm run classify` reads them. */
export const CASE_KINDS = ["daemon-log", "kernel-log", "api-error", "cli-output", "systemd"] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export interface Found {
  readonly symptom: ModeId;
  /** Index into the lines that were given; null when no single line says it. */
  readonly line: number | null;
  /** One English sentence. */
  readonly reason: string;
}

/** Who may speak in lines that do not say who wrote them. */
const SPEAKERS: Readonly<Record<CaseKind, readonly Voice[]>> = {
  "daemon-log": ["dockerd", "containerd"],
  "kernel-log": ["kernel"],
  "api-error": ["dockerd", "containerd", "client"],
  "cli-output": ["dockerd", "containerd", "client", "systemd"],
  systemd: ["systemd", "dockerd", "containerd", "kernel", "client"],
};

/** A quoted line of the daemon is the daemon's word, whoever quotes it. */
const QUOTING: Readonly<Record<Voice, readonly Voice[]>> = {
  dockerd: ["dockerd", "containerd"],
  containerd: ["containerd", "dockerd"],
  kernel: ["kernel"],
  systemd: ["systemd"],
  client: ["client", "dockerd"],
};

/** What is normal life is told at these levels; only a signature that says so listens to them. */
const QUIET_LEVELS: readonly (EngineLevel | undefined)[] = ["trace", "debug", "info"];
/** Somebody's line may be several of ours: a whole log in one text, a bar of progress that was written over. */
const LINE_ENDS = /\r\n?|\n/;
/** A sentence that was wrapped by a terminal or a form goes on in at most so many lines. */
const MAX_JOINED = 3;
/** Where a terminal wrapped a line and its copy kept the width: the word goes on behind the gap. */
const WIDE_GAP = /\w {6,}\w/;
const WIDE_GAPS = /(?<=\w) {6,}(?=\w)/g;
/** The head of df, in the languages it is pasted in most. */
const TABLE_HEAD =
  /^(?:Filesystem|Dateisystem|Sys\. ?de fichiers|S\.ficheros|Sist\. Arq\.|Файл\S* ?система|文件系统|檔案系統|ファイルシス|파일 ?시스템|System plików)\s/i;
const MAX_ROWS = 40;

interface Hit {
  readonly signature: Signature & { readonly mode: ModeId; readonly severity: Severity };
  readonly line: number;
  readonly text: string;
  readonly isQuoted: boolean;
}

/** What pasted lines say is broken, most decisive first (`byCause`). Empty when nothing in them is a failure that is known. */
export function classify(
  kind: CaseKind,
  lines: readonly string[],
  signatures: readonly Signature[],
): readonly Found[] {
  const pieces = lines.flatMap((line, at) =>
    line
      .trimEnd()
      .split(LINE_ENDS)
      .map((piece) => ({ piece, at })),
  );
  const raw = pieces.map(({ piece }) => piece);
  const read = raw.map((piece) => heard(kind, readPastedLine(piece)));
  const hits = new Map<ModeId, Hit>();
  for (const signature of signatures) {
    const { mode, severity } = signature;
    if (mode === undefined || severity === undefined) continue;
    const hit = firstHit({ ...signature, mode, severity }, kind, raw, read);
    const known = hits.get(mode);
    if (hit !== undefined && (known === undefined || compare(hit, known) < 0)) hits.set(mode, hit);
  }
  return byCause([...hits.values()].map(ranked)).map(({ hit }) => toFound(hit, pieces[hit.line]?.at ?? null));
}

/** In a daemon's log a last word on a terminal says as much as one in a journal; elsewhere any tool may have written it. */
const heard = (kind: CaseKind, line: PastedLine): PastedLine =>
  kind === "daemon-log" && line.level === "fatal" && !line.text.endsWith("level=fatal")
    ? { ...line, text: `${line.text}\nlevel=fatal` }
    : line;

function firstHit(
  signature: Hit["signature"],
  kind: CaseKind,
  lines: readonly string[],
  read: readonly PastedLine[],
): Hit | undefined {
  const { isNormalBeside } = signature;
  if (isNormalBeside !== undefined && read.some(({ text }) => isNormalBeside.test(text))) return undefined;
  // A line by itself before lines that are taken together, of which the first may have no part in it.
  return firstOf(alone, signature, kind, lines, read) ?? firstOf(together, signature, kind, lines, read);
}

function firstOf(
  wordings: (index: number, lines: readonly string[], read: readonly PastedLine[]) => Generator<string>,
  signature: Hit["signature"],
  kind: CaseKind,
  lines: readonly string[],
  read: readonly PastedLine[],
): Hit | undefined {
  let first: Hit | undefined;
  for (const [index, line] of read.entries()) {
    if (!mayBe(signature, kind, line)) continue;
    for (const text of wordings(index, lines, read)) {
      if (!signature.pattern.test(text)) continue;
      first ??= { signature, line: index, text, isQuoted: isQuoted(signature, line) };
      if (signature.isRepeated !== true || first.line !== index) return first;
      break;
    }
  }
  return undefined;
}

function mayBe(signature: Signature, kind: CaseKind, { voice, level }: PastedLine): boolean {
  if (QUIET_LEVELS.includes(level) && signature.isQuiet !== true && level !== undefined) return false;
  if (signature.isAnybodys === true && voice === undefined && kind !== "daemon-log") return false;
  const speakers = voice === undefined ? SPEAKERS[kind] : quoted(voice, signature);
  return signature.units.some((unit) => speakers.some((speaker) => speaker === unit));
}

/** What anybody may say is its speaker's own; but dockerd's journal holds what a containerd of its own says. */
const quoted = (voice: Voice, { isAnybodys }: Signature): readonly Voice[] =>
  isAnybodys === true && voice !== "dockerd" ? [voice] : QUOTING[voice];

/** The line by itself; of a table the head with each of its rows. */
function* alone(index: number, _lines: readonly string[], read: readonly PastedLine[]): Generator<string> {
  const own = read[index];
  if (own === undefined || own.text === "") return;
  yield own.text;
  if (WIDE_GAP.test(own.text)) yield own.text.replaceAll(WIDE_GAPS, "");
  if (TABLE_HEAD.test(own.text)) yield* rows(index, own.text, read);
}

/** The line together with those that go on with it. */
function* together(index: number, lines: readonly string[], read: readonly PastedLine[]): Generator<string> {
  if (read[index]?.text === "") return;
  let glued = lines[index] ?? "";
  let spaced = glued;
  for (let next = index + 1; next < lines.length && next < index + MAX_JOINED; next += 1) {
    const line = read[next];
    const raw = lines[next];
    if (line === undefined || raw === undefined || raw.trim() === "" || isOwnLine(line, raw)) return;
    glued += raw.trim();
    spaced += ` ${raw.trim()}`;
    yield readPastedLine(glued).text;
    yield readPastedLine(spaced).text;
  }
}

/** Each row of a table under its head, without which its numbers mean nothing. */
function* rows(index: number, head: string, read: readonly PastedLine[]): Generator<string> {
  for (let next = index + 1; next < read.length && next <= index + MAX_ROWS; next += 1) {
    const row = read[next]?.text ?? "";
    if (row === "") return;
    yield `${head}\n${row}`;
  }
}

/** A line with a voice, a level or a time of its own does not go on with the one before. */
const isOwnLine = (line: PastedLine, raw: string): boolean =>
  line.voice !== undefined || line.level !== undefined || line.text.length < raw.trim().length - 2;

const ranked = (hit: Hit): Ranked & { readonly hit: Hit } => ({
  mode: hit.signature.mode,
  severity: hit.signature.severity,
  role: roleOf(hit),
  hit,
});

/** Of two that say the same: the cause, then the first line. */
const compare = (a: Hit, b: Hit): number => roleOf(a) - roleOf(b) || a.line - b.line;

/** A cause, what a deeper fault leaves behind as well, what is said of every failure. */
const roleOf = ({ signature: { isEffect, isLeast }, isQuoted }: Hit): number =>
  Number(isEffect === true) + Number(isLeast === true) + (isQuoted ? 0.5 : 0);

/** Words that are anybody's, in a log that is mostly another's: they are his before they are a quoted one's. */
const isQuoted = ({ isAnybodys, units }: Signature, { voice = "dockerd" }: PastedLine): boolean =>
  isAnybodys === true && !units.includes(voice);

const SHOWN_CHARS = 160;

function toFound({ signature, text }: Hit, line: number | null): Found {
  const match = (signature.pattern.exec(text)?.[0] ?? text).replace(/\s+/g, " ").trim();
  const shown = match.length > SHOWN_CHARS ? `${match.slice(0, SHOWN_CHARS - 1)}…` : match;
  const label = signature.label.charAt(0).toUpperCase() + signature.label.slice(1);
  return { symptom: signature.mode, line, reason: `${label}: “${shown}”.` };
}
