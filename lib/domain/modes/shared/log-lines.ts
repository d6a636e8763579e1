import type { HostState } from "../../host-state.ts";
import type { JournalLine, LogUnit } from "../../signal.ts";
import { type MarkedLine, marksOf } from "../../signatures/mark-line.ts";
import type { Evidence } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";
import { isPodman } from "./host-facts.ts";
import { MAX_READING_CHARS, toEvidence } from "./text.ts";

export interface FoundLine {
  readonly line: JournalLine;
  readonly marked: MarkedLine;
}

const found = new WeakMap<readonly JournalLine[], ReadonlyMap<string, readonly FoundLine[]>>();

/** The marked lines by signature, newest first; sorted once for each state of a host, since every mode asks each second. */
function linesBySignature(lines: readonly JournalLine[]): ReadonlyMap<string, readonly FoundLine[]> {
  const known = found.get(lines);
  if (known !== undefined) return known;
  const pairs = lines.toReversed().flatMap((line) => marksOf(line).map((marked) => ({ line, marked })));
  const sorted = Map.groupBy(pairs, ({ marked }) => marked.signature.id);
  found.set(lines, sorted);
  return sorted;
}

/**
 * Marked lines with one of these signatures that were written after `afterAt`, newest first. Of a podman host the kernel's
 * alone: what is followed besides are Docker's units, which are another's there.
 */
export function linesWith(
  host: HostState,
  signatureIds: readonly string[],
  afterAt: EpochMs,
): readonly FoundLine[] {
  const sorted = linesBySignature(host.markedLines);
  const lines = signatureIds
    .flatMap((id) => sorted.get(id) ?? [])
    .filter(({ line }) => line.sourceAt >= afterAt && (line.unit === "kernel" || !isPodman(host)));
  return signatureIds.length > 1 ? lines.toSorted((a, b) => b.line.sourceAt - a.line.sourceAt) : lines;
}

const SOURCES: Record<LogUnit, string> = {
  dockerd: "journal docker.service",
  containerd: "journal containerd.service",
  systemd: "journal systemd",
  kernel: "journal kernel",
  container: "journal container",
};

/** Lines as evidence, unchanged. The reading is the line itself where no shorter word is given. */
export const lineEvidence = ({ line }: FoundLine, reading?: string): Evidence =>
  toEvidence(line.sourceAt, SOURCES[line.unit], line.text, withReason(reading ?? readingOf(line.text)));

/** Why a certificate was not accepted, which Go says last: what stands before it is the same for every reason. */
const OF_CERTIFICATE = /x509: [\s\S]+/;

const withReason = (reading: string): string =>
  reading.length <= MAX_READING_CHARS ? reading : (OF_CERTIFICATE.exec(reading)?.[0] ?? reading);

const HANDED_ON =
  /(?:Handler for [A-Z]+ \S+ returned error|TLS handshake error from \S+|X509 key pair \([^)]*\)|CA certificate "[^"]*"): ([\s\S]+)/;

/** dockerd outside of its unit writes `time="…" level=error msg="…"`; a field that was cut off has no end. */
const MESSAGE_FIELD = /^time=\S+(?: \w+=\S+)*? msg=(?:"((?:[^"\\]|\\.)*)"?|(\S+))/s;

function messageOf(text: string): string {
  const [, quoted, bare] = MESSAGE_FIELD.exec(text) ?? [];
  return quoted?.replaceAll('\\"', '"').replaceAll("\\n", " ") ?? bare ?? text;
}

/** Of an error that was handed on: its last words that fit, where Go has the cause. Else the message, which begins with it. */
function readingOf(line: string): string {
  const text = messageOf(line);
  const error = HANDED_ON.exec(text)?.[1]?.trimEnd();
  if (error === undefined || OF_CERTIFICATE.test(error)) return error ?? text;
  const steps = error.split(": ");
  for (let from = 0; from < steps.length - 1; from += 1) {
    const rest = steps.slice(from).join(": ");
    if (rest.length <= MAX_READING_CHARS) return rest;
  }
  return steps.at(-1) ?? error;
}
