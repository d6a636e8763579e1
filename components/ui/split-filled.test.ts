import { expect, test } from "vitest";
import { splitFilled, splitOptions } from "./split-filled.ts";

const shown = (command: string, values: readonly string[]) =>
  splitFilled(command, values).map(({ text, isFilled }) => (isFilled ? `<${text}>` : text));

test("filled values are told apart from the command around them", () => {
  expect(shown("docker logs --tail 50 etl-loader", ["etl-loader"])).toEqual([
    "docker logs --tail 50 ",
    "<etl-loader>",
  ]);
});

test("of two values the longer one is taken where both fit", () => {
  expect(shown("rm /data/a/b", ["/data/a", "/data/a/b"])).toEqual(["rm ", "</data/a/b>"]);
});

test("a part of a longer word is not marked", () => {
  expect(shown("journalctl -u journal", ["journal"])).toEqual(["journalctl -u ", "<journal>"]);
  expect(shown("cat /var/lib/docker/a", ["/var/lib/docker"])).toEqual(["cat ", "</var/lib/docker>", "/a"]);
});

test("a value of one character is not marked: it would be found everywhere", () => {
  expect(shown("ls -a", ["a", ""])).toEqual(["ls -a"]);
});

test("options stay whole where a line ends, and what only looks like one is left alone", () => {
  const cut = (command: string) =>
    splitOptions(command).map(({ text, isOption }) => (isOption ? `<${text}>` : text));
  expect(cut("docker builder prune --force --filter until=72h")).toEqual([
    "docker builder prune ",
    "<--force>",
    " ",
    "<--filter>",
    " until=72h",
  ]);
  expect(cut("ss -xl; grep a-b - >dev-null")).toEqual(["ss ", "<-xl>", "; grep a-b - >dev-null"]);
  expect(cut("--all")).toEqual(["<--all>"]);
});
