import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  breakHost,
  downHost,
  type Engine,
  faultList,
  healHost,
  sshConfig,
  upHost,
  workload,
} from "../../lab/api.ts";
import type { ModeGroup } from "../domain/mode-about.ts";
import { ABOUTS } from "../domain/modes/abouts.ts";
import { isThere, type ModeId, type Symptom } from "../domain/symptom.ts";
import type { Engine as SymptomEngine } from "../engine/engine.ts";
import { startTestGate, type TestGate } from "../gate/testing/running-gate.ts";
import { startMemoryEngine } from "./diagnose/memory-engine.ts";

/* From the broken host over ssh, gate and detectors to the symptom: one fault of each family, on both engines at once. */

const ENGINES: readonly Engine[] = ["20", "26"];
const nameOf = (engine: Engine): string => `family${engine}`;

/** A group of modes that gets no fault does not compile. */
const FAULT_OF: Readonly<Record<ModeGroup, ModeId>> = {
  "Daemon does not start": "daemon-json-wrong-type",
  "Daemon at run time": "daemon-crash",
  "containerd, shims, runtime": "containerd-down",
  Containers: "container-oom-killed",
  Storage: "disk-full-data-root",
  Network: "iptables-filter-wiped",
  "Images and registries": "image-pull-not-found",
  Logging: "log-driver-init-failed",
  Security: "daemon-tcp-exposed",
  Host: "pids-exhausted",
};
/** Two cores carry the tests beside the engines: seconds are for the bench, here it has to be seen at all. */
const SEEN_GRACE_MS = 30_000;
const RECOVERED_WITHIN_MS = 60_000;

let gate: TestGate;
let engine: SymptomEngine;

beforeAll(async () => {
  const hosts = await Promise.all(ENGINES.map((docker) => upHost(nameOf(docker), { docker })));
  await Promise.all(hosts.map(({ name }) => workload(name)));
  const daemons = hosts.map(
    ({ name, address, sshIdentity }) =>
      `{id: ${name}, url: "ssh://root@${address}", identity: ${sshIdentity}}`,
  );
  gate = await startTestGate({ config: `daemons: [${daemons.join(", ")}]`, sshConfigFile: sshConfig() });
  engine = await startMemoryEngine({
    gate: gate.gate,
    redact: (text) => text,
    redactLines: (lines) => lines,
  });
  await vi.waitUntil(() => ENGINES.every((each) => isRead(nameOf(each))), { timeout: 30_000 });
});
afterAll(async () => {
  engine?.stop();
  await gate?.stop();
  await Promise.all(ENGINES.map((each) => downHost(nameOf(each))));
});

const isRead = (name: string): boolean =>
  engine.host(name)?.state().containers.lastGood?.reading.length !== undefined;

const litOn = (name: string): readonly Symptom[] =>
  (engine.host(name)?.symptoms() ?? []).filter((symptom) => !symptom.isUnknown && isThere(symptom));

const FAMILIES = Object.entries(FAULT_OF) as readonly [ModeGroup, ModeId][];

describe("one fault of each family, on both engines", () => {
  test.each(FAMILIES)("%s: %s is seen at its place, alone, and passes once healed", async (group, mode) => {
    expect(ABOUTS[mode].group).toBe(group);
    const fault = faultList().find(({ id }) => id === mode);
    if (fault === undefined) throw new Error(`the lab cannot break ${mode}`);
    const ref = `${mode}:${fault.variant}`;
    await Promise.all(
      ENGINES.map(async (docker) => {
        const name = nameOf(docker);
        const expected = fault.expect[docker];
        const allowed: readonly string[] = [mode, ...expected.blast];
        const outside = new Set<string>();
        const modesLit = () => {
          const lit = litOn(name);
          for (const { mode: other, subject, evidence, seenAt } of lit)
            if (!allowed.includes(other))
              outside.add(`${other} ${subject} at ${new Date(seenAt).toISOString()}: ${evidence[0]?.text}`);
          return lit.map((symptom) => symptom.mode);
        };
        try {
          await breakHost(name, ref);
          await expect
            .poll(modesLit, { timeout: expected.seenWithinMs + SEEN_GRACE_MS, message: `${mode} on ${name}` })
            .toContain(mode);
          const symptom = litOn(name).find((each) => each.mode === mode);
          expect(symptom, `${mode} on ${name}`).toMatchObject({ part: expected.part });
          expect(symptom?.evidence.length, `evidence of ${mode} on ${name}`).toBeGreaterThan(0);
        } finally {
          await healHost(name);
        }
        await expect.poll(modesLit, { timeout: RECOVERED_WITHIN_MS, message: `${name}, healed` }).toEqual([]);
        expect([...outside], `beyond ${mode} on ${name}`).toEqual([]);
      }),
    );
  });
});
