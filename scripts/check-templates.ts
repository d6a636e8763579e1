import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { loadTemplates } from "#lib/adapters/postmortem-templates/template-library.ts";
import { problemLines } from "#lib/domain/runbooks/problem-lines.ts";
import { root } from "./support/run-foghorn.ts";

/*
 * npm run check-templates -- [<dir>]: reads every postmortem template as Foghorn would and prints what is wrong with it:
 * file, line, column, reason. Ends with 1 when a file is broken, 2 when there is no such directory. Without a directory:
 * postmortems/.
 */

const [given, ...rest] = process.argv.slice(2);
if (rest.length > 0 || given?.startsWith("-")) leave("Usage: npm run check-templates -- [<dir>]");
const directory =
  given === undefined ? join(root, "postmortems") : resolve(process.env.INIT_CWD ?? process.cwd(), given);
const found = await stat(directory).catch(() => undefined);
if (found === undefined) leave(`There is no directory ${directory}.`);
if (!found.isDirectory())
  leave(`${directory} is a file. Directories are read as a whole: ${dirname(directory)}`);

const { templates, problems } = await loadTemplates(directory);
for (const problem of problems) process.stdout.write(`${problemLines(problem)}\n`);
const broken = new Set(problems.map(({ file }) => file)).size;
const word = (count: number) => (count === 1 ? "file is" : "files are");
process.stdout.write(
  templates.length + broken === 0
    ? `There is no template in ${directory}.\n`
    : `${templates.length} ${word(templates.length)} whole, ${broken} ${word(broken)} broken.\n`,
);
process.exitCode = problems.length > 0 ? 1 : 0;

function leave(message: string): never {
  process.stderr.write(`check-templates: ${message}\n`);
  process.exit(2);
}
