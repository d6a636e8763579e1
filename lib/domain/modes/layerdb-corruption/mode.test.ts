import { expect, test } from "vitest";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { failing, judged, play } from "../../testing/detecting.ts";
import { quiet } from "../../testing/quiet-host.ts";
import { layerdbCorruption } from "./mode.ts";

// Captured: a directory of layerdb/sha256 moved away, then a restart.
const V20 =
  'time="2026-11-21T15:11:50.576817404Z" level=error msg="layer does not exist, not restoring image sha256:99509dc9a6a7146986deddf25700c45bff1f1cb860ca8bd929b7536f3049f5c0, sha256:58b34d891b8ce2044c4d63c628f7674c4cc624b42992a3ecdb1332d0808fe7c2, linux"';
const V26 =
  'time="2026-11-21T15:11:59.177351251Z" level=error msg="not restoring image" chainID="sha256:b906ceea732de6b39b4d34250a8d028ee7873fcfacb0d54da911ecc843f4ac56" err="layer does not exist" os=linux';
const MOUNT =
  'time="2026-11-21T15:11:59.179970209Z" level=error msg="failed to load container mount" container=426dafa80d8e6ef745bc9b2f58a91e19771c18b0673663f27f8d8b92b0b1737a error="mount does not exist"';
const READY = 'time="2026-11-21T15:12:00Z" level=info msg="Daemon has completed initialization"';

test.each([V20, V26, MOUNT])("found in what both engines say at their start: %s", (line) => {
  const [judgement] = judged(layerdbCorruption, aHostState([aLine(T0, "dockerd", line)]), T0 + 1_000);
  expect(judgement).toMatchObject({ severity: "page", part: "images", subject: "" });
  expect(judgement?.summary).toContain("not deleted");
});

test("an image of another system and a container that talks about layers are none", () => {
  const other =
    'level=error msg="not restoring image with unsupported operating system" chainID=x os=windows';
  const host = aHostState([aLine(T0, "dockerd", other), aLine(T0, "container", V20)]);
  expect(failing(layerdbCorruption, host, T0 + 1_000)).toEqual([]);
});

test("the same start that said it does not end it, a later one without it does", () => {
  const signals = [
    ...quiet,
    aLine(T0 + 10_000, "dockerd", V26),
    aLine(T0 + 12_000, "dockerd", READY),
    aLine(T0 + 400_000, "dockerd", READY),
  ];
  expect(play(signals, T0 + 500_000, { modes: [layerdbCorruption] }).told()).toEqual([
    "seen 10000",
    "raised 10000",
    "recovering 400000",
    "cleared 460000",
  ]);
});

test("what a call was answered with is over with the next start", () => {
  const answered =
    'time="2026-11-21T15:12:05Z" level=error msg="Handler for GET /v1.45/images/shop:1/json returned error: layer does not exist"';
  const signals = [
    ...quiet,
    aLine(T0 + 10_000, "dockerd", V26),
    aLine(T0 + 12_000, "dockerd", READY),
    aLine(T0 + 20_000, "dockerd", answered),
    aLine(T0 + 40_000, "dockerd", READY),
  ];
  expect(play(signals, T0 + 60_000, { modes: [layerdbCorruption] }).told()).toContain("recovering 40000");
});
