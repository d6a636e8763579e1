import { describe, expect, test } from "vitest";
import { anEntry, anIncident, aPerson, aSymptom, T0 } from "../incidents/testing/builders.ts";
import type { EntryBody } from "../timeline.ts";
import { stripOf } from "./strip.ts";
import { HOST, input, markdownOf } from "./testing/input.ts";
import { readHtml } from "./testing/read-html.ts";
import { writePostmortemPage } from "./write-postmortem.ts";

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Markdown as it was typed: what makes HTML of it is tested where it stands. */
const renderProse = (markdown: string) => markdown.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? "");

const page = (given: Parameters<typeof writePostmortemPage>[0]) => writePostmortemPage(given, renderProse);

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=y>&'`;

test("the page tells what the Markdown tells: every line of the timeline, every figure, the last hash", () => {
  const shown = readHtml(page(input()));
  for (const told of [
    "Time to detect",
    "1 min 42 s",
    "unknown: resolved is pending",
    "web-1: api died, exit code 137, 8 times to 09:30:09",
    "Bob wrote:",
    "It *hangs*",
    "connect ECONNREFUSED",
    "From acknowledged to mitigated: 24 min 50 s.",
    "No runbook was opened.",
    "Hash of the last: f00d",
  ])
    expect(shown).toContain(told);
  const headings = [...markdownOf(input()).matchAll(/^##+ (.*)$/gm)].map(([, title]) => title ?? "");
  expect(headings.length).toBeGreaterThan(10);
  for (const heading of headings) expect(shown).toContain(heading.replaceAll("\\", ""));
});

test("the page asks nobody for anything and runs nothing", () => {
  const html = page(input());
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(html).not.toMatch(
    /<(?:script|link|img|iframe|object|embed|base|form)\b|\bsrc=|\bhref=|url\(|@import|\son\w+=/i,
  );
});

describe("hostile text", () => {
  const bodies: readonly EntryBody[] = [
    { kind: "note", markdown: HOSTILE },
    { kind: "engine.line", hostId: HOST, unit: HOSTILE, text: HOSTILE },
    { kind: "lines.pinned", hostId: HOST, source: HOSTILE, lines: [{ at: T0, text: HOSTILE }] },
    { kind: "incident.renamed", from: "x", to: HOSTILE },
  ];
  const parts = {
    incident: anIncident({ title: HOSTILE, acknowledgedBy: { ...aPerson(HOSTILE) } }),
    entries: bodies.map((body, index) => anEntry(index + 1, body, { actor: aPerson(HOSTILE) })),
    symptoms: [
      aSymptom({
        title: HOSTILE,
        summary: HOSTILE,
        subject: HOSTILE,
        evidence: [{ at: T0, source: HOSTILE, text: HOSTILE }],
        blast: { affected: [HOSTILE], parts: [], notAffected: [HOSTILE] },
      }),
    ],
  };

  test("is text wherever it stands, in full", () => {
    const html = page(input(parts));
    expect(html).not.toMatch(/<script|<img|onerror=y>/);
    expect(
      html.split("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=y&gt;&amp;&#39;").length,
    ).toBeGreaterThan(12);
  });

  test("ends neither the page's own style nor an attribute, and turns no line around it", () => {
    const html = page(
      input({
        incident: anIncident({ id: `INC-1"}</style><b>`, title: "\u202eevil\u200b\u001b[2J</title>" }),
      }),
    );
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html.match(/<\/title>/g)).toHaveLength(1);
    expect(html).toContain("\ufffdevil\ufffd\u241b[2J");
  });
});

describe("the strip", () => {
  const rows = (...at: readonly number[]) =>
    at.map((one, index) => ({
      name: ["Impact", "Detected", "Acknowledged", "Mitigated"][index] ?? "",
      at: one,
    }));

  test("draws every milestone that is known at its place in time", () => {
    const strip = stripOf(rows(T0, T0 + 10_000, T0 + 20_000, T0 + 100_000));
    expect(strip).toContain(
      'aria-label="Impact 09:30:00, Detected 09:30:10, Acknowledged 09:30:20, Mitigated 09:31:40"',
    );
    expect(strip).toContain('class="bar b" style="left:10.00%;width:10.00%');
    expect(strip).toContain('class="mk t" style="right:0.00%');
  });

  test("is left out where there is no stretch to draw", () => {
    expect(stripOf(rows(T0))).toBe("");
    expect(stripOf(rows(T0, T0))).toBe("");
    expect(stripOf([])).toBe("");
  });
});
