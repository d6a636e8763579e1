import { messageOf } from "#lib/domain/errors.ts";
import { ensureBuild } from "./support/build.ts";
import { LAB_ENV, type Machine, prepareMachine, takeLabDown } from "./support/machine.ts";
import { root } from "./support/run-foghorn.ts";
import { checksAndUnits, playwright, skippedPlaywright, skippedVitest, vitest } from "./support/runners.ts";
import { type Counts, closing, exitCodeOf, FAILED, sum } from "./support/step.ts";

/*
 * npm test: everything there is. Installs what the lab and the browser need where it may, says what is skipped and
 * why, and ends with one exact line.
 */

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const isCi = process.env.CI === "true";

// A runner that is interrupted ends by itself and takes its hosts down; this process only waits for it.
let isInterrupted = false;
process.on("SIGINT", () => {
  isInterrupted = true;
});

// Most of the preparation is waiting for packages.
const [units, machine] = await Promise.all([checksAndUnits(), prepareMachine(say)]);
const results = [...units, ...(isInterrupted ? [] : await withMachine(machine))];
const counts = sum(isInterrupted ? [...results, FAILED] : results);
say(closing(counts));
process.exitCode = exitCodeOf(counts, isCi);

async function withMachine({ hasLab, hasBrowser, lacking }: Machine): Promise<readonly Counts[]> {
  for (const what of lacking) say(`Missing: ${what}`);
  const lab = hasLab ? await vitest("lab", LAB_ENV) : await skippedVitest("lab");
  if (isInterrupted) return [lab];
  const browser = hasLab && hasBrowser ? await withBrowser() : await skippedPlaywright();
  if (hasLab) await takeLabDown();
  return [lab, browser];
}

async function withBrowser(): Promise<Counts> {
  try {
    await ensureBuild(root, say);
  } catch (error) {
    return { ...FAILED, failures: [{ title: "The build", message: messageOf(error) }] };
  }
  return playwright(LAB_ENV);
}
