import { expect, test } from "vitest";
import { filledValues, missingValues } from "./filled-values.ts";

test.each([
  ["docker logs {{container}}", "docker logs api-3", ["api-3"]],
  ["docker logs {{ container }} 2>&1 | tail", "docker logs api-3 2>&1 | tail", ["api-3"]],
  ["cp {{path}} {{path}}.bak", "cp /etc/a /etc/a.bak", ["/etc/a", "/etc/a"]],
  ["systemctl status docker", "systemctl status docker", []],
  ["docker logs {{container}}", "podman logs api-3", []],
  ["{{a}}{{b}}", "xy", ["xy"]],
])("%s filled as %s marks %j", (template, filled, expected) => {
  expect(filledValues(template, filled)).toEqual(expected);
});

test("a command with a place that nothing filled says which, once", () => {
  expect(missingValues(["cp {{path}} {{ path }}.bak", "docker logs api-3"])).toEqual(["path"]);
  expect(filledValues("cp {{path}} x", "cp {{path}} x")).toEqual([]);
});
