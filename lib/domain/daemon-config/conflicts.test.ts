import { describe, expect, test } from "vitest";
import { conflictText, findConflicts } from "./conflicts.ts";
import { parseDaemonJson } from "./parse-json.ts";
import { nextStartFlags, runningFlags } from "./start-arguments.ts";

const VENDOR =
  "# /lib/systemd/system/docker.service\n[Unit]\nDescription=Docker\n\n[Service]\nEnvironmentFile=-/etc/default/docker\n";
const EXEC =
  "ExecStart=/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock $DOCKER_OPTS\n";

const flagsOf = (unitText: string, defaultsText = "") =>
  nextStartFlags({ unitText, defaultsText, runningArgs: [] });

describe("flags of the next start", () => {
  test("each flag says which file, line and column it stands at", () => {
    expect(flagsOf(VENDOR + EXEC)).toEqual([
      {
        name: "host",
        value: "fd://",
        text: "-H fd://",
        file: "/lib/systemd/system/docker.service",
        place: { line: 6, column: 29 },
      },
      {
        name: "containerd",
        value: "/run/containerd/containerd.sock",
        text: "--containerd=/run/containerd/containerd.sock",
        file: "/lib/systemd/system/docker.service",
        place: { line: 6, column: 38 },
      },
    ]);
  });

  test("an empty ExecStart of a drop-in takes the vendor's back", () => {
    const dropIn =
      "\n# /etc/systemd/system/docker.service.d/override.conf\n[Service]\nExecStart=\nExecStart=/usr/bin/dockerd \\\n  --debug \\\n  -H unix:///run/docker.sock\n";
    expect(
      flagsOf(VENDOR + EXEC + dropIn)?.map(({ text, file, place }) => [
        text,
        file,
        place?.line,
        place?.column,
      ]),
    ).toEqual([
      ["--debug", "/etc/systemd/system/docker.service.d/override.conf", 4, 3],
      ["-H unix:///run/docker.sock", "/etc/systemd/system/docker.service.d/override.conf", 5, 3],
    ]);
  });

  test("variables of /etc/default/docker count where the unit reads that file", () => {
    const defaults = '# options\nDOCKER_OPTS="--log-driver journald -D"\n';
    expect(
      flagsOf(VENDOR + EXEC, defaults)
        ?.slice(2)
        .map(({ name, value, file, place }) => [name, value, file, place?.line]),
    ).toEqual([
      ["log-driver", "journald", "/etc/default/docker", 2],
      ["debug", "", "/etc/default/docker", 2],
    ]);
    expect(flagsOf(`# /x.service\n[Service]\n${EXEC}`, defaults)).toHaveLength(2);
  });

  test("a switch does not swallow what follows it", () => {
    expect(
      runningFlags({
        unitText: "",
        defaultsText: "",
        runningArgs: ["dockerd", "--debug", "--iptables=false", "-lwarn"],
      })?.map(({ name, value }) => [name, value]),
    ).toEqual([
      ["debug", ""],
      ["iptables", "false"],
      ["log-level", "warn"],
    ]);
  });
});

describe("conflicts", () => {
  const conflictsOf = (json: string, args: readonly string[]) => {
    const parsed = parseDaemonJson(json, "unmarshal");
    if (!parsed.ok) throw new Error(parsed.message);
    const flags = runningFlags({ unitText: "", defaultsText: "", runningArgs: ["dockerd", ...args] });
    return findConflicts(parsed.keys, flags ?? []).map(conflictText);
  };

  test.each([
    [
      "hosts against -H, the classic",
      '{"hosts": ["unix:///run/docker.sock", "tcp://0.0.0.0:2376"]}',
      ["-H", "fd://"],
      ["hosts: (from flag: [fd://], from file: [unix:///run/docker.sock tcp://0.0.0.0:2376])"],
    ],
    [
      "equal values are a conflict too",
      '{"log-driver": "journald"}',
      ["--log-driver=journald"],
      ["log-driver: (from flag: journald, from file: journald)"],
    ],
    ["a switch", '{"debug": false}', ["-D"], ["debug: (from flag: true, from file: false)"]],
    [
      "labels against --label",
      '{"labels": ["a=b"]}',
      ["--label=c=d"],
      ["labels: (from flag: [c=d], from file: [a=b])"],
    ],
    [
      "members of an object that is no setting",
      '{"proxies": {"http-proxy": "x"}}',
      ["--http-proxy=y"],
      ["http-proxy: (from flag: y, from file: x)"],
    ],
    ["runtimes are merged", '{"runtimes": {}}', ["--add-runtime=a=b"], []],
    ["log-opts is one setting", '{"log-opts": {"debug": "1"}}', ["--debug"], []],
    ["different settings", '{"live-restore": true}', ["-H", "fd://", "--containerd=/x"], []],
    ["a value that looks like a key", '{"log-driver": "hosts"}', ["-H", "fd://"], []],
  ])("%s", (_name, json, args, expected) => {
    expect(conflictsOf(json, args)).toEqual(expected);
  });
});
