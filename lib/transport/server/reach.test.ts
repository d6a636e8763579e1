import { describe, expect, test } from "vitest";
import { allowedHosts, createEdge, refusalToListen } from "./reach.ts";
import { readSettings } from "./settings.ts";
import { NO_WEB_CONFIG } from "./web-config.ts";

const TLS = { cert: "a", key: "b" };

test("a start without any setting listens on loopback", () => {
  const settings = readSettings({ NODE_ENV: "test" });
  expect(settings).toMatchObject({ host: "127.0.0.1", port: 4040 });
  expect(settings.dataDir).toMatch(/\/data$/);
  expect(refusalToListen(settings, NO_WEB_CONFIG, true)).toBeUndefined();
});

test("everything that is wrong with the environment is said at once", () => {
  const read = () => readSettings({ NODE_ENV: "test", PORT: "http", FOGHORN_URL: "foghorn.example" });
  expect(read).toThrow(/PORT: [\s\S]*FOGHORN_URL: /);
});

test("an empty variable is an unset one, and a trailing slash of the public address is dropped", () => {
  const settings = readSettings({ NODE_ENV: "test", PORT: "", FOGHORN_URL: "https://foghorn.example/" });
  expect(settings).toMatchObject({ port: 4040, publicUrl: "https://foghorn.example" });
});

describe("beyond loopback", () => {
  const whole = { allowedHosts: ["foghorn.example"], tls: TLS, trustedProxies: [] };

  test.each([
    ["with an admin, names and TLS", "0.0.0.0", whole, false, undefined],
    [
      "with an admin, names and a trusted proxy",
      "10.0.0.9",
      { allowedHosts: ["a.example"], trustedProxies: ["10.0.0.1"] },
      false,
      undefined,
    ],
    ["before setup", "0.0.0.0", whole, true, /an admin/],
    ["without names", "::", { ...whole, allowedHosts: [] }, false, /web\.allowed_hosts/],
    [
      "without encryption",
      "0.0.0.0",
      { allowedHosts: ["a.example"], trustedProxies: [] },
      false,
      /web\.tls or/,
    ],
    ["with nothing", "0.0.0.0", NO_WEB_CONFIG, true, /an admin.*web\.allowed_hosts.*web\.tls/],
    ["a name that only begins like loopback", "127.0.0.1.evil.example", NO_WEB_CONFIG, true, /an admin/],
  ])("%s", (_name, host, config, needsSetup, expected) => {
    const refusal = refusalToListen({ host }, config, needsSetup);
    if (expected === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toMatch(expected);
  });
});

test("this machine's own names, the public address and the listed hosts are served, and no other", () => {
  const config = { allowedHosts: ["Foghorn.Example:8443"], trustedProxies: [] };
  expect([...allowedHosts(4040, "https://public.example", config)]).toEqual([
    "127.0.0.1:4040",
    "localhost:4040",
    "[::1]:4040",
    "public.example",
    "foghorn.example:8443",
  ]);
});

test("hosts that were added to the file are served without a restart", () => {
  const edge = createEdge({ port: 4040, publicUrl: undefined, config: NO_WEB_CONFIG, version: "1" });
  edge.update({ allowedHosts: ["late.example"], trustedProxies: [] });
  expect(edge.allowedHosts.has("late.example")).toBe(true);
  edge.update(NO_WEB_CONFIG);
  expect(edge.allowedHosts.has("late.example")).toBe(false);
  expect(edge.allowedHosts.has("127.0.0.1:4040")).toBe(true);
});
