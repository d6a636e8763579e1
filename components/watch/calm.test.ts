import { describe, expect, test } from "vitest";
import { AT, aHost } from "../test-views.ts";
import { calmHead, feedWords, unheardWords } from "./calm.ts";

const { lastHeardAt: _, ...unknown } = aHost();
const silence = { reason: "name not known: web-1 does not resolve", sinceAt: AT };
const never = { ...unknown, isHeard: false, silence };
const live = { state: "live", since: AT } as const;
const lost = { state: "lost", since: AT } as const;

describe("a Watch without a row", () => {
  test("is calm where every host is heard", () => {
    expect(calmHead([aHost(), aHost()], live)).toEqual({
      title: "Nothing is wrong that Foghorn can see.",
      read: "2 of 2 engines were read within the last seconds.",
    });
  });

  test("calls nothing calm that it does not hear", () => {
    expect(calmHead([never, never], live)).toEqual({
      title: "No host is heard.",
      read: "0 of 2 engines were read.",
    });
    expect(calmHead([aHost(), never], live).title).toBe(
      "1 of 2 hosts is heard: nothing is wrong on it that Foghorn can see.",
    );
    expect(calmHead([aHost(), aHost(), never], live).title).toMatch(/^2 of 3 hosts are heard: .* on them /);
  });

  test("says nothing of now once its own link is lost", () => {
    expect(calmHead([aHost()], lost)).toEqual({
      title: "Nothing is known since 03:24:08: the link to Foghorn is lost.",
      read: "1 of 1 engine was read before the link broke.",
    });
  });
});

test("the feed is live and follows only over a link, and where a host is heard", () => {
  const seen = { isRecording: false, isHeard: true };
  expect(feedWords(live, seen)).toMatchObject({ title: "Live feed", following: "following" });
  expect(feedWords(live, { ...seen, isRecording: true }).title).toBe("Feed");
  expect(feedWords(lost, seen)).toMatchObject({ title: "Feed", following: "stopped at 03:24:08" });
  expect(feedWords(live, { ...seen, isHeard: false })).toMatchObject({
    title: "Feed",
    none: "Nothing can be said: no host is heard.",
  });
});

test("a host that never spoke is not told as one that fell silent", () => {
  expect(unheardWords(never)).toBe("never heard from, tried since 03:24:08");
  expect(unheardWords({ lastHeardAt: AT, silence })).toBe("not heard from since 03:24:08");
});
