import { expect, test } from "vitest";
import { splitFilled } from "./split-filled.ts";

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

test("a value of one character is not marked: it would be found everywhere", () => {
  expect(shown("ls -a", ["a", ""])).toEqual(["ls -a"]);
});
