import { describe, expect, test } from "vitest";
import { fillProse } from "./fill-command.ts";

describe("prose of a step", () => {
  test("names what is meant, as code", () => {
    expect(fillProse("Line {{line}} of {{path}}.", { line: "5", path: "/etc/docker/daemon.json" })).toBe(
      "Line `5` of `/etc/docker/daemon.json`.",
    );
  });

  test("fills every name a detector gives, capitals included", () => {
    expect(fillProse("{{shortId}}", { shortId: "3be1c07f5a42" })).toBe("`3be1c07f5a42`");
  });

  test("marks a variable nobody knows, so that a person sees what is missing", () => {
    expect(fillProse("Inspect of {{container}} answers", {})).toBe("Inspect of `‹container›` answers");
  });

  test("does not let a container's name become Markdown", () => {
    expect(fillProse("{{container}} dies", { container: "`[click](http://x)" })).toBe(
      "`'[click](http://x)` dies",
    );
  });
});
