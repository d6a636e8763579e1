import type { IncidentId } from "../../domain/ids.ts";
import { redactValue } from "../../domain/incidents/redact-value.ts";
import { recordingWords } from "../../domain/postmortem/compose.ts";
import { oneLine, utc, withoutControls } from "../../domain/postmortem/plain.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { Checklists } from "../checklists/checklists.ts";
import type { CapturedEvidence } from "../ports.ts";
import type { Archive, ArchiveFile } from "../ports-incidents.ts";
import type { IncidentsDeps } from "./contract.ts";
import type { ExportOptions } from "./export-options.ts";
import { toIncidentExport } from "./incident-export.ts";
import { factsOf, type IncidentFacts } from "./incident-facts.ts";
import { markdownOf, pageOf } from "./postmortem.ts";
import { redactLong } from "./redact-long.ts";

const NAME_LIMIT = 80;
/** Of an entry's number: names in the order of the timeline. */
const SEQ_DIGITS = 5;

const README = `What Foghorn knew of this incident when it was asked, redacted by the rules of that moment.

postmortem.md      the postmortem, to go on writing
postmortem.html    the same as one page, to read and to print
incident.json      the same for programs: every entry with its digest and hash
attachments/       files that people attached; text is redacted, pictures are as they were sent
pinned/            lines and readings that people pinned
evidence/          what Foghorn saved of containers by itself
`;

/** A part of a name that every system takes, and that leads nowhere. */
const part = (text: string): string =>
  oneLine(text)
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^[.-]+|[.-]+$/g, "")
    .slice(0, NAME_LIMIT) || "unnamed";

const numbered = (seq: number, text: string): string =>
  `${String(seq).padStart(SEQ_DIGITS, "0")}-${part(text)}`;

/** "2027-01-14 09:30:00.000000001" in UTC: nanoseconds stay. */
const utcNano = (timeNano: string): string =>
  `${utc(Number(timeNano.slice(0, -6))).slice(0, -3)}${timeNano.slice(-9)}`;

const ownLines = (lines: readonly string[]): string => `${lines.map(withoutControls).join("\n")}\n`;

/** Pinned entries, as they are told now: redacted already. */
function pinned({ seq, body }: TimelineEntry): readonly ArchiveFile[] {
  if (body.kind === "lines.pinned") {
    const name = `pinned/${numbered(seq, `${body.hostId}-${body.source}`)}.txt`;
    return [{ name, content: ownLines(body.lines.map(({ at, text }) => `${utc(at)}  ${text}`)) }];
  }
  if (body.kind === "reading.pinned") {
    const name = `pinned/${numbered(seq, `${body.hostId}-${body.name}`)}.txt`;
    const usual = body.usual === undefined ? [] : [`usual: ${body.usual}`];
    const points = body.points.map(({ at, value }) => `${utc(at)}  ${value ?? "not read"}`);
    return [{ name, content: ownLines([`${body.name}: ${body.value}`, ...usual, "", ...points]) }];
  }
  return [];
}

function captured(
  evidence: CapturedEvidence,
  { clean }: Pick<IncidentFacts, "clean">,
): readonly ArchiveFile[] {
  const { value } = redactValue(evidence, clean);
  const stamp = utc(value.capturedAt).slice(0, 19).replace(" ", "-").replaceAll(":", "");
  const name = `evidence/${part(`${stamp}-${clean(value.hostId).text}-${value.subject}-${value.id.slice(0, 8)}`)}`;
  const lines = value.lines.map(({ timeNano, stream, text }) => `${utcNano(timeNano)} ${stream}  ${text}`);
  return [
    { name: `${name}.txt`, content: ownLines([value.title, "", ...lines]) },
    ...(value.inspect === undefined ? [] : [{ name: `${name}-inspect.json`, content: value.inspect }]),
  ];
}

async function* filesOf(
  deps: IncidentsDeps,
  facts: IncidentFacts,
  incidentId: IncidentId,
): AsyncIterable<ArchiveFile> {
  const { input } = facts;
  const played = input.recording && `\n${recordingWords(input.recording)}\n`;
  yield { name: "README.txt", content: `${README}${played ?? ""}` };
  yield { name: "postmortem.md", content: markdownOf(deps, facts) };
  yield { name: "postmortem.html", content: pageOf(deps, facts) };
  yield {
    name: "incident.json",
    content: `${JSON.stringify(toIncidentExport(deps, facts), undefined, 2)}\n`,
  };
  for (const { seq, body } of input.entries) {
    if (body.kind !== "attachment.added") continue;
    const bytes = await deps.stores.incidents.attachment(incidentId, seq);
    // Erased while this was written: it is gone from here as well.
    if (bytes === undefined) continue;
    const isText = !body.mediaType.startsWith("image/");
    const content = isText ? await redactLong(new TextDecoder().decode(bytes), facts.clean) : bytes;
    yield { name: `attachments/${numbered(seq, body.name)}`, content };
  }
  for (const entry of input.entries) yield* pinned(entry);
  // What a container wrote is for those who may read its logs.
  if (facts.options.isInternalLeftOut) return;
  for (const one of await deps.stores.incidents.evidence(incidentId)) yield* captured(one, facts);
}

/** Everything of an incident as files. Undefined for an unknown incident. */
export async function archiveOf(
  deps: IncidentsDeps,
  checklists: Pick<Checklists, "readStep">,
  incidentId: IncidentId,
  options?: ExportOptions,
): Promise<Archive | undefined> {
  const facts = await factsOf(deps, checklists, incidentId, options);
  if (facts === undefined) return undefined;
  const inOne = async function* (): AsyncIterable<ArchiveFile> {
    for await (const file of filesOf(deps, facts, incidentId))
      yield { ...file, name: `${incidentId}/${file.name}` };
  };
  return { fileName: `${incidentId}.zip`, writtenAt: facts.input.writtenAt, files: inOne() };
}
