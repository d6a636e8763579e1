import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FoghornError } from "../../domain/errors.ts";
import { withFonts } from "./fonts.ts";

/*
 * Prints a page with the Chromium of the machine. It gets a page of our own, without script, in a profile of its own that is
 * thrown away, and reaches no network; what it may not do it could not do in the page either.
 */

const USUAL = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
];
/** 2,000 entries are 600 pages, which two busy cores print in twenty seconds. */
const DEADLINE_MS = 120_000;
/** Printing takes a whole process; who comes later is told to come again. */
const WAITING_LIMIT = 3;
const SIZE_LIMIT_BYTES = 64 * 1_024 * 1_024;

const FLAGS: readonly string[] = [
  "--headless",
  "--disable-gpu",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-extensions",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-sync",
  "--disable-breakpad",
  "--disable-dev-shm-usage",
  // Nothing has a name and nothing an address: a page that asked for something would get nothing.
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--proxy-server=http://127.0.0.1:1",
  "--proxy-bypass-list=<-loopback>",
  "--no-pdf-header-footer",
  "--generate-pdf-document-outline",
];

export interface Printer {
  /** Looked up each time: Chromium may be installed while Foghorn runs. */
  readonly canPrint: () => boolean;
  /**
   * A PDF of this page. Rejects with `not-found` where there is no Chromium, `rate-limited` while others wait, and
   * `internal` when it does not print within two minutes.
   */
  readonly print: (html: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/** `executable`: the only one that is looked for, where it is given. */
export function createPrinter({ executable }: { readonly executable?: string } = {}): Printer {
  const find = () => (executable === undefined ? USUAL : [executable]).find((path) => existsSync(path));
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    canPrint: () => find() !== undefined,
    async print(html) {
      const found = find();
      if (found === undefined)
        throw new FoghornError(
          "not-found",
          "There is no Chromium here to print with. Save the HTML and print that.",
        );
      if (waiting >= WAITING_LIMIT)
        throw new FoghornError("rate-limited", "Other pages are being printed. Try again in a moment.");
      waiting += 1;
      const printed = last.then(() => printOne(found, html));
      last = printed.catch(() => undefined);
      try {
        return await printed;
      } finally {
        waiting -= 1;
      }
    },
  };
}

async function printOne(executable: string, html: string): Promise<Uint8Array<ArrayBuffer>> {
  const directory = await mkdtemp(join(tmpdir(), "foghorn-print-"));
  try {
    const page = join(directory, "page.html");
    const pdf = join(directory, "page.pdf");
    await writeFile(page, await withFonts(html), { mode: 0o600 });
    await run(executable, directory, [`--print-to-pdf=${pdf}`, `file://${page}`]);
    if ((await stat(pdf)).size > SIZE_LIMIT_BYTES) throw new Error("the PDF is larger than 64 MiB");
    const bytes = new Uint8Array(await readFile(pdf));
    if (!new TextDecoder().decode(bytes.subarray(0, 5)).startsWith("%PDF-")) throw new Error("it is no PDF");
    return bytes;
  } catch (error) {
    throw new FoghornError("internal", "Chromium did not print the page.", { cause: error });
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Ends with the process it started, at the latest at the deadline; nothing of it outlives Foghorn. */
function run(executable: string, directory: string, task: readonly string[]): Promise<void> {
  // Chromium's own wall cannot be built by root, which is who runs Foghorn in many a container.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const child = spawn(
    executable,
    [...FLAGS, ...asRoot, `--user-data-dir=${join(directory, "profile")}`, ...task],
    {
      cwd: directory,
      stdio: "ignore",
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH ?? "/usr/bin:/bin",
        HOME: directory,
        TMPDIR: directory,
        LANG: "C.UTF-8",
      },
    },
  );
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const deadline = setTimeout(kill, DEADLINE_MS);
  return new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`it ended with ${signal ?? code}`));
    });
  }).finally(() => {
    clearTimeout(deadline);
    process.off("exit", kill);
  });
}
