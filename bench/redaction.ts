import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import type { IncidentId } from "../lib/domain/ids.ts";
import { redactText } from "../lib/domain/redaction/redact.ts";
import { createWorld, type World } from "../lib/engine/incidents/testing/world.ts";
import { type Case, casesOf, fileNameCases } from "./redaction-cases.ts";
import { OWN_WORDS, PEOPLE } from "./redaction-kept.ts";
import {
  attachFile,
  attachTexts,
  casesIn,
  casesOfActions,
  casesOfProse,
  outputsOf,
  PDF,
  pin,
  withoutBlanks,
  writeLines,
  writeNote,
  writePostmortem,
  ZIP,
} from "./redaction-outputs.ts";
import { type Letters, lettersOf, randomOf } from "./redaction-secrets.ts";
import type { BenchResult } from "./result.ts";

/*
 * npm run bench -- redaction [--seed 1] [--show]: synthetic secrets, names of people and words of an own list in what carries them, written into an incident on a real
 * database as notes, pinned lines and names of files, and looked for in every form in which it leaves Foghorn; beside them
 * lines of real engines and containers, which must stay as they are. --show prints what was found of each miss.
 */

const SHOULD_FOUND_RATIO = 0.95;
const BENIGN_MASKED_RATIO = 0.01;
/** Of a secret this much in a row is a leak. */
const LEAK_CHARS = 8;
const BENIGN_IDS = 300;
const LINES_OF_A_PIN = 50;

export async function run(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: "string", default: "1" }, show: { type: "boolean", default: false } },
  });
  const letters = lettersOf(randomOf(Number(values.seed)));
  const cases = casesOf(letters);
  const files = fileNameCases(letters, cases.length);
  const benign = benignLines(letters);
  const world = await createWorld((text) => redactText(text, { key: "bench", areEmailsHidden: true }));
  world.people = PEOPLE;
  world.settings = { ...world.settings, ownWords: OWN_WORDS };
  try {
    const incidentId = await world.openOne();
    await writeAll(world, incidentId, cases, files, benign);
    const outputs = await outputsOf(world, incidentId);
    return report(outputs, cases, files, benign, values.show);
  } finally {
    await world.close();
  }
}

async function writeAll(
  world: World,
  incidentId: IncidentId,
  cases: readonly Case[],
  files: readonly Case[],
  benign: readonly string[],
): Promise<void> {
  for (const one of cases) {
    await writeNote(world, incidentId, one);
    await writeLines(world, incidentId, one);
  }
  await attachTexts(world, incidentId, cases);
  await writePostmortem(world, incidentId, cases);
  for (const one of files) await attachFile(world, incidentId, one);
  for (let from = 0; from < benign.length; from += LINES_OF_A_PIN)
    await pin(
      world,
      incidentId,
      cases.length + files.length + from,
      benign.slice(from, from + LINES_OF_A_PIN),
    );
}

/** Lines that real engines, kernels and containers wrote into the recording of the demo, and ids as they write them. */
function benignLines({ of, pick }: Letters): readonly string[] {
  const file = join(import.meta.dirname, "../demo/session.ndjson.gz");
  const rows = gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split("\n")
    .map((row) => JSON.parse(row) as Row);
  const recorded = rows.flatMap((row) => [
    ...(row.records ?? []).flatMap(({ line }) => (line === undefined ? [] : [line.text])),
    ...(row.frames ?? []).flatMap(({ lines }) => (lines ?? []).map(({ text }) => text)),
  ]);
  const hex = (length: number): string => of("0123456789abcdef", length);
  const made = Array.from({ length: BENIGN_IDS }, () =>
    pick([
      `container ${hex(64)} died (exit 137)`,
      `shop/web@sha256:${hex(64)} pulled`,
      `level=error msg="request failed" traceID=${hex(32)} spanID=${hex(16)} status=500`,
      `request ${[8, 4, 4, 4, 12].map(hex).join("-")} took 12 ms`,
      `merge ${hex(40)} into main`,
      `layer ${hex(12)}: Pull complete`,
      `etag: "${hex(32)}", 304 Not Modified`,
      `/var/lib/docker/overlay2/${hex(64)}/diff is 12 MB`,
      `veth${hex(7)}: entered blocking state`,
      `http://${hex(12)}:8080/health answered 200 in ${of("123456789", 2)} ms`,
    ]),
  );
  return [...new Set([...recorded, ...made])].filter((line) => line.trim() !== "" && !line.includes("\n"));
}

interface Row {
  readonly records?: readonly { readonly line?: { readonly text: string } }[];
  readonly frames?: readonly { readonly lines?: readonly { readonly text: string }[] }[];
}

/** What acts on a terminal or cannot be seen hides no secret: it is taken away before anybody looks. */
const withoutInvisible = (text: string): string => text.replace(INVISIBLE, "");
const INVISIBLE = new RegExp(
  String.raw`(?:${String.fromCharCode(0x1b)}|\u241b)\[[0-9;]*m|\p{Cf}|[\u2400-\u2421]`,
  "gu",
);

const leaks = (text: string, core: string): boolean => {
  if (core.length < LEAK_CHARS) return text.includes(core);
  for (let from = 0; from + LEAK_CHARS <= core.length; from += 1)
    if (text.includes(core.slice(from, from + LEAK_CHARS))) return true;
  return false;
};

/** What one output tells of the cases of one place. */
interface Tally {
  readonly name: string;
  readonly cases: number;
  /** Not in it at all: nothing is proven of them. */
  readonly absent: number;
  readonly leaking: readonly { readonly one: Case; readonly told: string }[];
  readonly mustLeaks: number;
  readonly shouldFound: number;
}

function tallyOf(name: string, all: readonly Case[], toldOf: (one: Case) => string | undefined): Tally {
  const leaking = all.flatMap((one) => {
    const told = toldOf(one);
    const isLeak = told !== undefined && one.cores.some((core) => leaks(withoutInvisible(told), core));
    return isLeak ? [{ one, told }] : [];
  });
  const mustLeaks = leaking.filter(({ one }) => one.class === "must").length;
  const should = all.filter((one) => one.class === "should").length;
  return {
    name,
    cases: all.length,
    absent: all.filter((one) => toldOf(one) === undefined).length,
    leaking,
    mustLeaks,
    shouldFound: should === 0 ? 1 : Number((1 - (leaking.length - mustLeaks) / should).toFixed(3)),
  };
}

/** As its secrets stand on paper, where a line ends anywhere. */
const asPrinted = (one: Case): Case => ({ ...one, cores: one.cores.map(withoutBlanks) });

const missesOf = ({ name, absent, mustLeaks, shouldFound }: Tally): readonly string[] => [
  ...(absent > 0 ? [`${name}: ${absent} cases are not in it, so nothing is proven of them`] : []),
  ...(mustLeaks > 0 ? [`${name}: ${mustLeaks} secrets that must never be seen`] : []),
  ...(shouldFound < SHOULD_FOUND_RATIO ? [`${name}: ${shouldFound} of what should be hidden`] : []),
];

function report(
  outputs: Readonly<Record<string, string>>,
  cases: readonly Case[],
  files: readonly Case[],
  benign: readonly string[],
  isShown: boolean,
): BenchResult {
  const missed: string[] = [];
  if (!(PDF in outputs))
    missed.push(`${PDF}: there is no Chromium here to print with, so nothing is proven of it`);
  const figures: Record<string, unknown> = {};
  for (const [output, text] of Object.entries(outputs)) {
    const found = casesIn(text);
    const places: readonly (readonly [string, readonly Case[]])[] = [
      ["note", cases],
      ["lines", cases],
      ["file", files],
      // A share tells the timeline alone.
      ...(output.includes("share")
        ? []
        : [["prose", casesOfProse(cases)] as const, ["action", casesOfActions(cases)] as const]),
      ...(output === ZIP ? [["text", cases] as const] : []),
    ];
    for (const [place, all] of places) {
      const wanted = output === PDF ? all.map(asPrinted) : all;
      const tally = tallyOf(`${output}, ${place}`, wanted, ({ number }) => found.get(`${place} ${number}`));
      const { name, leaking, ...counts } = tally;
      figures[name] = counts;
      missed.push(...missesOf(tally));
      if (isShown) for (const { one, told } of leaking) print(name, one, told);
    }
    const asToldThere = output === PDF ? withoutBlanks : (line: string) => line.trim();
    const masked = benign.filter((line) => !text.includes(asToldThere(line)));
    figures[`${output}, benign lines`] = { lines: benign.length, masked: masked.length };
    if (masked.length / benign.length > BENIGN_MASKED_RATIO)
      missed.push(`${output}: ${masked.length} of ${benign.length} benign lines were changed`);
    if (isShown) for (const line of masked) process.stdout.write(`${output}: changed: ${line}\n`);
  }
  for (const [name, figure] of Object.entries(figures))
    process.stdout.write(`${name}: ${JSON.stringify(figure)}\n`);
  return { figures, missed };
}

const print = (output: string, { class: which, kind, carrier, text }: Case, told: string): void =>
  void process.stdout.write(
    `${output}: ${which}, ${kind}, ${carrier}\n  written ${JSON.stringify(text.slice(0, 300))}\n  told    ${JSON.stringify(told.slice(0, 300))}\n`,
  );
