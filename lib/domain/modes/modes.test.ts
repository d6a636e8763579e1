import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MODE_IDS } from "../symptom.ts";
import { ABOUTS } from "./abouts.ts";
import { MODES } from "./index.ts";

const ROOT = join(import.meta.dirname, "../../..");
const has = (path: string): boolean => existsSync(join(ROOT, path));

describe("the failure modes", () => {
  test("each is judged once, and each folder is a mode", () => {
    expect(MODES.map(({ id }) => id).sort()).toEqual([...MODE_IDS].sort());
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "shared")
      .map(({ name }) => name);
    expect(folders.sort()).toEqual([...MODE_IDS].sort());
  });

  test("signatures are told apart by their ids", () => {
    const ids = Object.values(ABOUTS).flatMap(({ signatures }) => signatures.map(({ id }) => id));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test("nobody is its own cause", () => {
    for (const { id, hiddenBy, explainedBy, explains = [] } of Object.values(ABOUTS))
      expect([...hiddenBy, ...explainedBy, ...explains]).not.toContain(id);
  });

  test.each(MODE_IDS)("%s has all its parts", (id) => {
    const about = ABOUTS[id];
    expect(about.id).toBe(id);
    expect(about.title.length, "a title in about.ts").toBeGreaterThan(5);
    expect(has(`lib/domain/modes/${SHARED_TESTS[id] ?? `${id}/mode.test.ts`}`), "a test of the mode").toBe(
      true,
    );
    expect(has(`runbooks/${id}.md`), "a runbook").toBe(true);
    if (about.proof === "lab") expect(has(`lab/faults/${id}.ts`), "a fault of the lab").toBe(true);
    else expect(about.proof.how.length, "how it was tested instead").toBeGreaterThan(20);
    const page = readFileSync(join(ROOT, "docs/modes.md"), "utf8");
    expect(page.includes(`\`${id}\``), "a row in docs/modes.md: npm run fix writes it").toBe(true);
  });
});

/** Modes that are one piece of knowledge are tested together. */
const SHARED_TESTS: Partial<Record<(typeof MODE_IDS)[number], string>> = {
  "iptables-filter-wiped": "shared/wiped.test.ts",
  "iptables-nat-wiped": "shared/wiped.test.ts",
  "image-bloat": "shared/bloat.test.ts",
  "volume-bloat": "shared/bloat.test.ts",
  "build-cache-bloat": "shared/bloat.test.ts",
  "daemon-json-unknown-key": "shared/start-causes.test.ts",
  "daemon-json-wrong-type": "shared/start-causes.test.ts",
  "cgroup-driver-invalid": "shared/start-causes.test.ts",
  "address-pool-invalid": "shared/start-causes.test.ts",
  "daemon-listen-port-conflict": "shared/start-causes.test.ts",
  "daemon-listen-failed": "shared/start-causes.test.ts",
  "daemon-pidfile-conflict": "shared/start-causes.test.ts",
  "data-root-in-use": "shared/start-causes.test.ts",
  "daemon-state-locked": "shared/start-causes.test.ts",
  "containerd-socket-missing": "shared/start-causes.test.ts",
  "data-root-unsupported-fs": "shared/start-causes.test.ts",
  "data-root-read-only": "shared/start-causes.test.ts",
  "daemon-start-disk-full": "shared/start-causes.test.ts",
  "storage-driver-invalid": "shared/start-causes.test.ts",
  "daemon-log-config-invalid": "shared/start-causes.test.ts",
  "iptables-missing": "shared/start-causes.test.ts",
  "bridge-config-invalid": "shared/start-causes.test.ts",
  "daemon-tls-files-missing": "shared/start-causes.test.ts",
  "live-restore-swarm-conflict": "shared/start-causes.test.ts",
  "runtime-missing": "shared/start-causes.test.ts",
  "daemon-crash": "shared/start-causes.test.ts",
  "daemon-start-timeout": "shared/start-causes.test.ts",
  "daemon-start-limit-hit": "shared/start-causes.test.ts",
  "daemon-start-failed": "shared/start-causes.test.ts",
  "config-reload-failed": "shared/start-causes.test.ts",
  "image-pull-auth": "shared/registry/pulls.test.ts",
  "image-pull-rate-limit": "shared/registry/pulls.test.ts",
  "image-pull-dns": "shared/registry/pulls.test.ts",
  "image-pull-tls": "shared/registry/pulls.test.ts",
  "image-pull-not-found": "shared/registry/pulls.test.ts",
  "registry-unreachable": "shared/registry/pulls.test.ts",
  "image-digest-mismatch": "shared/registry/pulls.test.ts",
  "image-platform-mismatch": "shared/registry/pulls.test.ts",
  "tls-unknown-ca": "shared/tls.test.ts",
  "tls-client-cert-missing": "shared/tls.test.ts",
  "tls-plain-mismatch": "shared/tls.test.ts",
};
