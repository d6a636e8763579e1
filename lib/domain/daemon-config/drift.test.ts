import { expect, test } from "vitest";
import type { InfoReading } from "../readings.ts";
import { driftText, findDrift } from "./drift.ts";
import { parseDaemonJson } from "./parse-json.ts";

const INFO: InfoReading = {
  name: "web-1",
  engineVersion: "26.1.5",
  dataRoot: "/var/lib/docker",
  storageDriver: "overlay2",
  loggingDriver: "json-file",
  cgroupDriver: "cgroupfs",
  isLiveRestoreOn: false,
  containers: 0,
  containersRunning: 0,
  images: 0,
  warnings: [],
};

const driftOf = (text: string): readonly string[] => {
  const parsed = parseDaemonJson(text, "unmarshal");
  if (!parsed.ok) throw new Error(parsed.message);
  return findDrift(parsed.keys, INFO).map(driftText);
};

test.each<[string, string, readonly string[]]>([
  ["what agrees", '{"log-driver": "json-file", "live-restore": false, "data-root": "/var/lib/docker/"}', []],
  [
    "what only a restart brings",
    '{"log-driver": "journald"}',
    ["log-driver: journald in the file, json-file runs; a restart applies it"],
  ],
  [
    "what a reload brings",
    '{"live-restore": true}',
    ["live-restore: true in the file, false runs; a reload applies it"],
  ],
  [
    "the cgroup driver among the exec-opts",
    '{"exec-opts": ["native.cgroupdriver=systemd"]}',
    ["exec-opts: systemd in the file, cgroupfs runs; a restart applies it"],
  ],
  ["what the daemon does not tell", '{"mtu": 1400, "exec-opts": ["other=1"], "storage-driver": ""}', []],
  ["a value of the wrong type, which is another symptom", '{"log-driver": 1}', []],
])("%s", (_name, text, expected) => {
  expect(driftOf(text)).toEqual(expected);
});
