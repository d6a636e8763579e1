import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { openRunbookLibrary } from "#lib/adapters/runbooks/runbook-library.ts";
import { notesOn } from "#lib/domain/runbooks/notes.ts";
import { problemLines } from "#lib/domain/runbooks/problem-lines.ts";
import { root } from "./support/run-foghorn.ts";

/*
 * npm run check-runbooks -- [<dir>]: reads every file as Foghorn would and prints what is wrong with it: file, line,
 * column, reason. Of a whole file in a directory of one's own it says when it opens, and what may not have been meant.
 * Ends with 1 when a file is broken, 2 when there is no such directory. Without a directory: runbooks/.
 */

const RELEASE = join(root, "runbooks");

const [given, ...rest] = process.argv.slice(2);
if (rest.length > 0 || given?.startsWith("-")) leave("Usage: npm run check-runbooks -- [<dir>]");
const directory = given === undefined ? RELEASE : resolve(process.env.INIT_CWD ?? process.cwd(), given);
const found = await stat(directory).catch(() => undefined);
if (found === undefined) leave(`There is no directory ${directory}.`);
if (!found.isDirectory())
  leave(`${directory} is a file. Directories are read as a whole: ${dirname(directory)}`);

const own = directory === RELEASE ? undefined : directory;
const library = await openRunbookLibrary(RELEASE, () => {}, own);
library.close();
const problems = library.problems().filter(({ isOwn }) => own === undefined || isOwn);
const runbooks = library.runbooks().filter((runbook) => own === undefined || runbook.own);

for (const problem of problems) process.stdout.write(`${problemLines(problem)}\n`);
if (own !== undefined) {
  for (const runbook of runbooks)
    for (const note of notesOn(runbook, library.runbooks()))
      process.stdout.write(`${runbook.file}: note: ${note}\n`);
  for (const entry of await readdir(own, { withFileTypes: true })) {
    const why = whyNotRead(entry);
    if (why !== undefined) process.stdout.write(`${entry.name}: note: Not read: ${why}\n`);
  }
}
const broken = new Set(problems.map(({ file }) => file)).size;
const word = (count: number) => (count === 1 ? "file is" : "files are");
process.stdout.write(
  runbooks.length + broken === 0
    ? `There is no runbook in ${directory}.\n`
    : `${runbooks.length} ${word(runbooks.length)} whole, ${broken} ${word(broken)} broken.\n`,
);
process.exitCode = problems.length > 0 ? 1 : 0;

/** Of what lies beside the runbooks, what was probably meant as one. */
function whyNotRead(entry: Dirent): string | undefined {
  if (entry.name.startsWith(".")) return undefined;
  if (entry.isDirectory()) return "files in folders are not looked for.";
  if (entry.name.endsWith(".md") || !/\.(?:md|markdown|txt)$/i.test(entry.name)) return undefined;
  return 'the name has to end in ".md".';
}

function leave(message: string): never {
  process.stderr.write(`check-runbooks: ${message}\n`);
  process.exit(2);
}
