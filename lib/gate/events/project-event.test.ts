import { describe, expect, test } from "vitest";
import { isSpooled, toDockerEvent, toRawEvent } from "./project-event.ts";

const die = {
  status: "die",
  id: "f".repeat(64),
  from: "shop/web:1",
  Type: "container",
  Action: "die",
  Actor: {
    ID: "f".repeat(64),
    Attributes: {
      name: "web",
      image: "shop/web:1",
      exitCode: "137",
      execDuration: "12",
      "com.docker.compose.project": "shop",
      "org.example.db-password": "hunter22",
      maintainer: "somebody",
    },
  },
  scope: "local",
  time: 1795260239,
  timeNano: "1795260239274596123",
};

describe("an event", () => {
  test("keeps its nanoseconds and named attributes, and no label", () => {
    expect(toDockerEvent(toRawEvent(die), (text) => text)).toEqual({
      timeNano: "1795260239274596123",
      type: "container",
      action: "die",
      actorId: "f".repeat(64),
      attributes: {
        name: "web",
        image: "shop/web:1",
        exitCode: "137",
        execDuration: "12",
        "com.docker.compose.project": "shop",
      },
    });
  });

  test("has every text redacted", () => {
    const event = toDockerEvent(toRawEvent(die), (text) => `(${text})`);
    expect(event.action).toBe("(die)");
    expect(event.attributes.name).toBe("(web)");
  });

  test.each([
    ["exec_create: sh -c 'curl -H \"Authorization: x\"'", false],
    ["exec_start: wget -q http://127.0.0.1/", false],
    ["exec_die", false],
    ["health_status: unhealthy", true],
    ["die", true],
    ["executed", true],
  ])("%s goes on: %s", (action, expected) => {
    expect(isSpooled(toRawEvent({ ...die, Action: action }))).toBe(expected);
  });

  test("podman's health status becomes Docker's", () => {
    const raw = toRawEvent({ ...die, Action: "health_status", HealthStatus: "unhealthy" });
    expect(raw.action).toBe("health_status: unhealthy");
  });

  test.each([
    ["no time", { ...die, timeNano: undefined }],
    ["a time that lost its digits", { ...die, timeNano: 1.795e18 }],
    ["no actor", { ...die, Actor: undefined }],
    ["an attribute that is no text", { ...die, Actor: { ID: "x", Attributes: { name: {} } } }],
  ])("with %s is malformed", (_name, value) => {
    expect(() => toRawEvent(value)).toThrow(expect.objectContaining({ failure: "malformed" }));
  });
});
