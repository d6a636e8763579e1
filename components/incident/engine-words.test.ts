import { expect, test } from "vitest";
import { AT, aHostDetail, aPart } from "../test-views.ts";
import { fromLine, spokenEngine } from "./engine-words.ts";

test("an engine that nobody hears is not said to be live", () => {
  expect(fromLine("web-1", aHostDetail())).toBe("live from web-1");
  const silence = { reason: "Foghorn's gate is down: no host is asked", sinceAt: AT };
  expect(fromLine("web-1", aHostDetail({ isHeard: false, lastHeardAt: AT, silence }))).toBe(
    "nothing heard from web-1 since 03:24:08",
  );
  expect(fromLine("web-1", { isHeard: false })).toBe("nothing heard from web-1");
});

test("of lit parts those that somebody knows of are told apart", () => {
  const host = aHostDetail({
    partViews: [
      aPart("config", { state: "fault", reading: "not JSON" }),
      aPart("disk", { state: "warn", reading: "91 %" }),
    ],
  });
  expect(spokenEngine(host, ["config"])).toBe("fra1-app-07: config not JSON (muted); disk 91 %");
  expect(spokenEngine(aHostDetail({ partViews: [] }), [])).toBe("fra1-app-07: every part answers as usual");
});
