import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openRunbookLibrary } from "./runbook-library.ts";
import { WHOLE } from "./testing/whole.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "foghorn-runbooks-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("a broken file is a problem and the rest still load; a change is read", async () => {
  writeFileSync(join(directory, "daemon-hung.md"), WHOLE);
  writeFileSync(join(directory, "broken.md"), "nothing");
  writeFileSync(join(directory, "binary.md"), Buffer.from([0xff, 0xfe, 0x00]));
  writeFileSync(join(directory, "README.md"), "not a runbook");
  const onChange = vi.fn();
  const library = await openRunbookLibrary(directory, onChange);
  expect(library.runbooks().map(({ id }) => id)).toEqual(["daemon-hung"]);
  expect(library.problems().map(({ file }) => file)).toEqual(["binary.md", "broken.md"]);
  const before = library.runbooks()[0]?.version;
  writeFileSync(join(directory, "daemon-hung.md"), WHOLE.replace("It lives", "It still lives"));
  await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), { timeout: 5_000 });
  expect(library.runbooks()[0]?.intro).toContain("It still lives");
  expect(library.runbooks()[0]?.version).not.toBe(before);
  library.close();
});

test("asked to read again it has read everything once it answers, whatever the system told of", async () => {
  writeFileSync(join(directory, "daemon-hung.md"), WHOLE);
  const library = await openRunbookLibrary(directory, () => undefined);
  writeFileSync(join(directory, "daemon-hung.md"), WHOLE.replace("title: dockerd hung", "title: Hung"));
  writeFileSync(join(directory, "broken.md"), "nothing");
  await library.readAgain();
  expect(library.runbooks().map(({ title }) => title)).toEqual(["Hung"]);
  expect(library.textOf("daemon-hung")).toContain("title: Hung");
  expect(library.problems()).toMatchObject([{ file: "broken.md" }]);
  library.close();
});

test("a directory that is not there is an empty library", async () => {
  const library = await openRunbookLibrary(join(directory, "none"), () => undefined);
  expect([library.runbooks(), library.problems()]).toEqual([[], []]);
  library.close();
});

test("a file of the user's own takes the place of the release's; broken, it takes nothing out of force", async () => {
  const own = mkdtempSync(join(tmpdir(), "foghorn-own-"));
  writeFileSync(join(directory, "daemon-hung.md"), WHOLE);
  writeFileSync(join(own, "daemon-hung.md"), "broken");
  writeFileSync(join(own, "ours.md"), WHOLE.replace("title: dockerd hung", "title: Ours"));
  const onChange = vi.fn();
  const library = await openRunbookLibrary(directory, onChange, own);
  const titles = () => library.runbooks().map(({ title, own: ours }) => [title, ours?.replaces]);
  expect(onChange).not.toHaveBeenCalled();
  expect(titles()).toEqual([
    ["dockerd hung", undefined],
    ["Ours", false],
  ]);
  expect(library.problems()).toMatchObject([{ file: "daemon-hung.md", isOwn: true, inForce: "release" }]);
  writeFileSync(join(own, "daemon-hung.md"), WHOLE.replace("title: dockerd hung", "title: Hung, ours"));
  await vi.waitFor(() => expect(titles()[0]).toEqual(["Hung, ours", true]), 5_000);
  expect(library.replaced("daemon-hung")?.title).toBe("dockerd hung");
  expect(library.replaced("ours")).toBeUndefined();
  writeFileSync(join(own, "daemon-hung.md"), "broken again");
  await vi.waitFor(() => expect(library.problems()).toMatchObject([{ inForce: "before" }]), 5_000);
  expect(titles()[0]).toEqual(["Hung, ours", true]);
  // What is in force is what is handed out, not what the disk has.
  expect(library.textOf("daemon-hung")).toContain("title: Hung, ours");
  await library.setOwn(undefined);
  expect(titles()).toEqual([["dockerd hung", undefined]]);
  library.close();
  rmSync(own, { recursive: true, force: true });
});
