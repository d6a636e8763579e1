import { composePostmortem, type WrittenText } from "./compose.ts";
import type { Postmortem } from "./content.ts";
import { type RenderProse, toHtml, toPaper } from "./html.ts";
import { type CleanProse, toMarkdown } from "./markdown.ts";
import type { PostmortemInput } from "./postmortem-input.ts";
import { QUESTION_IDS } from "./tokens.ts";

/** What is told of an incident nobody has written about yet: all that is known, in this order. */
const UNWRITTEN = `{{facts}}

## Figures

{{figures}}

{{milestones}}

## Symptoms

{{symptoms}}

## Timeline

{{timeline: all}}

## Checklists

{{checklists}}

## Review

${QUESTION_IDS.map((id) => `{{known: ${id}}}`).join("\n\n")}
`;

/**
 * What the postmortem of an incident says: what people wrote, or without that everything the timeline knows. Nothing is
 * made up: what is not known is "unknown". Give it redacted values; it redacts nothing.
 */
export const postmortemOf = (input: PostmortemInput, written?: WrittenText): Postmortem =>
  composePostmortem(written ?? { text: UNWRITTEN, followUps: [] }, input);

/** The postmortem as Markdown. `cleanProse` takes out of what people wrote what does something in whatever reads the file. */
export const writePostmortem = (
  input: PostmortemInput,
  cleanProse: CleanProse,
  written?: WrittenText,
): string => toMarkdown(postmortemOf(input, written), cleanProse);

/** The same as one HTML file. `renderProse` makes safe HTML of what people wrote. */
export const writePostmortemPage = (
  input: PostmortemInput,
  renderProse: RenderProse,
  written?: WrittenText,
): string => toHtml(postmortemOf(input, written), renderProse);

/** The same for a pane of another page. */
export const writePostmortemPaper = (
  input: PostmortemInput,
  renderProse: RenderProse,
  written?: WrittenText,
): ReturnType<typeof toPaper> => toPaper(postmortemOf(input, written), renderProse);
