import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run-foghorn.ts";
import { read, run, tools } from "./step.ts";

/** What this machine can run, and in words what it would need for the rest. */
export interface Machine {
  readonly hasLab: boolean;
  readonly hasBrowser: boolean;
  readonly lacking: readonly string[];
}

/** The tests' own lab: hosts somebody has up by hand are left alone. */
export const LAB_ENV = { FOGHORN_LAB_DIR: process.env.FOGHORN_LAB_DIR ?? join(root, ".lab/tests") };

const isDebianRoot = (): boolean => process.getuid?.() === 0 && existsSync("/etc/debian_version");
const chromium = (): string => process.env.FOGHORN_CHROMIUM ?? "/usr/bin/chromium";

/** Installs what is missing where that is possible, says what it does, and then looks. */
export async function prepareMachine(say: (line: string) => void): Promise<Machine> {
  if (isDebianRoot()) {
    await installChromium(say);
    // Says itself what it installs; what it could not is named below.
    await run(tools.lab(["install"]), { env: LAB_ENV });
  }
  const lacking: string[] = [];
  const hasBrowser = existsSync(chromium());
  if (!hasBrowser)
    lacking.push(`Chromium at ${chromium()} (Debian: apt-get install chromium; or set FOGHORN_CHROMIUM)`);
  const needs = await labNeeds();
  lacking.push(...needs);
  if (needs.length > 0) return { hasLab: false, hasBrowser, lacking };
  say("Looking for the lab's base; it is built when it is missing (about two minutes) …");
  const hasLab = (await run(tools.lab(["base"]), { env: LAB_ENV })) === 0;
  // Before the tests' clocks run; where it cannot be made, those that need it say so.
  if (hasLab) await run(tools.lab(["base", "--extras"]), { env: LAB_ENV });
  return {
    hasLab,
    hasBrowser,
    lacking: hasLab ? lacking : [...lacking, "the lab's base, which could not be built"],
  };
}

interface Need {
  readonly name: string;
  readonly isMet: boolean;
  readonly detail: string;
}

async function labNeeds(): Promise<string[]> {
  const { text } = await read(tools.lab(["doctor", "--json"]), { env: LAB_ENV });
  const needs = JSON.parse(text) as readonly Need[];
  return needs.filter(({ isMet }) => !isMet).map(({ name, detail }) => `the lab's ${name}: ${detail}`);
}

async function installChromium(say: (line: string) => void): Promise<void> {
  if (existsSync(chromium())) return;
  say("Installing the Debian package chromium …");
  const apt = ["apt-get", "--quiet", "--option", "DPkg::Lock::Timeout=600"];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run([...apt, "update"], { env });
  await run([...apt, "install", "--yes", "--no-install-recommends", "chromium"], { env });
}

export const takeLabDown = (): Promise<number> => run(tools.lab(["down", "--all"]), { env: LAB_ENV });
