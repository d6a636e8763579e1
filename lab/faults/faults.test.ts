import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PART_IDS } from "#lib/domain/anatomy.ts";
import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import { MODE_IDS, type ModeId } from "#lib/domain/symptom.ts";
import { ENGINES } from "../naming.ts";
import { chooseFault, FAULTS, faultList } from "./index.ts";

/** What dockerd itself waits for before it says why it does not start: nobody knows sooner. */
const DOCKERD_WAITS_MS: Partial<Record<ModeId, number>> = {
  "data-root-in-use": 15_000,
  "daemon-tcp-exposed": 15_000,
};

describe("the faults of the lab", () => {
  test("every symptom that says it was proven in the lab can be caused, and by one fault", () => {
    const proven = MODE_IDS.filter((id) => ABOUTS[id].proof === "lab");
    expect(FAULTS.map(({ id }) => id).sort()).toEqual([...proven].sort());
  });

  test("each lies in a file of its own name", () => {
    const files = readdirSync(import.meta.dirname);
    for (const { id } of FAULTS) expect(files).toContain(`${id}.ts`);
  });

  test("each variant says what it does and what to expect of both engines", () => {
    for (const fault of FAULTS) {
      expect(Object.keys(fault.variants).length, `variants of ${fault.id}`).toBeGreaterThan(0);
      for (const [variant, does] of Object.entries(fault.variants)) {
        expect(does.length).toBeGreaterThan(20);
        for (const engine of ENGINES) {
          const { part, seenWithinMs, state, api, blast } = fault.expect(variant, engine);
          expect(PART_IDS).toContain(part);
          expect(seenWithinMs).toBeGreaterThanOrEqual(5_000);
          // Two minutes of silence, the interval of the reading, five seconds: nothing takes longer to know.
          expect(seenWithinMs).toBeLessThanOrEqual(
            ABOUTS[fault.id].severity === "page" ? (DOCKERD_WAITS_MS[fault.id] ?? 0) + 10_000 : 140_000,
          );
          expect(state.length).toBeGreaterThan(10);
          expect(api.length).toBeGreaterThan(5);
          expect(blast).not.toContain(fault.id);
          for (const other of blast) expect(MODE_IDS).toContain(other);
        }
      }
    }
  });

  test("a fault happens to one container in all its variants, or in none", () => {
    for (const fault of FAULTS) {
      const subjects = Object.keys(fault.variants).flatMap((variant) =>
        ENGINES.map((engine) => fault.expect(variant, engine).subject),
      );
      expect(new Set(subjects).size, `subjects of ${fault.id}`).toBe(1);
      if (fault.id.startsWith("container-")) expect(subjects[0]).toBeDefined();
    }
  });

  test("the list is plain data, journal patterns included", () => {
    const listed = faultList();
    expect(JSON.parse(JSON.stringify(listed))).toEqual(listed);
    const start = listed.find(({ id, variant }) => id === "daemon-json-flag-conflict" && variant === "start");
    const line =
      "unable to configure the Docker daemon with file /etc/docker/daemon.json: the following directives are specified both as a flag and in the configuration file: hosts: (from flag: [fd://], from file: [unix:///run/docker.sock])";
    expect(new RegExp(start?.expect["20"].journal ?? "(?!)").test(line)).toBe(true);
  });
});

describe("choosing a fault", () => {
  test("the first variant is meant when none is named", () => {
    expect(chooseFault("daemon-down").variant).toBe("refused");
    expect(chooseFault("daemon-down:missing").variant).toBe("missing");
  });

  test.each(["daemon-bored", "daemon-down:sideways", "daemon-down:toString", "nonsense:"])(
    "%j is refused",
    (text) => {
      expect(() => chooseFault(text)).toThrow(expect.objectContaining({ code: "usage" }));
    },
  );

  test("a word that is nearly right is told the right one, any other all there are", () => {
    expect(() => chooseFault("daemon-hang")).toThrow("no fault daemon-hang; did you mean daemon-hung?");
    expect(() => chooseFault("daemon-down:misssing")).toThrow("did you mean missing?");
    expect(() => chooseFault("kraken")).toThrow(/there are: .*daemon-hung/);
  });
});
