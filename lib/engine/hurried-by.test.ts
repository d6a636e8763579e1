import { expect, test } from "vitest";
import { aSymptom } from "../domain/incidents/testing/builders.ts";
import type { LogUnit } from "../domain/signal.ts";
import type { ModeId } from "../domain/symptom.ts";
import { aFailedPing, aLine, anEvent, aPing, eventsStream, T0 } from "../domain/testing/builders.ts";
import { hurriedBy, hurriedByChanges } from "./hurried-by.ts";

const ofLine = (unit: LogUnit, text: string) => hurriedBy(aLine(T0, unit, text));

test("the list is read after what shows in it, and health checks do not", () => {
  expect(hurriedBy(anEvent(T0, "start", 1))).toEqual(["containers"]);
  expect(hurriedBy(anEvent(T0, "exec_start: sh -c true", 1))).toEqual([]);
});

test("a start or an end of a unit makes all that is read of it old; a word about a unit, only its state", () => {
  expect(ofLine("systemd", "Starting docker.service - Docker Application Container Engine...")).toContain(
    "config-file",
  );
  expect(ofLine("systemd", "docker.service: Main process exited, code=killed, status=9/KILL")).toContain(
    "ping",
  );
  expect(ofLine("systemd", "docker.socket: Deactivated successfully.")).toEqual(["units"]);
  expect(ofLine("systemd", "run-docker-runtime\\x2drunc-moby.mount: Deactivated successfully.")).toEqual([]);
  expect(ofLine("dockerd", "Starting docker.service")).toEqual([]);
});

test("whoever says that no space was left has the disk read while it is so", () => {
  expect(ofLine("dockerd", "write /layer.tar: no space left on device")).toEqual(["disk"]);
});

test("what is read only while a symptom is open is read as soon as it is found", () => {
  const found = (mode: ModeId) => hurriedByChanges([{ kind: "seen", at: T0, symptom: aSymptom({ mode }) }]);
  expect(found("json-log-corrupt")).toEqual(["torn-logs"]);
  expect(found("daemon-down")).toEqual([]);
});

test("the end of the event stream asks for what tells why, its return for what may be another by now", () => {
  expect(hurriedBy(eventsStream(T0, false))).toContain("ping");
  expect(hurriedBy(eventsStream(T0, true))).toContain("certificate");
});

test("a call that failed asks for what the host says of it; one that was answered asks for nothing", () => {
  expect(hurriedBy(aFailedPing(T0, "timeout"))).toContain("processes");
  expect(hurriedBy(aPing(T0))).toEqual([]);
});
