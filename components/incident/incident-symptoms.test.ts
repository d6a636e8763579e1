import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { HostId } from "#lib/domain/ids.ts";
import { anIncident, aSymptom } from "#lib/domain/incidents/testing/builders.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { IncidentSymptoms } from "./incident-symptoms.tsx";

const on = (hostId: string) => ({
  ...aSymptom({ id: `s-${hostId}`, hostId, subject: "shop-api-1", state: "cleared" }),
  absorbs: [],
  chain: [],
});
const textOf = (hostIds: readonly string[]): string => {
  const incident = {
    ...anIncident({ hostIds: hostIds as readonly HostId[] }),
    symptoms: hostIds.map(on),
  } as unknown as IncidentDetail;
  return renderToStaticMarkup(
    createElement(IncidentSymptoms, { incident, hostId: undefined, canWrite: false }),
  ).replace(/<[^>]+>/g, " ");
};

test("where one incident has several hosts each symptom says on which it is", () => {
  expect(textOf(["web-1", "web-2"]).replace(/\s+/g, " ")).toMatch(
    /shop-api-1 on web-1 .*shop-api-1 on web-2/,
  );
  expect(textOf(["web-1"])).not.toContain(" on ");
});
