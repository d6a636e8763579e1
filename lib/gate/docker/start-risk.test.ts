import { describe, expect, test } from "vitest";
import type { UnitReading } from "../../domain/facts.ts";
import { startRisk } from "./start-risk.ts";

const aUnit = (name: string, activeState: string, subState = "x", result = "success"): UnitReading => ({
  name,
  loadState: "loaded",
  activeState,
  subState,
  result,
  restarts: 0,
  mainPid: 0,
});

/** "active/running" or "failed/failed/exit-code" of docker.service, and the state of docker.socket. */
const units = (service: string, socket: string): readonly UnitReading[] => {
  const [activeState = "", subState, result] = service.split("/");
  return [aUnit("docker.service", activeState, subState, result), aUnit("docker.socket", socket)];
};

describe("the risk of starting a daemon by connecting", () => {
  test.each([
    { name: "a running daemon", service: "active/running", socket: "active", kind: "none" },
    { name: "a daemon that reloads", service: "reloading/reload", socket: "active", kind: "none" },
    {
      name: "a stopped daemon behind a socket that listens",
      service: "inactive/dead",
      socket: "active",
      kind: "would-start",
    },
    {
      name: "a daemon on its way out",
      service: "deactivating/stop-sigterm",
      socket: "active",
      kind: "would-start",
    },
    {
      name: "a daemon between two starts",
      service: "activating/auto-restart/exit-code",
      socket: "active",
      kind: "would-start",
    },
    {
      name: "a failed daemon whose socket failed too",
      service: "failed/failed/exit-code",
      socket: "failed",
      kind: "none",
    },
    { name: "both stopped", service: "inactive/dead", socket: "inactive", kind: "none" },
  ])("$name: $kind", ({ service, socket, kind }) => {
    expect(startRisk(units(service, socket), "/run/docker.sock").kind).toBe(kind);
  });

  test("the message says the unit's state and result", () => {
    const risk = startRisk(units("activating/auto-restart/exit-code", "active"), "/var/run/docker.sock");
    expect(risk).toMatchObject({
      message: expect.stringContaining("activating (auto-restart, result exit-code)"),
    });
  });

  test("a socket that systemd does not hold, and a host without docker.service, are unknown", () => {
    const running = units("inactive/dead", "active");
    expect(startRisk(running, "/run/user/1000/docker.sock").kind).toBe("unknown");
    expect(startRisk(running, undefined).kind).toBe("unknown");
    const absent = [{ ...aUnit("docker.service", "inactive"), loadState: "not-found" }];
    expect(startRisk(absent, "/run/docker.sock").kind).toBe("unknown");
    expect(startRisk([], "/run/docker.sock").kind).toBe("unknown");
  });
});
