import { describe, expect, test } from "vitest";
import { baseKey } from "./base-definition.ts";
import { cacheDir } from "./places.ts";

describe("a base", () => {
  const key = baseKey("trixie", ["curl", "docker.io"], "useradd ops", "x64");

  test("is named after its suite", () => expect(key).toMatch(/^trixie-[0-9a-f]{12}$/));

  test("is another one for other packages, another preparation or another processor", () => {
    const others = [
      baseKey("trixie", ["docker.io"], "useradd ops", "x64"),
      baseKey("trixie", ["curl", "docker.io"], "useradd other", "x64"),
      baseKey("trixie", ["curl", "docker.io"], "useradd ops", "arm64"),
    ];
    expect(new Set([key, ...others]).size).toBe(4);
  });

  test("lies outside the checkout, where the environment says or where caches are", () => {
    expect(cacheDir({ FOGHORN_LAB_CACHE: "/a", XDG_CACHE_HOME: "/b" })).toBe("/a");
    expect(cacheDir({ XDG_CACHE_HOME: "/b" })).toBe("/b/foghorn-lab");
    expect(cacheDir({})).toBe("/var/cache/foghorn-lab");
  });
});
