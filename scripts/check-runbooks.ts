import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { loadRunbooks } from "#lib/adapters/runbooks/load-runbooks.ts";
import { problemLines } from "#lib/domain/runbooks/problem-lines.ts";
import { root } from "./support/run-foghorn.ts";

/*
 * npm run check-runbooks -- [<dir>]: reads every file as Foghorn would and prints what is wrong with it: file, line,
 * column, reason. Ends with 1 when a file is broken, 2 when there is no such directory. Without a directory: runbooks/.
 */

const RELEASE = join(root, "runbooks");

const [given, ...rest] = process.argv.slice(2);
if (rest.length > 0 || given?.startsWith("-")) leave("Usage: npm run check-runbooks -- [<dir>]");
const directory = given === undefined ? RELEASE : resolve(process.env.INIT_CWD ?? process.cwd(), given);
const isThere = await stat(directory).then(
  (found) => found.isDirectory(),
  () => false,
);
if (!isThere) leave(`There is no directory ${directory}.`);

const { runbooks, problems } = await loadRunbooks(directory, directory === RELEASE ? [] : [RELEASE]);
for (const problem of problems) process.stdout.write(`${problemLines(problem)}\n`);
const files = new Set(problems.map(({ file }) => file));
const word = (count: number) => (count === 1 ? "file is" : "files are");
process.stdout.write(
  `${runbooks.length} ${word(runbooks.length)} whole, ${files.size} ${word(files.size)} broken.\n`,
);
process.exitCode = problems.length > 0 ? 1 : 0;

function leave(message: string): never {
  process.stderr.write(`check-runbooks: ${message}\n`);
  process.exit(2);
}
