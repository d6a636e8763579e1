import { expect, test } from "vitest";
import { anIncident } from "#lib/domain/incidents/testing/builders.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { examplesOf } from "./redaction-examples.ts";

const entryOf = (body: TimelineEntry["body"]) =>
  ({ body, actor: { kind: "person", userId: "u", name: "Ada" } }) as unknown as TimelineEntry;

const shared = (...bodies: readonly TimelineEntry["body"][]): SharedTimeline => ({
  incident: { ...anIncident(), title: "dockerd hung" },
  sharedBy: "[redacted:email#0b9d]",
  frozenAt: 0,
  expiresAt: 0,
  hiddenCount: 0,
  redactionCount: 0,
  symptoms: [],
  entries: bodies.map(entryOf),
});

test("each rule has one example with what stands around its mark, and the places where it was used", () => {
  const found = examplesOf(
    shared(
      {
        kind: "note",
        markdown: "see\npostgres://checkout:[redacted:url-password#77e0]@db-2/orders of today\nend",
      },
      {
        kind: "lines.pinned",
        hostId: "web-1" as never,
        source: "docker.service",
        lines: [
          { at: 0, text: "again [redacted:url-password#77e0]" },
          { at: 0, text: "[redacted:url-password#77e0] and [redacted:url-password#77e0]" },
        ],
      },
    ),
  );
  expect(found.get("url-password")).toEqual({
    rule: "url-password",
    before: "postgres://checkout:",
    mark: "url-password#77e0",
    after: "@db-2/orders of today",
    where: "in a note, 2 pinned lines",
  });
  expect(found.get("email")?.where).toBe("in a person’s name");
});

test("no other mark and no long text stands in an example", () => {
  const long = "x".repeat(500);
  const found = examplesOf(
    shared({ kind: "note", markdown: `${long}[redacted:cookie#0001] [redacted:jwt#0002]${long}` }),
  );
  expect(found.get("cookie")?.before).toHaveLength(27);
  expect(found.get("cookie")?.after).not.toContain("redacted");
});
