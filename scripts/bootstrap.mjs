#!/usr/bin/env node
// What every npm script begins with. Runs on any Node from 20 on and on a fresh clone: installs, generates, and
// then starts the real script with the Node this project is pinned to. Plain JavaScript without packages.
// package.json says `exec`: a shell between npm and this would keep the SIGTERM that npm passes on to itself.
// It speaks on stderr alone: some scripts print JSON on stdout.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lockFolder } from "./support/folder-lock.mjs";

const SCRIPTS = {
  start: "scripts/start.ts",
  dev: "scripts/dev.ts",
  demo: "scripts/demo.ts",
  test: "scripts/test.ts",
  check: "scripts/check.ts",
  fix: "scripts/fix.ts",
  lab: "lab/lab.ts",
  bench: "bench/bench.ts",
  backup: "scripts/backup.ts",
  admin: "scripts/admin.ts",
  classify: "scripts/classify.ts",
  diagnose: "scripts/diagnose.ts",
  "check-runbooks": "scripts/check-runbooks.ts",
  "check-templates": "scripts/check-templates.ts",
  "verify-timeline": "scripts/verify-timeline.ts",
  "new-mode": "scripts/new-mode.ts",
  "db-new": "scripts/db-new.ts",
  "db-generate": undefined, // the generating below is all of it
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const say = (line) => process.stderr.write(`${line}\n`);

const [command = "", ...args] = process.argv.slice(2);
if (!Object.hasOwn(SCRIPTS, command))
  fail(`There is no command ${command}. There are: ${Object.keys(SCRIPTS).join(", ")}`, 2);

process.chdir(root);
const node = await prepare();
const script = SCRIPTS[command];
if (script !== undefined) await become(node, [script, ...args]);

function fail(message, code = 1) {
  say(message);
  process.exit(code);
}

/** Installs and generates what is missing, one process at a time. Returns the Node to go on with. */
async function prepare() {
  if (isInstalled() && isGenerated()) return pinnedNode();
  const unlock = await lockFolder(join(root, ".bootstrap-lock"), say);
  // Also where this process ends because a step failed.
  process.on("exit", unlock);
  await install();
  const pinned = pinnedNode();
  await generate(pinned);
  unlock();
  return pinned;
}

function digest(...files) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function isStamped(name, stamp) {
  try {
    return readFileSync(join(modules, ".foghorn", name), "utf8") === stamp;
  } catch {
    return false;
  }
}

function stampWith(name, stamp) {
  mkdirSync(join(modules, ".foghorn"), { recursive: true });
  writeFileSync(join(modules, ".foghorn", name), stamp);
}

function installStamp() {
  return digest("package-lock.json");
}

function isInstalled() {
  return isStamped("installed", installStamp());
}

async function install() {
  if (isInstalled()) return;
  if (!isInstalledByHand()) {
    // Scripts of packages stay off: everything comes prebuilt, and npm before 11 does not know allowScripts.
    const options = ["--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    const npm = process.env.npm_execpath;
    const [program, ...first] = npm?.endsWith(".js") ? [process.execPath, npm] : ["npm"];
    await step("Installing npm packages (about a minute)", program, [
      ...first,
      "ci",
      "--loglevel=error",
      ...options,
    ]);
  }
  stampWith("installed", installStamp());
}

/** npm's own note of what it installed is not older than the lockfile. */
function isInstalledByHand() {
  try {
    const written = statSync(join(modules, ".package-lock.json")).mtimeMs;
    return written >= statSync(join(root, "package-lock.json")).mtimeMs && existsSync(join(modules, "next"));
  } catch {
    return false;
  }
}

function pinnedNode() {
  const pinned = join(modules, ".bin", "node");
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  return fail(
    `Foghorn brings its own Node for Linux on x64 and arm64. On ${process.platform} ${process.arch} it needs ` +
      `Node 24 or later; this is ${process.version}. Install it and run this again.`,
  );
}

function generateStamp() {
  return digest("prisma/schema.prisma", "package-lock.json");
}

function isGenerated() {
  const isThere = existsSync(join(root, "lib/generated/prisma/client.ts"));
  return isThere && command !== "db-generate" && isStamped("generated", generateStamp());
}

async function generate(node) {
  if (isGenerated()) return;
  rmSync(join(modules, ".foghorn", "generated"), { force: true });
  // Generating needs no schema engine; without the variable Prisma goes looking for one on the network.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  await step(
    "Generating the database client",
    node,
    [join(modules, "prisma/build/index.js"), "generate"],
    env,
  );
  stampWith("generated", generateStamp());
}

/** Runs a long step quietly, with a line now and then; its output is shown when it fails. */
function step(title, program, programArgs, env = process.env) {
  say(`${title} …`);
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const timer = setInterval(() => say(`${title}: ${seconds()} s`), 15_000);
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output = (output + chunk).slice(-20_000);
      });
    }
    // Ctrl-C reaches the whole group; SIGTERM only us, and an install left behind would go on by itself.
    const pass = (signal) => child.kill(signal);
    process.on("SIGTERM", pass);
    const ended = (reason) => {
      clearInterval(timer);
      process.off("SIGTERM", pass);
      if (reason === 0) return resolve(say(`${title}: done in ${seconds()} s`));
      fail(`${output}\n${title} failed (${reason}).`);
    };
    child.once("error", (error) => ended(error.message));
    child.once("close", (code, signal) => ended(code ?? signal));
  });
}

/** From here on this process is only a way to the script: its exit code and its signals. */
function become(program, programArgs) {
  const env = {
    ...process.env,
    PATH: `${join(modules, ".bin")}:${process.env.PATH ?? ""}`,
    // Node strips a thousand files of their types at each start otherwise: most of the time of a short command.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(modules, ".cache/node"),
  };
  const child = spawn(program, programArgs, { cwd: root, env, stdio: "inherit" });
  // Ctrl-C reaches the whole group by itself: passing it on would send it twice.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise(() => {
    child.once("error", (error) => fail(`${program} could not be started: ${error.message}`));
    child.once("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
