import { expect, test } from "vitest";
import type { LogUnit } from "../../signal.ts";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { judged, play } from "../../testing/detecting.ts";
import { quiet } from "../../testing/quiet-host.ts";
import { storageIoError } from "./mode.ts";

test.each<[LogUnit, string, string, string]>([
  ["kernel", "blk_update_request: I/O error, dev sda, sector 12345 op 0x0:(READ)", "sda", "ticket"],
  [
    "kernel",
    "EXT4-fs error (device dm-2): ext4_journal_check_start:83: comm dockerd: Detected aborted journal",
    "dm-2",
    "ticket",
  ],
  ["kernel", "XFS (sdc1): Metadata I/O error in xfs_trans_read_buf_map at daddr 0x1", "sdc1", "ticket"],
  ["kernel", "JBD2: Detected IO errors while flushing file data on sda1-8", "", "ticket"],
  [
    "dockerd",
    'level=error msg="Handler for POST /containers/create returned error: open /var/lib/docker/x: input/output error"',
    "",
    "page",
  ],
])("%s: %s", (unit, text, subject, severity) => {
  expect(judged(storageIoError, aHostState([aLine(T0, unit, text)]), T0 + 1_000)).toMatchObject([
    { subject, severity, part: "disk" },
  ]);
});

test("what a container prints, and a disk that is mounted, are none", () => {
  const host = aHostState([
    aLine(T0, "container", "I/O error, dev sda, sector 1"),
    aLine(T0, "kernel", "EXT4-fs (sda1): mounted filesystem with ordered data mode"),
  ]);
  expect(judged(storageIoError, host, T0 + 1_000)).toEqual([]);
});

test("over an hour after the last error", () => {
  const error = aLine(T0 + 5_000, "kernel", "I/O error, dev sda, sector 1");
  expect(play([...quiet, error], T0 + 3_700_000, { modes: [storageIoError] }).told()).toEqual([
    "seen 5000",
    "raised 5000",
    "recovering 3606000",
    "cleared 3666000",
  ]);
});
