import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { toDiskUsage } from "./disk-usage.ts";

const keep = (text: string): string => text;
const fixture = (engine: string): unknown =>
  JSON.parse(readFileSync(new URL(`./fixtures/system-df.docker-${engine}.json`, import.meta.url), "utf8"));

describe.each(["20.10.24", "26.1.5"])("the disk usage of Docker %s", (engine) => {
  test("is totals, and what could be freed", () => {
    const usage = toDiskUsage(fixture(engine), keep);
    expect(usage).toMatchObject({
      images: { count: 3, unusedCount: 2, reclaimableBytes: 0, danglingCount: 0 },
      volumes: { count: 1, unusedCount: 1, unusedBytes: 3_145_728, largestUnused: [{ name: "keep" }] },
      buildCache: { count: 0, bytes: 0 },
      writable: [{ bytes: 5_242_880 }],
    });
    expect(JSON.stringify(usage)).not.toContain("sleep 1000");
  });
});

test("what Docker did not count is no negative size, and shared layers are not freed", () => {
  const usage = toDiskUsage(
    {
      LayersSize: -1,
      Images: [
        { Containers: 0, Size: 900, SharedSize: 400, RepoTags: null },
        { Containers: 0, Size: 50, SharedSize: -1, RepoTags: ["<none>:<none>"] },
        { Containers: -1, Size: 70, SharedSize: 0, RepoTags: ["a:1"] },
      ],
      Volumes: [
        { Name: "far", UsageData: { Size: -1, RefCount: 0 } },
        { Name: "plain", UsageData: null },
      ],
      BuildCache: [
        { Size: 10, InUse: false, Shared: false },
        { Size: 20, InUse: true, Shared: false },
        { Size: 40, InUse: false, Shared: true },
      ],
      Containers: null,
    },
    keep,
  );
  expect(usage).toEqual({
    images: { count: 3, bytes: 0, unusedCount: 2, reclaimableBytes: 550, danglingCount: 2 },
    volumes: {
      count: 2,
      bytes: 0,
      unusedCount: 1,
      unusedBytes: 0,
      largestUnused: [{ name: "far", bytes: 0 }],
    },
    buildCache: { count: 3, bytes: 30, reclaimableBytes: 10 },
    writable: [],
  });
});
