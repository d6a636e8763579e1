import { describe, expect, test } from "vitest";
import type { PartId } from "../anatomy.ts";
import { anEntry, anIncident, aPerson, aSymptom, T0 } from "../incidents/testing/builders.ts";
import { composePostmortem } from "./compose.ts";
import { type Postmortem, TYPED_BEGIN, TYPED_END } from "./content.ts";
import type { FollowUp } from "./document.ts";
import { toHtml } from "./html.ts";
import { toMarkdown } from "./markdown.ts";
import { input } from "./testing/input.ts";

const composed = (text: string, followUps: readonly FollowUp[] = [], given = input()) =>
  composePostmortem({ text, followUps, standing: "Draft" }, given);

/** The words of people as they were typed. */
const asMarkdown = (postmortem: Postmortem) => toMarkdown(postmortem, (markdown) => markdown);

const prose = (text: string) =>
  composed(text).blocks.flatMap((block) => (block.kind === "prose" ? [block.markdown] : []));

describe("figures", () => {
  test("are filled in where they stand, and unknown ones are said to be", () => {
    expect(
      prose("From {{impact-started}} to {{mitigated}} UTC, {{time-to-mitigate}}; over at {{resolved}}."),
    ).toEqual(["From 09:30:00 to 09:58:36 UTC, 28 min 36 s; over at unknown."]);
  });

  test("of another day than the incident's come with their day", () => {
    const incident = anIncident({ milestones: { resolved: T0 + 86_400_000 } });
    const { blocks } = composed("{{resolved}}", [], input({ incident }));
    expect(blocks[0]).toMatchObject({ markdown: "2027-01-15 09:30:00" });
  });

  test("never are markup, whatever an incident is called", () => {
    const incident = anIncident({ title: "**a** <b> [c](d)" });
    const { blocks } = composed("{{title}}", [], input({ incident }));
    expect(blocks[0]).toMatchObject({ markdown: "\\*\\*a\\*\\* \\<b\\> \\[c\\](d)" });
  });

  test("that somebody typed over show those words, are marked, and the end says what the timeline says", () => {
    const postmortem = composed("About {{time-to-mitigate: half an hour}}.");
    expect(postmortem.blocks[0]).toMatchObject({
      markdown: `About ${TYPED_BEGIN}half an hour${TYPED_END}.`,
    });
    expect(asMarkdown(postmortem)).toContain("About half an hour.");
    expect(asMarkdown(postmortem)).toContain(
      "Typed over by hand: Time to mitigate, “half an hour”. The timeline says 28 min 36 s.",
    );
    expect(toHtml(postmortem, (text) => text)).toContain(
      'About <span class="typed" title="typed over by hand">half an hour</span>.',
    );
  });

  test("cannot be marked by hand with the characters that mark them", () => {
    expect(prose(`a ${TYPED_BEGIN}b${TYPED_END}`)).toEqual(["a b"]);
  });
});

describe("the text", () => {
  test("keeps what is no token: words about other tools, code, mistakes", () => {
    const text = "`docker ps --format {{.ID}}` and {{timelin}}\n\n```\n{{timeline}}\n```";
    expect(prose(text)).toEqual([text]);
  });

  test("has its headings as sections, with figures in them, and its hints for nobody", () => {
    const { blocks } = composed("# Of {{incident}}\n\n<!-- write here -->\n\n### A\\*b\nwords");
    expect(blocks.slice(0, 3)).toEqual([
      { kind: "section", title: "Of INC-0001" },
      { kind: "subsection", title: "A*b" },
      { kind: "prose", markdown: "words" },
    ]);
  });

  test("has the hints of a template for nobody either where code was not closed above them", () => {
    const text = "## Summary\n\n```\ndocker ps\n\n<!-- Two or three sentences. -->\n\n## Impact\n\nNone.";
    expect(composed(text).blocks.slice(0, 4)).toEqual([
      { kind: "section", title: "Summary" },
      { kind: "prose", markdown: "```\ndocker ps\n```" },
      { kind: "section", title: "Impact" },
      { kind: "prose", markdown: "None." },
    ]);
  });

  test("ends with the state of the timeline it stands on", () => {
    expect(asMarkdown(composed("x"))).toContain(
      "3 entries, each chained to the one before. Hash of the last: `f00d`",
    );
  });

  test("of nobody is an empty postmortem that still has its figures", () => {
    const postmortem = composed("");
    expect(postmortem.figures).toHaveLength(4);
    expect(postmortem.blocks.map(({ kind }) => kind)).toEqual(["section", "paragraph"]);
  });
});

describe("blocks", () => {
  test("stand where their token does, between the words", () => {
    expect(
      composed("a\n{{strip}}\nb")
        .blocks.slice(0, 3)
        .map(({ kind }) => kind),
    ).toEqual(["prose", "strip", "prose"]);
  });

  test("questions are numbered as they stand, and leave no blank in what people wrote", () => {
    const { blocks } = composed("{{known: noticed}}\n\n{{known: outside}}");
    const asked = blocks.flatMap((block) => (block.kind === "question" ? [block] : []));
    expect(asked.map(({ number, isAnswered }) => [number, isAnswered])).toEqual([
      [1, true],
      [2, true],
    ]);
    const blank = composePostmortem({ text: "{{known: outside}}", followUps: [] }, input());
    expect(asMarkdown(blank)).toContain("- Answer:");
  });

  test("the key timeline has people's words and says how many entries it leaves out", () => {
    const text = asMarkdown(composed("{{timeline: key}}"));
    expect(text).toContain("2 of 3 entries are told here.");
    expect(text).toContain("It *hangs*");
    expect(text).not.toContain("exit code 137");
  });

  test("the shared timeline has what was marked for readers and nothing else", () => {
    const entries = [
      anEntry(1, { kind: "note", markdown: "for us" }, { actor: aPerson("Ada"), visibility: "internal" }),
      anEntry(2, { kind: "note", markdown: "for all" }, { actor: aPerson("Ada"), visibility: "shared" }),
    ];
    const text = asMarkdown(composed("{{timeline: shared}}", [], input({ entries })));
    expect(text).toContain("for all");
    expect(text).not.toContain("for us");
  });

  test("one entry is told by its number, and a number without an entry is said to be none", () => {
    expect(asMarkdown(composed("{{entry: 3}}"))).toContain("**Bob** wrote:");
    expect(asMarkdown(composed("{{entry: 99}}"))).toContain("There is no entry 99.");
  });

  test("the cause chain is in the order of failure and names what each follows from", () => {
    const cause = aSymptom({ id: "a" as never, title: "NFS gone", sinceAt: T0, subject: "" });
    const effect = aSymptom({
      id: "b" as never,
      title: "dockerd hung",
      sinceAt: T0 + 60_000,
      absorbedBy: "a" as never,
      subject: "",
    });
    const { blocks } = composed("{{cause-chain}}", [], input({ symptoms: [effect, cause] }));
    const table = blocks.find((block) => block.kind === "table");
    expect(table?.rows.map((row) => [row[0], row[2], row[5]])).toEqual([
      ["1", "NFS gone", ""],
      ["2", "dockerd hung", "1"],
    ]);
  });

  test("the drawing has the broken parts in order, what they cut off, and the same in words", () => {
    const symptom = aSymptom({
      part: "dockerd",
      severity: "page",
      blast: { affected: [], parts: ["sock" as PartId], notAffected: [] },
    });
    const { blocks } = composed("{{anatomy}}", [], input({ symptoms: [symptom] }));
    expect(blocks[0]).toMatchObject({
      kind: "anatomy",
      states: { dockerd: "fault", sock: "hit" },
      order: [{ part: "dockerd", number: 1 }],
    });
    const html = toHtml(composed("{{anatomy}}", [], input({ symptoms: [symptom] })), (text) => text);
    expect(html).toContain('<g class="p-fault">');
    expect(html).toContain("Cut off: API socket");
  });

  test("actions name their owner and their day, or that there is none", () => {
    const followUp = {
      id: "1",
      text: "Mount it soft",
      kind: "prevent",
      createdAt: T0,
      createdBy: "Ada",
    } as const;
    const text = asMarkdown(composed("{{actions}}", [followUp]));
    expect(text).toContain("| Mount it soft | prevent | nobody yet | no date | open |");
  });
});

test("what people wrote is cleaned for Markdown, also what they wrote in notes", () => {
  const cleaned: string[] = [];
  toMarkdown(composed("words\n\n{{entry: 3}}"), (markdown) => {
    cleaned.push(markdown);
    return markdown;
  });
  expect(cleaned).toEqual(["words", "It *hangs*"]);
});

test("code that nobody closed ends where the text goes on, and so it does for who reads the file", () => {
  const { blocks } = composed("## One\n```\nps aux\n\n## Two\n{{strip}}\nwords");
  expect(blocks.slice(0, 5)).toMatchObject([
    { kind: "section", title: "One" },
    { kind: "prose", markdown: "```\nps aux\n```" },
    { kind: "section", title: "Two" },
    { kind: "strip" },
    { kind: "prose", markdown: "words" },
  ]);
});
