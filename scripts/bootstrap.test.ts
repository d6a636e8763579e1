import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/* The real npm, the real package.json and the real bootstrap, in a folder where everything is installed. */

const root = join(import.meta.dirname, "..");
const READS = ["package.json", "package-lock.json", "prisma/schema.prisma"];
const COPIED = [...READS, "scripts/bootstrap.mjs", "scripts/support/folder-lock.mjs"];
let folder: string;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function stamp(...files: readonly string[]): string {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "foghorn-bootstrap-"));
  for (const file of COPIED) cpSync(join(root, file), join(folder, file));
  write("node_modules/.foghorn/installed", stamp("package-lock.json"));
  write("node_modules/.foghorn/generated", stamp("prisma/schema.prisma", "package-lock.json"));
  write("lib/generated/prisma/client.ts", "");
  mkdirSync(join(folder, "node_modules/.bin"));
  symlinkSync(process.execPath, join(folder, "node_modules/.bin/node"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a SIGTERM to npm start reaches the script, and npm waits for its end", async () => {
  write(
    "scripts/start.ts",
    `import { writeFileSync } from "node:fs";
     process.on("SIGTERM", () => setTimeout(() => { writeFileSync("ended", ""); process.exit(0); }, 300));
     setTimeout(() => process.exit(1), 20_000);
     writeFileSync("started", "");`,
  );
  const npm = spawn("npm", ["start"], { cwd: folder, stdio: "ignore" });
  await expect.poll(() => existsSync(join(folder, "started")), { timeout: 15_000 }).toBe(true);
  npm.kill("SIGTERM");
  await once(npm, "exit");
  expect(existsSync(join(folder, "ended"))).toBe(true);
});
