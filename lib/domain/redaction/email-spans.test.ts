import { describe, expect, test } from "vitest";
import { cpuMs } from "../testing/cpu-ms.ts";
import { redactText } from "./redact.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const shared = (text: string): string => redactText(text, { key: KEY, areEmailsHidden: true }).text;

describe("an e-mail address is masked", () => {
  test.each([
    ["in a sentence", "mail bob@example.com.", "bob@example.com"],
    [
      "with dots, a plus and a hyphen",
      "to=first.last+ci@mail.my-shop.co.uk,",
      "first.last+ci@mail.my-shop.co.uk",
    ],
    ["in angle brackets", "Author: Bob <bob@example.com>", "bob@example.com"],
    ["in quotes and JSON", '{"user":"bob@example.com"}', "bob@example.com"],
    ["before a colon", "bob@example.com: mailbox full", "bob@example.com"],
    ["in the query of an address", "GET /reset?email=bob%40example.com HTTP/1.1", "bob%40example.com"],
    ["at a place that begins with digits", "from 12345@163.com", "12345@163.com"],
    ["with letters of other alphabets", "an jörg@müller.de", "jörg@müller.de"],
    ["in a link", "mailto:bob@example.com", "bob@example.com"],
    [
      "as a login on a machine, whose form is the same",
      "ssh deploy@web.example.com:srv",
      "deploy@web.example.com",
    ],
    ["after a long run of hyphens", `${"-".repeat(200)}bob@example.com`, "bob@example.com"],
  ])("%s", (_, text, address) => {
    const result = shared(text);
    expect(result).not.toContain(address);
    expect(result).toMatch(/\[redacted:email#[0-9a-f]{4}\]/);
    expect(shared(result)).toBe(result);
  });

  test("the same address has the same mark, and another has another", () => {
    const [first, second, third] = shared("a@example.com b@example.com a@example.com").split(" ");
    expect(first).toBe(third);
    expect(first).not.toBe(second);
  });

  test("only where it is asked for: who works on an incident reads it", () => {
    expect(redactText("bob@example.com", { key: KEY }).text).toBe("bob@example.com");
  });
});

describe("what merely looks like one stays", () => {
  const DIGEST = "a".repeat(64);
  test.each([
    `user@sha256:${DIGEST}`,
    `ghcr.io/acme/api@sha256:${DIGEST}`,
    `registry.example.com:5000/acme/api:1.2@sha256:${DIGEST}`,
    "getty@tty1.service: Succeeded.",
    "Started user@1000.service - User Manager for UID 1000.",
    "/etc/systemd/system/openvpn@office.service.d/override.conf",
    "run-docker@netns.mount, backup@daily.timer, api@blue.socket",
    "git@github.com:acme/api.git",
    "root@web-1.example.com:/var/lib/docker",
    "root@10.0.0.5",
    "npm error lodash@4.17.21",
    "next@16.4.5-canary.beta",
    "/go/pkg/mod/github.com/docker/docker@v26.1.5-rc.beta/daemon.go",
    "logo@2x.png",
    "@types/node and @example.com alone",
    "10.0.0.5 refuses, as does fe80::1%40",
  ])("%s", (text) => {
    expect(shared(text)).toBe(text);
  });
});

test("a megabyte without an address is read in no time", () => {
  for (const text of [
    "a".repeat(1_000_000),
    "a.".repeat(500_000),
    "a@".repeat(500_000),
    "a@b.".repeat(250_000),
  ]) {
    expect(cpuMs(() => shared(text))).toBeLessThan(2_000);
  }
});
