import { describe, expect, test } from "vitest";
import { parseConfig } from "./parse-config.ts";

const FILE = "/etc/foghorn/foghorn.yaml";
const parse = (text: string) => parseConfig(text, { file: FILE });
const problemsOf = (text: string) => {
  const parsed = parse(text);
  return parsed.ok ? [] : parsed.problems;
};

describe("a good file", () => {
  test("names daemons of all three kinds", () => {
    const parsed = parse(`
daemons:
  - id: fra1-app-07
    url: ssh://root@10.0.0.5:2222
    identity: keys/fra1
    labels: { site: fra1, rack: 12, spare: true }
    log_file: /var/log/docker.log
  - id: local
    url: unix:///run/docker.sock
  - id: ci-3
    url: tcp://ci-3.example.com
    tls: { ca: ca.pem, cert: /certs/cert.pem, key: key.pem }
  - { id: old, url: "tcp://10.0.0.9:2375", insecure: true }
actions: []
registries: []
web: { allowed_hosts: [foghorn.example.com] }
`);
    expect(parsed).toEqual({
      ok: true,
      config: {
        daemons: [
          {
            id: "fra1-app-07",
            url: "ssh://root@10.0.0.5:2222",
            labels: { site: "fra1", rack: "12", spare: "true" },
            logFile: "/var/log/docker.log",
            target: {
              transport: "ssh",
              destination: "root@10.0.0.5",
              port: 2222,
              identityFile: "/etc/foghorn/keys/fra1",
              socketPath: "/run/docker.sock",
            },
          },
          {
            id: "local",
            url: "unix:///run/docker.sock",
            labels: {},
            target: { transport: "unix", socketPath: "/run/docker.sock" },
          },
          {
            id: "ci-3",
            url: "tcp://ci-3.example.com",
            labels: {},
            target: {
              transport: "tcp",
              host: "ci-3.example.com",
              port: 2376,
              isInsecure: false,
              tls: {
                caFile: "/etc/foghorn/ca.pem",
                certFile: "/certs/cert.pem",
                keyFile: "/etc/foghorn/key.pem",
              },
            },
          },
          {
            id: "old",
            url: "tcp://10.0.0.9:2375",
            labels: {},
            target: { transport: "tcp", host: "10.0.0.9", port: 2375, isInsecure: true },
          },
        ],
        actions: [],
      },
    });
  });

  test.each([["empty"], [""], ["# nothing yet\n"], ["daemons:\n"], ["daemons: []\n"], ["web: {}\n"]])(
    "%j watches nothing, and that is no mistake",
    (text) => {
      const parsed = parse(text === "empty" ? "" : text);
      expect(parsed).toEqual({ ok: true, config: { daemons: [], actions: [] } });
    },
  );

  test("an ssh configuration of the whole Foghorn goes to each ssh daemon", () => {
    const parsed = parseConfig("daemons: [{id: a, url: 'ssh://web-1'}]", {
      file: FILE,
      sshConfigFile: "/x/ssh_config",
    });
    expect(parsed).toMatchObject({ config: { daemons: [{ target: { configFile: "/x/ssh_config" } }] } });
  });
});

/** name, text, line, column, what the message or the hint must say */
const BAD: readonly (readonly [string, string, number, number, RegExp])[] = [
  ["a key that is nearly right", "deamons: []", 1, 1, /Did you mean "daemons"\?/],
  [
    "a key of a daemon that is nearly right",
    "daemons:\n  - id: a\n    URL: unix:///x",
    3,
    5,
    /Did you mean "url"\?/,
  ],
  [
    "a hyphen for an underscore",
    "daemons:\n  - {id: a, url: 'unix:///x', log-file: /y}",
    2,
    31,
    /Did you mean "log_file"\?/,
  ],
  [
    "labels that are nearly right",
    "daemons:\n  - id: a\n    url: unix:///x\n    lables: {}",
    4,
    5,
    /^A daemon has no key "lables" — Did you mean "labels"\?$/,
  ],
  ["an id in capitals", "daemons: [{id: FRA1 App, url: 'unix:///x'}]", 1, 16, /Did you mean "fra1-app"\?/],
  [
    "yes for true",
    "daemons: [{id: a, url: 'tcp://h', insecure: yes}]",
    1,
    45,
    /"insecure" is a text — Write true or false/,
  ],
  [
    "a label with a blank",
    "daemons: [{id: a, url: 'unix:///x', labels: {my site: fra1}}]",
    1,
    46,
    /cannot be the name of a label/,
  ],
  [
    "an empty label",
    "daemons: [{id: a, url: 'unix:///x', labels: {site: }}]",
    1,
    52,
    /The label "site" is empty/,
  ],
  ["an empty url", "daemons:\n  - id: a\n    url:", 3, 9, /"url" is empty/],
  ["a bare host", "daemons: [{id: a, url: 'root@10.0.0.5'}]", 1, 24, /not the address of a daemon/],
  ["a key nobody knows", "daemons: []\nfrobnicate: 1", 2, 1, /The keys are daemons, actions/],
  [
    "an id that is none",
    "daemons:\n  - id: FRA1_App\n    url: unix:///x",
    2,
    9,
    /lower-case letters, digits and hyphens/,
  ],
  ["an id that is a number", "daemons: [{id: 7, url: 'unix:///x'}]", 1, 16, /a number/],
  [
    "an id twice",
    "daemons:\n  - {id: a, url: 'unix:///x'}\n  - {id: a, url: 'unix:///y'}",
    3,
    10,
    /Daemon 1 and daemon 2 are both called "a"/,
  ],
  ["no id", "daemons:\n  - url: unix:///x", 2, 5, /A daemon has no "id"/],
  ["no url", "daemons:\n  - id: a", 2, 5, /A daemon has no "url"/],
  [
    "a url without a scheme",
    "daemons: [{id: a, url: /run/docker.sock}]",
    1,
    24,
    /unix:\/\/\/run\/docker.sock/,
  ],
  ["https for tcp", "daemons: [{id: a, url: 'https://x:2376'}]", 1, 24, /written tcp:\/\//],
  ["another scheme", "daemons: [{id: a, url: 'npipe:////./pipe/docker'}]", 1, 24, /npipe:\/\/ is not known/],
  ["a password in the address", "daemons: [{id: a, url: 'ssh://root:pw@h'}]", 1, 24, /password has no place/],
  [
    "an option instead of a host",
    "daemons: [{id: a, url: 'ssh://-oProxyCommand=x'}]",
    1,
    24,
    /not an ssh address/,
  ],
  ["a user that is an option", "daemons: [{id: a, url: 'ssh://-x@h'}]", 1, 24, /cannot be a user name/],
  ["a port beyond the last", "daemons: [{id: a, url: 'tcp://h:70000'}]", 1, 24, /tcp:\/\/host:2376/],
  ["tcp without tls", "daemons:\n  - id: a\n    url: tcp://h:2375", 3, 10, /insecure: true/],
  [
    "half of tls",
    "daemons:\n  - id: a\n    url: tcp://h\n    tls: {ca: ca.pem}",
    4,
    5,
    /Mutual TLS needs ca, cert and key/,
  ],
  [
    "tls beside insecure",
    "daemons:\n  - id: a\n    url: tcp://h\n    insecure: true\n    tls: {ca: a, cert: b, key: c}",
    4,
    5,
    /Remove "insecure"/,
  ],
  [
    "an identity for a socket",
    "daemons:\n  - id: a\n    url: unix:///x\n    identity: /k",
    4,
    5,
    /no meaning for unix/,
  ],
  ["tls for ssh", "daemons:\n  - id: a\n    url: ssh://h\n    tls: {}", 4, 5, /no meaning for ssh/],
  [
    "a path upwards",
    "daemons: [{id: a, url: 'ssh://h', socket: '/run/../etc/x'}]",
    1,
    43,
    /not an absolute path/,
  ],
  [
    "a socket path without end",
    `daemons: [{id: a, url: 'unix:///${"x".repeat(120)}'}]`,
    1,
    24,
    /end at 107 bytes/,
  ],
  ["labels as a list", "daemons: [{id: a, url: 'unix:///x', labels: [fra1]}]", 1, 45, /short texts/],
  [
    "a label that is a block",
    "daemons: [{id: a, url: 'unix:///x', labels: {a: {b: c}}}]",
    1,
    49,
    /a block of keys/,
  ],
  [
    "daemons as a block",
    "daemons:\n  a: {url: unix:///x}",
    2,
    3,
    /It is a list: each daemon begins with a hyphen/,
  ],
  ["an action", "actions:\n  - container.restart", 2, 5, /An action is/],
  ["a registry", "registries: [docker.io]", 1, 14, /does not watch registries yet/],
  ["web as a list", "web: []", 1, 6, /a block with the keys allowed_hosts/],
  ["a list for the whole file", "- a\n- b", 1, 1, /a list/],
  ["a key twice", "daemons: []\ndaemons: []", 2, 1, /Keep one of the two/],
  ["a tab", "daemons:\n\t- id: a", 2, 1, /tabs/],
  ["a bracket left open", "daemons: [{id: a", 1, 17, /every bracket is closed/],
  ["an anchor", "daemons: &all []", 1, 15, /anchor/],
  ["a tag", "daemons: !!js/function x", 1, 10, /./],
  ["two documents", "daemons: []\n---\nweb: {}", 2, 1, /./],
];

describe("a file with a mistake", () => {
  test.each(BAD)(
    "%s is named by line, column and what would be right",
    (_name, text, line, column, words) => {
      const [first] = problemsOf(text);
      expect(first).toBeDefined();
      expect({ file: first?.file, line: first?.line, column: first?.column }).toEqual({
        file: FILE,
        line,
        column,
      });
      expect(`${first?.message} — ${first?.hint}`).toMatch(words);
      // Drawn one after the other, as "message. hint".
      expect(first?.message).toMatch(/^(?:["A-Z]|[a-z]+:\/\/).*[^.?!]$/);
      expect(first?.hint).toMatch(/^[A-Z].*[.?]$/);
    },
  );

  test("an alias is named where it stands", () => {
    expect(problemsOf("daemons: &a []\nregistries: *a")).toContainEqual(
      expect.objectContaining({ line: 2, column: 13, message: expect.stringContaining("alias") }),
    );
  });

  test("all mistakes are named at once", () => {
    expect(
      problemsOf("daemons:\n  - {id: A, url: x}\n  - {id: b, ulr: y}\nfoo: 1").length,
    ).toBeGreaterThanOrEqual(4);
  });

  test.each([
    ["deep nesting", "[".repeat(40_000)],
    ["a file over 64 KiB", `# ${"x".repeat(70_000)}`],
    ["seventeen levels", `web: ${"{a: ".repeat(20)}1${"}".repeat(20)}`],
    ["many aliases", `a: &a [x]\nb: [${"*a,".repeat(5_000)}]`],
  ])("%s is refused before it can grow", (_name, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });
});
