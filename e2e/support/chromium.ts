/** Debian's Chromium, with everything off that would call home. */
export const CHROMIUM = {
  executablePath: process.env.FOGHORN_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
};
