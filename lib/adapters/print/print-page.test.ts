import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPrinter } from "./print-page.ts";

/* What is asked of Chromium, with a script in its place: printing itself is seen in the browser tests. */

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "foghorn-printer-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A program that writes its arguments, its page and its environment down, and then does this. */
function standIn(script: string): string {
  const path = join(directory, "chromium");
  writeFileSync(
    path,
    `#!/bin/sh
printf '%s\\n' "$@" > ${directory}/arguments
env > ${directory}/environment
pwd > ${directory}/place
for argument; do case $argument in --print-to-pdf=*) pdf=\${argument#*=};; file://*) page=\${argument#file://};; esac; done
${script}
`,
  );
  chmodSync(path, 0o755);
  return path;
}

const note = (name: string): string => readFileSync(join(directory, name), "utf8");

test("the page is printed in a place of its own, of which nothing is left", async () => {
  const printer = createPrinter({ executable: standIn('{ printf %%PDF-; cat "$page"; } > "$pdf"') });
  const pdf = await printer.print("<p>Grüße</p>");
  expect(new TextDecoder().decode(pdf)).toBe("%PDF-<p>Grüße</p>");
  const place = note("place").trim();
  expect(note("arguments")).toContain(`--user-data-dir=${place}/profile`);
  expect(existsSync(place)).toBe(false);
});

test("it gets no network, and nothing of what the environment knows", async () => {
  process.env.FOGHORN_PLANTED = "hunter2";
  try {
    await createPrinter({ executable: standIn('printf %%PDF-1 > "$pdf"') }).print("x");
  } finally {
    delete process.env.FOGHORN_PLANTED;
  }
  expect(note("arguments")).toContain(
    "--host-resolver-rules=MAP * ~NOTFOUND\n--proxy-server=http://127.0.0.1:1\n",
  );
  expect(note("environment")).not.toContain("hunter2");
  expect(note("environment")).toContain(`HOME=${note("place").trim()}`);
});

test("what prints nothing, or something else, is an error that leaves nothing behind", async () => {
  for (const script of ["exit 1", "exit 0", 'echo "<html>" > "$pdf"']) {
    const printer = createPrinter({ executable: standIn(script) });
    await expect(printer.print("x")).rejects.toMatchObject({ code: "internal" });
    expect(existsSync(note("place").trim())).toBe(false);
  }
});

test("without Chromium it says so and what to do instead", async () => {
  const printer = createPrinter({ executable: join(directory, "nothing") });
  expect(printer.canPrint()).toBe(false);
  await expect(printer.print("x")).rejects.toMatchObject({
    code: "not-found",
    message: expect.stringContaining("Save the HTML"),
  });
});

test("pages are printed one after another, and who comes when many wait is told to come again", async () => {
  const gate = join(directory, "gate");
  const script = `test ! -e ${directory}/busy || exit 7; touch ${directory}/busy
while [ ! -e ${gate} ]; do sleep 0.05; done
rm ${directory}/busy; printf %%PDF-1 > "$pdf"`;
  const printer = createPrinter({ executable: standIn(script) });
  const printed = [1, 2, 3].map(() => printer.print("x"));
  await expect(printer.print("x")).rejects.toMatchObject({ code: "rate-limited" });
  writeFileSync(gate, "");
  expect(await Promise.all(printed)).toHaveLength(3);
  expect((await printer.print("x")).length).toBe(6);
});
