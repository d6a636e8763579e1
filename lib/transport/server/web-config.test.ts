import { describe, expect, test } from "vitest";
import { parseWebConfig, problemText, readWebConfig } from "./web-config.ts";

const parse = (text: string) => parseWebConfig("foghorn.yaml", text);
const problemOf = (text: string): string => {
  const reading = parse(text);
  return reading.ok ? "no problem" : problemText(reading.problem);
};

test("the web part is read, and the gate's part is left to the gate", () => {
  const reading = parse(`
daemons:
  - id: filer-4
    url: ssh://root@10.0.0.5
web:
  allowed_hosts: [foghorn.example, "foghorn.example:8443"]
  tls: { cert: /etc/foghorn/cert.pem, key: /etc/foghorn/key.pem }
  trusted_proxies: [10.0.0.1, fd00::/8]
`);
  expect(reading).toEqual({
    ok: true,
    config: {
      allowedHosts: ["foghorn.example", "foghorn.example:8443"],
      tls: { cert: "/etc/foghorn/cert.pem", key: "/etc/foghorn/key.pem" },
      trustedProxies: ["10.0.0.1", "fd00::/8"],
    },
  });
});

test.each(["", "daemons: []", "web:", "web: {}", "# nothing yet"])("%j asks for nothing", (text) => {
  expect(parse(text)).toEqual({ ok: true, config: { allowedHosts: [], trustedProxies: [] } });
});

test("a directory of runbooks is meant relative to the file", () => {
  const reading = parseWebConfig("/etc/foghorn/foghorn.yaml", "web:\n  runbooks: own\n");
  expect(reading).toMatchObject({ ok: true, config: { runbooks: "/etc/foghorn/own" } });
});

test("targets are percentages; what has no line of its own has the default", () => {
  const reading = parse("web:\n  targets: {default: 99.5, shop/web: 99.95, shop/*: 99}\n");
  expect(reading).toMatchObject({
    ok: true,
    config: { targets: { default: 0.995, services: { "shop/web": 0.9995, "shop/*": 0.99 } } },
  });
  expect(parse("web:\n  targets: {shop/web: 99.95}\n")).toMatchObject({
    config: { targets: { default: 0.999 } },
  });
});

test("a file that is not there is an empty one", async () => {
  expect(await readWebConfig("/nowhere/foghorn.yaml")).toMatchObject({ ok: true });
});

describe("an error names file, line, column and what would be right", () => {
  test.each([
    [
      "web:\n  allowed_host: [a.example]\n",
      /^foghorn\.yaml:2:3: web\.allowed_host .* web takes allowed_hosts, tls/,
    ],
    [
      "web:\n  allowed_hosts:\n    - a.example\n    - http://b.example\n",
      /^foghorn\.yaml:4:7: .*a host name/,
    ],
    ["web:\n  trusted_proxies: [proxy.example]\n", /^foghorn\.yaml:2:21: .*an address or a range/],
    ["web:\n  tls: { cert: a }\n", /^foghorn\.yaml:2:\d+: web\.tls\.key/],
    ["web:\n  tls: { cert: a, key: b, verify: no }\n", /^foghorn\.yaml:2:\d+: web\.tls\.verify/],
    ["web:\n  targets:\n    shop/web: 100\n", /^foghorn\.yaml:3:5: web\.targets\.shop\/web .*below 100/],
    ["web:\n  targets: {shop/web: high}\n", /^foghorn\.yaml:2:\d+: .*a percentage below 100/],
    ["web: [a]\n", /^foghorn\.yaml:1:\d+: web /],
    ["web:\n  allowed_hosts: []\n  allowed_hosts: []\n", /^foghorn\.yaml:3:3: .*unique/i],
    ["web:\n  allowed_hosts: [a.example\n", /^foghorn\.yaml:\d+:\d+: .*valid YAML/],
    ["a: &x [b.example]\nweb:\n  allowed_hosts: *x\n", /^foghorn\.yaml:\d+:\d+: .*alias/i],
  ])("%j", (text, expected) => {
    expect(problemOf(text)).toMatch(expected);
  });
});
