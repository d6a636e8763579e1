import {
  type PostmortemTemplate,
  parseTemplate,
  TEMPLATE_LIMIT_BYTES,
} from "../../domain/postmortem/template.ts";
import type { RunbookProblem } from "../../domain/runbook.ts";
import { markdownFilesOf, readMarkdownFile } from "../markdown/markdown-files.ts";
import { readStrictYaml } from "../runbooks/read-yaml.ts";

export interface LoadedTemplates {
  /** By title. */
  readonly templates: readonly PostmortemTemplate[];
  readonly problems: readonly RunbookProblem[];
}

/** Every template of a directory. What is wrong with a file is a problem and takes no other out of use. */
export async function loadTemplates(directory: string): Promise<LoadedTemplates> {
  const templates: PostmortemTemplate[] = [];
  const problems: RunbookProblem[] = [];
  for (const file of await markdownFilesOf(directory)) {
    const read = await readMarkdownFile(directory, file, TEMPLATE_LIMIT_BYTES);
    if ("reason" in read) {
      problems.push({ file, line: 1, column: 1, reason: read.reason });
      continue;
    }
    const parsed = parseTemplate(read, readStrictYaml);
    if ("template" in parsed) templates.push(parsed.template);
    else problems.push(...parsed.problems);
  }
  return { templates: byTitle(templates), problems };
}

const byTitle = (templates: readonly PostmortemTemplate[]): readonly PostmortemTemplate[] =>
  templates.toSorted((a, b) => a.title.localeCompare(b.title, "en"));

/**
 * The release's templates and those of the user's own directory, which take the place of one with the same name. Read
 * when somebody is about to begin a postmortem, so a changed file is in force at once.
 */
export async function loadAllTemplates(release: string, own?: string): Promise<LoadedTemplates> {
  const shipped = await loadTemplates(release);
  if (own === undefined) return shipped;
  const { templates, problems } = await loadTemplates(own);
  const isReplaced = ({ id }: PostmortemTemplate) => templates.some((template) => template.id === id);
  return {
    templates: byTitle([
      ...shipped.templates.filter((template) => !isReplaced(template)),
      ...templates.map((template) => ({ ...template, isOwn: true as const })),
    ]),
    problems: [...problems.map((problem) => ({ ...problem, isOwn: true as const })), ...shipped.problems],
  };
}
