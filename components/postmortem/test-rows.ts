import type { IncidentId, UserId } from "#lib/domain/ids.ts";
import type { NamedPerson } from "#lib/domain/incident.ts";
import type { FollowUp, PublishedVersion } from "#lib/domain/postmortem/document.ts";
import type { PostmortemRow } from "#lib/protocol/postmortem-views.ts";
import { startOf } from "./follow-up-words.ts";

/* Builders for tests of the list: say only what matters there. */

export const TODAY = "2026-11-18";
export const ADA: NamedPerson = { userId: "u-ada" as UserId, name: "Ada" };
export const BEN: NamedPerson = { userId: "u-ben" as UserId, name: "Ben" };

type Text = NonNullable<PostmortemRow["postmortem"]>;

export const anAction = (id: string, more: Partial<FollowUp> = {}): FollowUp => ({
  id,
  text: id,
  kind: "prevent",
  createdAt: startOf("2026-11-01"),
  createdBy: "Ada",
  ...more,
});

export const aText = (more: Partial<Text> = {}): Text => ({
  incidentId: "INC-0412" as IncidentId,
  status: "draft",
  templateId: "incident",
  revision: 3,
  createdAt: startOf("2026-11-03"),
  createdBy: "Ada",
  editedAt: startOf("2026-11-04"),
  editedBy: "Ada",
  published: [],
  followUps: [],
  comments: [],
  ...more,
});

export const aVersion = (version: number, day: string): PublishedVersion => ({
  version,
  at: startOf(day),
  by: "Ada",
  headSeq: 9,
  headHash: "",
  digest: "",
});

export const aRow = (more: Partial<PostmortemRow> = {}): PostmortemRow => ({
  id: "INC-0412",
  title: "dockerd hung on fra1-app-07",
  severity: "SEV2",
  state: "resolved",
  openedAt: startOf("2026-11-02"),
  parts: {},
  ...more,
});
