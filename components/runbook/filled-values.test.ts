import { expect, test } from "vitest";
import { placeholdersIn } from "#lib/domain/runbooks/fill-command.ts";
import { filledValues } from "./filled-values.ts";

test.each([
  ["docker logs {{container}}", "docker logs api-3", ["api-3"]],
  ["docker inspect -f '{{.Id}}' {{container}}", "docker inspect -f '{{.Id}}' api-3", ["api-3"]],
  ["docker logs {{container}}", "docker logs ‹container›", ["‹container›"]],
  ["cp {{path}} {{path}}.bak", "cp /etc/a /etc/a.bak", ["/etc/a", "/etc/a"]],
  ["systemctl status docker", "systemctl status docker", []],
  ["docker logs {{container}}", "podman logs api-3", []],
  ["{{a}}{{b}}", "xy", ["xy"]],
])("%s filled as %s marks %j", (template, filled, expected) => {
  expect(filledValues(template, filled)).toEqual(expected);
});

test("a command with a place that nothing filled says which, once", () => {
  expect(placeholdersIn(["cp ‹path› ‹path›.bak", "docker logs api-3"])).toEqual(["path"]);
  expect(placeholdersIn(["docker version --format '{{.Server.Version}}'"])).toEqual([]);
});
