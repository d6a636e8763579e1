import { assert, type Expectation, type Fault } from "./fault.ts";

const JOURNALCTL = "/usr/bin/journalctl";
// Half a minute until it counts as lost, and what the reader needs to notice.
const SEEN_AFTER_MS = 40_000;

export const fault: Fault = {
  id: "telemetry-gap",
  variants: { journal: "journalctl fails as soon as it begins, and the one that ran has ended" },
  break: async (host) => {
    await host.sh(`mount --bind /bin/false ${JOURNALCTL}; pkill -x journalctl || true`);
  },
  verify: async (host) => {
    const { code } = await host.try([JOURNALCTL, "-n", "1"]);
    assert(code !== 0, "journalctl works");
  },
  heal: async (host) => {
    await host.sh(`while mountpoint -q ${JOURNALCTL}; do umount ${JOURNALCTL}; done`);
  },
  expect: (): Expectation => ({
    part: "callers",
    seenWithinMs: SEEN_AFTER_MS,
    state: "all units active",
    api: "as usual",
    subject: "journal",
    blast: [],
  }),
};
