import { describe, expect, test } from "vitest";
import type { LogUnit } from "../../signal.ts";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { lsmDenied } from "./mode.ts";

const APPARMOR =
  'audit: type=1400 audit(1732200000.1:5): apparmor="DENIED" operation="mount" class="mount" info="failed flags match" error=-13 profile="docker-default" name="/mnt/" pid=9 comm="mount"';
const SELINUX =
  'audit: type=1400 audit(1732200000.1:6): avc:  denied  { read } for  pid=9 comm="nginx" name="index.html" dev="dm-0" ino=7 scontext=system_u:system_r:container_t:s0:c1,c2 tcontext=unconfined_u:object_r:user_home_t:s0 tclass=file permissive=0';

describe("what is denied", () => {
  test.each<[string, LogUnit, string, readonly string[]]>([
    ["AppArmor, a container", "kernel", APPARMOR, ["docker-default"]],
    ["SELinux, a container", "kernel", SELINUX, ["container_t"]],
    [
      "a profile that cannot be loaded",
      "dockerd",
      'level=error msg="Handler for POST /v1.45/containers/x/start returned error: AppArmor enabled on system but the docker-default profile could not be loaded: running `apparmor_parser apparmor_parser -Kr /x` failed with output: error: exec: \\"apparmor_parser\\": executable file not found in $PATH"',
      [""],
    ],
    [
      "a profile that cannot be applied",
      "dockerd",
      "OCI runtime create failed: unable to start container process: error during container init: unable to apply apparmor profile: apparmor failed to apply profile: write /proc/self/attr/apparmor/exec: no such file or directory",
      [""],
    ],
    [
      "AppArmor, a program of the host",
      "kernel",
      'audit: type=1400 audit(1.2:3): apparmor="DENIED" operation="open" profile="/usr/sbin/cupsd" name="/x" pid=9 comm="cupsd"',
      [],
    ],
    [
      "a profile that was loaded",
      "kernel",
      'audit: type=1400 audit(1.2:3): apparmor="STATUS" operation="profile_load" profile="unconfined" name="docker-default" pid=9 comm="apparmor_parser"',
      [],
    ],
    [
      "SELinux, a program of the host",
      "kernel",
      'avc:  denied  { write } for pid=9 comm="sshd" scontext=system_u:system_r:sshd_t:s0 tcontext=a tclass=file',
      [],
    ],
  ])("%s", (_name, unit, text, subjects) => {
    expect(failing(lsmDenied, aHostState([aLine(T0, unit, text)]), T0)).toEqual(subjects);
  });
});

test("the path is told", () => {
  expect(judged(lsmDenied, aHostState([aLine(T0, "kernel", APPARMOR)]), T0)[0]?.facts.path).toBe("/mnt/");
});
