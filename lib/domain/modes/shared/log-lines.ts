import type { HostState } from "../../host-state.ts";
import type { JournalLine, LogUnit } from "../../signal.ts";
import { type MarkedLine, markLine } from "../../signatures/mark-line.ts";
import type { Evidence } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";
import { toEvidence } from "./text.ts";

export interface FoundLine {
  readonly line: JournalLine;
  readonly marked: MarkedLine;
}

/** Marked lines with one of these signatures that were written after `afterAt`, newest first. */
export function linesWith(
  host: HostState,
  signatureIds: readonly string[],
  afterAt: EpochMs,
): readonly FoundLine[] {
  const found: FoundLine[] = [];
  for (let index = host.markedLines.length - 1; index >= 0; index -= 1) {
    const line = host.markedLines[index];
    if (line === undefined || line.sourceAt < afterAt) continue;
    const marked = markLine(line);
    if (marked && signatureIds.includes(marked.signature.id)) found.push({ line, marked });
  }
  return found;
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
  toEvidence(line.sourceAt, SOURCES[line.unit], line.text, reading ?? line.text);
