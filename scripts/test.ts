import { messageOf } from "#lib/domain/errors.ts";
import { ensureBuild } from "./support/build.ts";
import { LAB_ENV, prepareMachine, takeLabDown } from "./support/machine.ts";
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

const results: Counts[] = [];
const steps: readonly (() => Promise<readonly Counts[]>)[] = [checksAndUnits, withMachine];
for (const step of steps) if (!isInterrupted) results.push(...(await step()));

const counts = sum(isInterrupted ? [...results, FAILED] : results);
say(closing(counts));
process.exitCode = exitCodeOf(counts, isCi);

async function withMachine(): Promise<readonly Counts[]> {
  const machine = await prepareMachine(say);
  for (const what of machine.lacking) say(`Missing: ${what}`);
  const lab = machine.hasLab ? await vitest("lab", LAB_ENV) : await skippedVitest("lab");
  if (isInterrupted) return [lab];
  const browser = machine.hasLab && machine.hasBrowser ? await withBrowser() : await skippedPlaywright();
  if (machine.hasLab) await takeLabDown();
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
