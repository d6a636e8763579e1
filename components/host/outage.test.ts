import { describe, expect, test } from "vitest";
import { aSymptom } from "../test-views.ts";
import { hasStopped, symptomOfOutage } from "./outage.ts";

describe("why no daemon answers", () => {
  const denied = aSymptom({
    id: "denied",
    mode: "docker-sock-permission",
    severity: "ticket",
    part: "sock",
    title: "API socket: permission denied",
  });
  const pull = aSymptom({
    id: "pull",
    mode: "disk-full-data-root",
    part: "images",
    state: "recovering",
    title: "An image could not be unpacked",
  });
  const down = aSymptom({ id: "down", mode: "daemon-down", title: "dockerd stopped" });

  test("a socket that may not be opened is not told with the story of a page that passes again", () => {
    expect(symptomOfOutage([pull, denied], "may-open")?.id).toBe("denied");
    expect(symptomOfOutage([pull], "may-open")).toBeUndefined();
    expect(symptomOfOutage([{ ...pull, state: "raised" }], "listens")).toBeUndefined();
    expect(symptomOfOutage([{ ...denied, state: "recovering" }, down], "may-open")).toBeUndefined();
  });

  test("what keeps dockerd from starting is told for the daemon that is down, as long as it fails itself", () => {
    const file = aSymptom({ id: "file", mode: "daemon-json-invalid", part: "config" });
    const beneath = { ...down, absorbedBy: file.id };
    expect(symptomOfOutage([file, beneath], "exists")?.id).toBe("file");
    expect(symptomOfOutage([{ ...file, state: "recovering" }, beneath], "exists")?.id).toBe("down");
  });

  test("a page of another part does not tell why, one on the way to the daemon does", () => {
    const wiped = aSymptom({ id: "ipt", mode: "iptables-nat-wiped", part: "ipt" });
    const listen = aSymptom({ id: "listen", mode: "daemon-listen-failed", part: "sock" });
    expect(symptomOfOutage([wiped, listen], "listens")?.id).toBe("listen");
  });

  test("only a daemon that ended has stopped", () => {
    expect(hasStopped("may-open", denied)).toBe(false);
    expect(hasStopped("answers", undefined)).toBe(false);
    expect(hasStopped("exists", { ...down, part: "sock" })).toBe(false);
    expect(hasStopped("listens", down)).toBe(true);
  });
});
