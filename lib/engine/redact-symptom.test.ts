import { expect, test } from "vitest";
import type { HostId, SymptomId } from "../domain/ids.ts";
import { redactText } from "../domain/redaction/redact.ts";
import type { Symptom } from "../domain/symptom.ts";
import { createSymptomRedaction } from "./redact-symptom.ts";

const symptom: Symptom = {
  id: "s" as SymptomId,
  hostId: "a" as HostId,
  mode: "daemon-json-invalid",
  subject: "",
  state: "seen",
  severity: "page",
  part: "config",
  title: "daemon.json broken",
  summary: "line 3",
  seenAt: 1,
  sinceAt: 1,
  lastSeenAt: 1,
  isUnknown: false,
  evidence: [{ at: 1, source: "daemon.json", text: '"http-proxy": "http://ops:hunter2secret@proxy:3128"' }],
  blast: { affected: [], parts: [], notAffected: [] },
  facts: { line: "3" },
};

test("a proxy's password in a broken daemon.json is not on the screen", () => {
  const clean = createSymptomRedaction((text) => redactText(text, { key: "k" }).text);
  expect(JSON.stringify(clean(symptom))).not.toContain("hunter2secret");
  expect(clean(symptom).facts).toEqual({ line: "3" });
  expect(clean(symptom)).toBe(clean(symptom));
});
