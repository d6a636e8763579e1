import { describe, expect, test } from "vitest";
import type { LogUnit } from "../../signal.ts";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { seccompDenied } from "./mode.ts";

const AUDIT =
  'audit: type=1326 audit(1732200000.123:77): auid=4294967295 uid=0 gid=0 ses=4294967295 subj=docker-default (enforce) pid=4711 comm="date" exe="/bin/date" sig=0 arch=c000003e syscall=435 compat=0 ip=0x7f12 code=0x50000';

describe("what is denied", () => {
  test.each<[string, LogUnit, string, readonly string[]]>([
    ["a call of a container", "kernel", AUDIT, ["date"]],
    [
      "a profile that is not there",
      "dockerd",
      'level=error msg="Handler for POST /v1.45/containers/create returned error: opening seccomp profile (/etc/x.json) failed: open /etc/x.json: no such file or directory"',
      [""],
    ],
    [
      "runc that cannot load it",
      "dockerd",
      'level=error msg="Handler for POST /v1.41/containers/x/start returned error: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: unable to init seccomp: error adding seccomp filter rule for syscall bdflush: permission denied: unknown"',
      [""],
    ],
    [
      "a browser of a desktop that is killed for one",
      "kernel",
      'audit: type=1326 audit(1.2:3): auid=1000 uid=1000 gid=1000 ses=2 subj=unconfined pid=9 comm="chrome" exe="/opt/chrome" sig=31 arch=c000003e syscall=330 compat=0 ip=0x0 code=0x0',
      [],
    ],
    [
      "the daemon that tells its profile",
      "dockerd",
      'level=info msg="Reloaded configuration: seccomp-profile: builtin"',
      [],
    ],
    ["the same words of a container", "container", AUDIT, []],
  ])("%s", (_name, unit, text, subjects) => {
    expect(failing(seccompDenied, aHostState([aLine(T0, unit, text)]), T0)).toEqual(subjects);
  });
});

test("the number of the call is told", () => {
  expect(judged(seccompDenied, aHostState([aLine(T0, "kernel", AUDIT)]), T0)[0]?.facts).toMatchObject({
    syscall: "435",
    command: "date",
  });
});
