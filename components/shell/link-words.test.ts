import { expect, test } from "vitest";
import type { Link } from "#lib/client/link.ts";
import { AT } from "../test-views.ts";
import { linkLook } from "./link-words.ts";

const link = (state: Link["state"], lagMs = 200): Link => ({ state, since: AT, lagMs });
const up = { state: "up", since: AT } as const;
const down = { state: "down", since: AT } as const;

test("a link over which nothing about a host comes is not called live: it says since when", () => {
  expect(linkLook(link("live"), up, false)).toMatchObject({ words: "Live", lag: "lag 0.2 s" });
  const silent = linkLook(link("live"), down, false);
  expect(silent).toMatchObject({ words: "Silent since 03:24:08", isLive: false });
  expect(silent.lag).toBeUndefined();
  expect(linkLook(link("lagging", 9_000), down, false).words).toBe("Silent since 03:24:08");
});

test("its own trouble comes first, and a recording is not live", () => {
  expect(linkLook(link("lost"), down, false).words).toBe("Link lost 03:24:08");
  expect(linkLook(link("connecting"), undefined, false).words).toBe("Connecting");
  expect(linkLook(link("lagging", 9_000), up, false)).toMatchObject({ words: "Lagging", lag: "9.0 s" });
  expect(linkLook(link("live"), up, true).words).toBe("Recording");
});
