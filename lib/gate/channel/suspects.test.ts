import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HostFact } from "../../domain/facts.ts";
import { toContainerId } from "../../domain/ids.ts";
import { parseFact } from "../../domain/parse/parse-fact.ts";
import { startProcess } from "../exec.ts";
import { readerFor } from "./host-side.ts";
import { createLane, type Lane } from "./lane.ts";
import { createSuspects } from "./suspects.ts";

const LAYER = "a".repeat(64);
const CHAIN = "b".repeat(64);
const ID = toContainerId("c".repeat(64));
const ENTRY = `sha256/${CHAIN}/cache-id`;

describe("what a look through the directories found", () => {
  const layers = (wrong: Extract<HostFact, { name: "layers" }>["layers"]["wrong"]): HostFact => ({
    name: "layers",
    layers: { count: 1, wrong, orphans: [] },
  });

  test("nothing yet", () => {
    expect(createSuspects().lists()).toEqual(["-", "-"]);
  });

  test("is kept until the next look, small logs are not", () => {
    const suspects = createSuspects();
    const other = toContainerId("d".repeat(64));
    suspects.learnFrom(layers([{ fault: "no-diff", layer: LAYER, entry: ENTRY }]));
    suspects.learnFrom({
      name: "log-files",
      logs: {
        files: [
          { id: ID, bytes: 200_000_000, files: 1 },
          { id: other, bytes: 90_000_000, files: 1 },
        ],
      },
    });
    expect(suspects.lists()).toEqual([`${LAYER}=${ENTRY}`, ID]);
    suspects.learnFrom(layers([]));
    expect(suspects.lists()).toEqual(["-", ID]);
  });

  test.each([
    ["no entry, as in an older recording", LAYER, undefined],
    ["a way upwards", "../../etc/shadow", ENTRY],
    ["another file", LAYER, "sha256/../../../etc/passwd"],
    ["another argument", `${LAYER} x`, ENTRY],
  ])("is not asked for again by %s", (_name, layer, entry) => {
    const suspects = createSuspects();
    suspects.learnFrom(layers([{ fault: "no-diff", layer, ...(entry !== undefined && { entry }) }]));
    expect(suspects.lists()[0]).toBe("-");
  });
});

describe("the reader on a host", () => {
  let root: string;
  let lane: Lane;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "fh-suspects-"));
    mkdirSync(join(root, "overlay2", LAYER, "diff"), { recursive: true });
    mkdirSync(join(root, "overlay2", "l", "SHORT"), { recursive: true });
    writeFileSync(join(root, "overlay2", LAYER, "link"), "SHORT");
    mkdirSync(join(root, "image/overlay2/layerdb/sha256", CHAIN), { recursive: true });
    writeFileSync(join(root, "image/overlay2/layerdb", ENTRY), LAYER);
    mkdirSync(join(root, "containers", ID), { recursive: true });
    writeFileSync(log(), "0123456789");
    lane = createLane(() => {
      const running = startProcess({ name: "local-shell" });
      running.write(readerFor("/run/docker.sock"));
      return running;
    });
  });
  afterEach(() => {
    lane.close();
    rmSync(root, { recursive: true, force: true });
  });
  const log = () => join(root, "containers", ID, `${ID}-json.log`);
  const diff = () => join(root, "overlay2", LAYER, "diff");

  async function read(name: "layers" | "suspects", ...args: readonly string[]): Promise<HostFact> {
    const answer = await lane.ask({
      word: name,
      args: [root, ...args],
      deadlineMs: 8_000,
      limitBytes: 64_000,
    });
    if (answer.kind !== "answered") throw new Error(answer.kind);
    return parseFact(name, answer.body.toString(), 0);
  }
  const again = async () => {
    const fact = await read("suspects", `${LAYER}=${ENTRY}`, ID);
    return fact.name === "suspects" ? fact.suspects : undefined;
  };

  test("names the entry of a layer that lost its files, and sees it whole again", async () => {
    renameSync(diff(), `${diff()}.away`);
    expect(await read("layers")).toMatchObject({
      layers: { count: 2, wrong: [{ fault: "no-diff", layer: LAYER, entry: ENTRY }] },
    });
    expect((await again())?.layers).toEqual([{ layer: LAYER, fault: "no-diff" }]);
    renameSync(`${diff()}.away`, diff());
    expect((await again())?.layers).toEqual([{ layer: LAYER }]);
  });

  test("a layer that went with its image is no damage", async () => {
    rmSync(join(root, "overlay2", LAYER), { recursive: true });
    expect((await again())?.layers).toEqual([{ layer: LAYER, fault: "missing" }]);
    rmSync(join(root, "image/overlay2/layerdb/sha256", CHAIN), { recursive: true });
    expect((await again())?.layers).toEqual([{ layer: LAYER }]);
  });

  test("tells what a log takes with all its files, cut and removed", async () => {
    writeFileSync(`${log()}.1`, "01234");
    expect((await again())?.logs).toEqual([{ id: ID, bytes: 15, files: 2 }]);
    truncateSync(log());
    appendFileSync(log(), "0");
    expect((await again())?.logs).toEqual([{ id: ID, bytes: 6, files: 2 }]);
    rmSync(join(root, "containers", ID), { recursive: true });
    expect((await again())?.logs).toEqual([{ id: ID, bytes: 0, files: 0 }]);
  });

  test("looks at nothing where nothing was found", async () => {
    expect(await read("suspects", "-", "-")).toMatchObject({
      name: "suspects",
      suspects: { layers: [], logs: [] },
    });
  });
});
