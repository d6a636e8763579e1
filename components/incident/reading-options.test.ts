import { expect, test } from "vitest";
import type { VitalView } from "#lib/protocol/views.ts";
import { matching } from "./completion.ts";
import { hostsToRead, readingOptions } from "./reading-options.ts";

const AT = Date.UTC(2026, 10, 18, 3, 7, 44);
const disk = (value: string): VitalView => ({
  id: "disk",
  name: "Disk, bytes",
  value,
  usual: "40 %",
  state: "usual",
  points: [],
});

test("readings of every affected host are offered, told apart by its name", () => {
  const options = readingOptions({ symptoms: [] }, [
    { hostId: "web-1", vitals: [disk("97 %")], at: AT },
    { hostId: "web-2", vitals: [disk("41 %")], at: AT },
  ]);
  expect(new Set(options.map(({ key }) => key)).size).toBe(2);
  expect(matching(options, "disk web-2").map(({ insert }) => insert)).toEqual([
    "**Disk, bytes** on web-2: `41 %` (03:07:44), usual 40 %",
  ]);
});

test("of many hosts the one that is typed is read, else the lead's and those after it", () => {
  const many = Array.from({ length: 30 }, (_, index) => `web-${index + 1}`);
  expect(hostsToRead(many, "web-9", "")).toEqual(["web-9", "web-1", "web-2", "web-3"]);
  expect(hostsToRead(many, "web-9", "web-27 di")[0]).toBe("web-27");
  expect(hostsToRead(["web-1"], undefined, "disk")).toEqual(["web-1"]);
});
