import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseDefaults, parseDockerdArgs, parseExecStart } from "./dockerd-args.ts";
import { parseFact } from "./parse-fact.ts";

const unitFiles = (engine: string) => {
  const text = readFileSync(new URL(`./fixtures/unit-files.docker-${engine}.txt`, import.meta.url), "utf8");
  const fact = parseFact("unit-files", text, 0);
  if (fact.name !== "unit-files") throw new Error("another fact");
  return fact.files;
};

describe("how dockerd is told to run", () => {
  test.each(["20.10.24", "26.1.5"])("the packaged unit of %s listens where systemd says", (engine) => {
    const { unitText, defaultsText, runningArgs } = unitFiles(engine);
    const words = parseExecStart(unitText, defaultsText);
    expect(words).toEqual(runningArgs);
    expect(parseDockerdArgs(words)).toMatchObject({
      hosts: ["fd://"],
      configFile: "/etc/docker/daemon.json",
    });
  });

  test.each([
    [["dockerd", "--data-root", "/srv/d"], "/srv/d"],
    [["dockerd", "--data-root=/srv/d"], "/srv/d"],
    [["dockerd", "-g", "/srv/d"], "/srv/d"],
    [["dockerd", "-g/srv/d"], "/srv/d"],
    [["dockerd", "--graph=/srv/d"], "/srv/d"],
    [["dockerd", "--debug", "/srv/d"], undefined],
    [["dockerd"], undefined],
  ])("%j has the data root %s", (args, dataRoot) => {
    expect(parseDockerdArgs(args).dataRoot).toBe(dataRoot);
  });

  test("a flag given twice keeps both values, and a switch takes nothing", () => {
    const { flags, hosts } = parseDockerdArgs([
      "dockerd",
      "-D",
      "-H",
      "fd://",
      "--host=tcp://0.0.0.0:2375",
      "--tls",
    ]);
    expect(hosts).toEqual(["fd://", "tcp://0.0.0.0:2375"]);
    expect(flags.get("debug")).toEqual(["true"]);
    expect(flags.get("tls")).toEqual(["true"]);
  });

  test("another configuration file is found", () => {
    expect(parseDockerdArgs(["/usr/bin/dockerd", "--config-file", "/etc/d.json"]).configFile).toBe(
      "/etc/d.json",
    );
  });
});

describe("the command of the unit in force", () => {
  test("an empty ExecStart of a drop-in takes back the one before", () => {
    const unit = [
      "[Service]",
      "ExecStart=/usr/bin/dockerd -H fd://",
      "# /etc/systemd/system/docker.service.d/override.conf",
      "ExecStart=",
      "ExecStart=/usr/bin/dockerd \\",
      "  --data-root=/srv/docker",
    ].join("\n");
    expect(parseExecStart(unit, "")).toEqual(["/usr/bin/dockerd", "--data-root=/srv/docker"]);
  });

  test("variables come from the defaults file: alone as words, within a word as text", () => {
    const defaults = `# comment\nDOCKER_OPTS="--mtu 1400 --label 'a b'"\nexport ROOT=/srv\n`;
    expect(
      parseExecStart(`ExecStart=-/usr/sbin/dockerd $DOCKER_OPTS --data-root=\${ROOT}/d $NONE`, defaults),
    ).toEqual(["/usr/sbin/dockerd", "--mtu", "1400", "--label", "a b", "--data-root=/srv/d"]);
    expect(parseDefaults(defaults).get("ROOT")).toBe("/srv");
  });

  test("without a command there are no arguments", () => {
    expect(parseExecStart("[Service]\nExecStart=/usr/bin/dockerd\nExecStart=\n", "")).toEqual([]);
    expect(parseExecStart("", "")).toEqual([]);
  });
});
