import { describe, expect, test } from "vitest";
import { uncut } from "./cut-line.ts";

describe("a line that was cut off in its last sentence", () => {
  test.each([
    ["listen tcp 10.9.8.7:80: bind: cannot assign requested addres", "cannot assign requested address"],
    ['level=error msg="write /srv/a: no space lef…', "no space left on device"],
    ["dial unix /run/docker.sock: connect: permission d...", "permission denied"],
    ["mkdir /srv/x: read-only file>", "read-only file system"],
    ["exit status 1): write /usr/share/shop/a.go: no spa", "no space left on device"],
  ])("%s", (cut, sentence) => expect(uncut(cut).endsWith(`: ${sentence}`)).toBe(true));

  test.each([
    ["may be one of two", "chmod /srv/x: operation not"],
    ["is a sentence of its own", "web: no space"],
    ["is too short", "dial tcp 10.9.8.7:443: connect: connec"],
    ["is whole", "open /srv/x: no such file or directory"],
    ["is in the middle", "open /srv/x: permission den by somebody"],
    ["says something else", "answer: connection refuses to work"],
    ["is empty", ""],
  ])("left as it is where it %s", (_why, line) => expect(uncut(line)).toBe(line));
});
