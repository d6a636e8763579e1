import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FaultHost, faultHost, RESET_FAILED } from "../faults/fault.ts";
import { runningHost } from "../in-host.ts";
import { openLab } from "../places.ts";
import type { ConfigCase } from "./case.ts";
import { CONFIG_CASES } from "./cases.ts";

/*
 * node lab/config-table/record.ts [--fresh] <host> [<host>]: starts the engine of each host with every configuration of the
 * table, under its real unit, and writes down whether it came up and what it said. The unit test beside the fixture
 * holds Foghorn's verdict against it. Without --fresh it goes on where it stopped. The host is of no use for anything else meanwhile.
 */

const FIXTURES = join(import.meta.dirname, "../../lib/domain/daemon-config/fixtures");
// Each start is the only one: neither is it repeated, nor do a hundred of them spend the start limit.
const ONCE = "[Unit]\\nStartLimitIntervalSec=0\\n[Service]\\nRestart=no\\n";
const START_MS = 100_000;
const isFresh = process.argv.includes("--fresh");

export interface RecordedStart extends ConfigCase {
  /** `systemctl cat docker.service`, where it is not the package's own. */
  readonly unitText?: string;
  readonly isUp: boolean;
  /** What dockerd wrote at level error or worse, or outside of levels, newest last; and systemd's word on the unit. */
  readonly said: readonly string[];
}

async function recordHost(name: string): Promise<void> {
  const lab = openLab();
  const host = faultHost(lab, name, runningHost(lab, name).engine);
  const version = (await host.sh("docker version --format '{{.Server.Version}}'")).trim();
  await host.sh(
    `cp -p /etc/default/docker /run/lab-defaults.kept 2>/dev/null || true
     mkdir -p /run/systemd/system/docker.service.d /etc/systemd/system/docker.service.d /etc/docker
     printf '${ONCE}' > /run/systemd/system/docker.service.d/lab-once.conf; systemctl daemon-reload`,
  );
  const vendorUnit = await host.sh("systemctl cat docker.service");
  const file = join(FIXTURES, `starts.docker-${version.replace(/\+.*/, "")}.json`);
  const known = readKnown(file);
  const cases: RecordedStart[] = [];
  for (const one of CONFIG_CASES) {
    const before = known.find((each) => isSameCase(each, one));
    const recorded = before ?? (await recordCase(host, one, vendorUnit));
    cases.push(recorded);
    writeFileSync(file, `${JSON.stringify({ version, vendorUnit, cases }, undefined, 1)}\n`);
    process.stderr.write(
      `${name} ${recorded.isUp ? "up  " : "DOWN"} ${one.id}: ${recorded.said.at(-1) ?? ""}\n`,
    );
  }
  await reset(host);
  await host.sh(
    `rm -f /run/systemd/system/docker.service.d/lab-once.conf
     test ! -e /run/lab-defaults.kept || mv /run/lab-defaults.kept /etc/default/docker
     systemctl daemon-reload; ${RESET_FAILED}; systemctl start docker.socket docker.service`,
    { deadlineMs: START_MS },
  );
}

/** What an earlier run wrote down; with --fresh nothing of it is taken. */
function readKnown(file: string): readonly RecordedStart[] {
  if (isFresh || !existsSync(file)) return [];
  const { cases }: { cases: readonly RecordedStart[] } = JSON.parse(readFileSync(file, "utf8"));
  return cases;
}

const isSameCase = (a: ConfigCase, b: ConfigCase): boolean =>
  a.id === b.id && a.file === b.file && a.defaults === b.defaults && a.dropIn === b.dropIn;

async function recordCase(host: FaultHost, one: ConfigCase, vendorUnit: string): Promise<RecordedStart> {
  await reset(host);
  const cursor = (await host.sh("journalctl --sync; journalctl -n 1 -o json --output-fields=_PID")).trim();
  const { __CURSOR: after }: { __CURSOR: string } = JSON.parse(cursor);
  if (one.file !== undefined) await host.sh("cat > /etc/docker/daemon.json", { input: one.file });
  if (one.defaults !== undefined) await host.sh("cat > /etc/default/docker", { input: one.defaults });
  if (one.dropIn !== undefined)
    await host.sh("cat > /etc/systemd/system/docker.service.d/lab-case.conf", { input: one.dropIn });
  await host.sh("systemctl daemon-reload");
  await host.try(["systemctl", "start", "docker.service"], { deadlineMs: START_MS });
  const isUp = (await host.try(["systemctl", "--quiet", "is-active", "docker.service"])).code === 0;
  const unitText = await host.sh("systemctl cat docker.service 2>/dev/null");
  // Not --unit: with --after-cursor, systemd 252 leaves out its own lines about a unit it refuses.
  const journal = await host.sh(
    `journalctl --sync; journalctl --after-cursor='${after}' -o json --output-fields=MESSAGE,SYSLOG_IDENTIFIER`,
  );
  return { ...one, ...(unitText !== vendorUnit && { unitText }), isUp, said: wordsOf(journal) };
}

function wordsOf(journal: string): readonly string[] {
  return journal
    .split("\n")
    .filter((line) => line !== "")
    .map((line): { MESSAGE: string; SYSLOG_IDENTIFIER: string } => JSON.parse(line))
    .filter(({ MESSAGE, SYSLOG_IDENTIFIER }) =>
      SYSLOG_IDENTIFIER === "dockerd"
        ? !/level=(?:info|debug|warning)|^\s|^$|^\d{4}[/-]/.test(MESSAGE)
        : SYSLOG_IDENTIFIER === "systemd" &&
          /^docker\.service: .*setting, which is only allowed/.test(MESSAGE),
    )
    .map(({ MESSAGE }) => MESSAGE.replace(/time="[^"]*"/, 'time="2026-11-21T00:00:00Z"'))
    .slice(-4);
}

const reset = (host: FaultHost): Promise<string> =>
  host.sh(
    `systemctl stop docker.socket docker.service 2>/dev/null || true
     rm -f /etc/docker/daemon.json /etc/default/docker /etc/systemd/system/docker.service.d/lab-case.conf
     ip link delete docker0 2>/dev/null || true
     systemctl daemon-reload; ${RESET_FAILED}
     systemctl stop docker.socket docker.service`,
    { deadlineMs: START_MS },
  );

for (const name of process.argv.slice(2).filter((word) => !word.startsWith("--"))) await recordHost(name);
