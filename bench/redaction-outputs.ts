import { ChangeSet } from "@codemirror/state";
import { unzipSync } from "fflate";
import { createPrinter, type Printer } from "../lib/adapters/print/print-page.ts";
import { readPdf } from "../lib/adapters/print/testing/read-pdf.ts";
import { zipStream } from "../lib/adapters/zip/zip-stream.ts";
import type { IncidentId, ShareId } from "../lib/domain/ids.ts";
import { ATTACHMENT_PART_BYTES } from "../lib/domain/incidents/attachment.ts";
import type { ShareKind } from "../lib/domain/incidents/share-limits.ts";
import { readHtml } from "../lib/domain/postmortem/testing/read-html.ts";
import { DAY_MS } from "../lib/domain/time.ts";
import { ADA, type World } from "../lib/engine/incidents/testing/world.ts";
import type { Archive } from "../lib/engine/ports-incidents.ts";
import type { Case } from "./redaction-cases.ts";

/* How cases get into an incident, and each form in which they leave Foghorn. */

const HOST = "web-1";
const markOf = (number: number): string => `case-${String(number).padStart(6, "0")}`;
const END = "case-end";

/** The one output that has the texts of attached files in it. */
export const ZIP = "zip";

/** The one output whose lines end where the paper does: its text is told without blanks. */
export const PDF = "PDF export";

type Write = (world: World, incidentId: IncidentId, one: Case) => Promise<void>;

const common = (incidentId: IncidentId, place: string, number: number) =>
  ({ incidentId, visibility: "shared", clientKey: `${place}-${number}`, by: ADA }) as const;

export const writeNote: Write = async (world, incidentId, { number, text }) => {
  const markdown = [`note ${markOf(number)}`, text, END].join("\n");
  await world.incidents.commands.addNote({ ...common(incidentId, "note", number), markdown });
};

export const writeLines: Write = async (world, incidentId, { number, text }) => {
  const lines = [`lines ${markOf(number)}`, ...text.split("\n"), END];
  await pin(world, incidentId, number, lines);
};

export const attachFile: Write = async (world, incidentId, { number, text }) => {
  const data = new TextEncoder().encode("nothing\n");
  await world.incidents.commands.attachPart({
    ...common(incidentId, "file", number),
    name: `file ${markOf(number)}${text}`,
    sizeBytes: data.length,
    offset: 0,
    data,
  });
};

/** What is cut off hides everything up to the next end there is: it gets a file for itself. */
const isCutOff = ({ text }: Case): boolean => text.includes("-----BEGIN") && !text.includes("-----END");

/** Attached texts leave with the archive alone: many cases in one file, as in a log. */
export async function attachTexts(
  world: World,
  incidentId: IncidentId,
  cases: readonly Case[],
): Promise<void> {
  const files = [cases.filter((one) => !isCutOff(one)), ...cases.filter(isCutOff).map((one) => [one])];
  for (const [index, file] of files.entries()) {
    const text = file.map((one) => [`text ${markOf(one.number)}`, one.text, END].join("\n")).join("\n");
    const data = new TextEncoder().encode(text);
    for (let offset = 0; offset < data.length; offset += ATTACHMENT_PART_BYTES)
      await world.incidents.commands.attachPart({
        ...common(incidentId, "text", index),
        name: `${index}.log`,
        sizeBytes: data.length,
        offset,
        data: data.subarray(offset, offset + ATTACHMENT_PART_BYTES),
      });
  }
}

export async function pin(
  world: World,
  incidentId: IncidentId,
  number: number,
  lines: readonly string[],
): Promise<void> {
  await world.incidents.commands.pinLines({
    ...common(incidentId, "lines", number),
    hostId: HOST,
    source: "docker.service",
    lines: lines.map((text) => ({ at: world.now, text })),
  });
}

const ADDED = {
  incident: "{{timeline: all}}\n\n{{actions}}\n",
  limit: 190_000,
  actions: 150,
  actionLength: 400,
};

/** Cases that the text of a postmortem takes: it has a limit, and what is cut off would hide all that follows. */
export function casesOfProse(cases: readonly Case[]): readonly Case[] {
  let room = ADDED.limit;
  return cases.filter((one) => {
    if (isCutOff(one)) return false;
    room -= one.text.length + 40;
    return room > 0;
  });
}

/** Cases that fit in the one line an action is. */
export const casesOfActions = (cases: readonly Case[]): readonly Case[] =>
  cases
    .filter(({ text }) => !text.includes("\n") && text.length <= ADDED.actionLength)
    .filter((_, index, all) => index % Math.ceil(all.length / ADDED.actions) === 0);

/** A postmortem that people wrote of the incident: it tells the whole timeline, and cases in words and in actions. */
export async function writePostmortem(
  world: World,
  incidentId: IncidentId,
  cases: readonly Case[],
): Promise<void> {
  const { commands } = world.incidents.postmortems;
  const { text } = await commands.begin({ incidentId, templateId: "incident", by: ADA });
  const prose = casesOfProse(cases).map((one) => `prose ${markOf(one.number)}\n${one.text}\n${END}\n`);
  const insert = `${prose.join("\n")}\n${ADDED.incident}`;
  await commands.edit({
    incidentId,
    revision: 0,
    clientId: "the-bench",
    section: "",
    changes: [ChangeSet.of({ from: 0, to: text.length, insert }, text.length).toJSON()],
    by: ADA,
  });
  for (const one of casesOfActions(cases))
    await commands.addFollowUp({
      incidentId,
      text: `action ${markOf(one.number)} ${one.text} ${END}`,
      kind: "prevent",
      by: ADA,
    });
}

/** What leaves: every text of it, with what people see in place of signs that only a parser needs. */
export async function outputsOf(
  world: World,
  incidentId: IncidentId,
): Promise<Readonly<Record<string, string>>> {
  const { queries, commands } = world.incidents;
  const printer = createPrinter();
  const discretion = { hidesHosts: false, hidesPeople: true, hidesWords: true };
  const options = { arePeopleAliased: true };
  const preview = (await queries.sharePreview(incidentId, { sharedBy: ADA.name, discretion }))?.shared;
  const shareOf = async (kind: ShareKind) => {
    const { share } = await commands.createShare({
      incidentId,
      kind,
      discretion,
      expiresInMs: DAY_MS,
      by: ADA,
    });
    return queries.shared(share.id as ShareId);
  };
  const shared = await shareOf("snapshot");
  const live = await shareOf("live");
  const exported = await queries.postmortem(incidentId, options);
  const file = await queries.incidentFile(incidentId, options);
  const page = await queries.postmortemPage(incidentId, options);
  const archive = await queries.archive(incidentId, options);
  if (!preview || !shared || !live || !exported || !file || !page || !archive)
    throw new Error("an output is missing");
  return {
    "preview of a share": textsIn(preview).join("\n"),
    share: textsIn(shared).join("\n"),
    "live share": textsIn(live).join("\n"),
    "JSON export": `${file.fileName}\n${textsIn(JSON.parse(file.json)).join("\n")}`,
    [ZIP]: await asFiles(archive),
    "HTML export": `${page.fileName}\n${page.html}\n${readHtml(page.html)}`,
    ...(printer.canPrint() && { [PDF]: `${page.fileName}\n${await asPrinted(page.html, printer)}` }),
    "Markdown export": `${exported.fileName}\n${exported.markdown}\n${asShown(exported.markdown)}`,
  };
}

const FOOT = /page \d+ of \d+\s*INC-\d+, postmortem, as of [\d:\s-]+ UTC/;

/** What the paper says, without the foot that stands between two pages. */
async function asPrinted(html: string, printer: Printer): Promise<string> {
  const { pages } = await readPdf(await printer.print(html));
  return withoutBlanks(pages.map((page) => page.replace(FOOT, "")).join(""));
}

export const withoutBlanks = (text: string): string => text.replace(/\s+/g, "");

/** Names and texts of all files, as somebody finds them who unpacks the archive. */
async function asFiles(archive: Archive): Promise<string> {
  const packed = new Uint8Array(await new Response(zipStream(archive)).arrayBuffer());
  const files = Object.entries(unzipSync(packed));
  return [
    archive.fileName,
    ...files.map(([name, bytes]) => `${name}\n${new TextDecoder().decode(bytes)}`),
  ].join("\n");
}

/** What a reader of the Markdown sees: without the signs that keep text from being markup. */
const asShown = (markdown: string): string =>
  markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1").replaceAll("&lt;", "<");

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The text of each case in an output by its place and number; a place that shortens what is quoted still leaves the case. */
export function casesIn(output: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of output.matchAll(
    /(note|lines|file|text|prose|action) ?case-(\d{6})([\s\S]*?)(?:case-end|(?=(?:note|lines|file|text|prose|action) ?case-\d{6})|$)/g,
  )) {
    const [, place, number, text = ""] = match;
    const key = `${place} ${Number(number)}`;
    found.set(key, `${found.get(key) ?? ""}\n${text}`);
  }
  return found;
}
