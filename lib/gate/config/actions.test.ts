import { expect, test } from "vitest";
import { parseConfig } from "./parse-config.ts";

const HEAD = "daemons:\n  - id: web-1\n    url: unix:///run/docker.sock\nactions:\n";
const read = (actions: string) => parseConfig(`${HEAD}${actions}`, { file: "/etc/foghorn.yaml" });
const problemsOf = (actions: string) => {
  const answer = read(actions);
  return answer.ok ? [] : answer.problems.map(({ line, message, hint }) => `${line}: ${message}. ${hint}`);
};

test("verbs and hosts are written out, a second person is asked for", () => {
  const text =
    "  - verbs: [container.restart, prune.build-cache]\n    hosts: [web-1]\n    second_person: true\n  - verbs: [engine.dump]\n    hosts: all\n";
  expect(read(text)).toMatchObject({
    ok: true,
    config: {
      actions: [
        { verbs: ["container.restart", "prune.build-cache"], hosts: ["web-1"], needsSecond: true },
        { verbs: ["engine.dump"], hosts: "all", needsSecond: false },
      ],
    },
  });
});

test("without the key nothing is allowed", () => {
  expect(parseConfig("daemons: []\n", { file: "f" })).toMatchObject({ ok: true, config: { actions: [] } });
});

test.each([
  [
    "  - verbs: [container.restat]\n    hosts: all\n",
    /^5: There is no verb "container.restat". Did you mean "container.restart"/,
  ],
  ["  - verbs: [volume.prune]\n    hosts: all\n", /^5: There is no verb/],
  [
    "  - verbs: [engine.dump]\n    hosts: [web-2]\n",
    /^6: No daemon of this file is called "web-2". Did you mean "web-1"/,
  ],
  ["  - verbs: [engine.dump]\n", /^5: An action has no "hosts"/],
  ["  - hosts: all\n", /^5: An action has no "verbs"/],
  ["  - verbs: all\n    hosts: all\n", /^5: "verbs" is/],
  ["  - verbs: [engine.dump]\n    hosts: all\n    second_persons: true\n", /second_persons/],
])("%j is refused with its place", (text, expected) => {
  expect(problemsOf(text).join("\n")).toMatch(expected);
});
