import { describe, expect, test } from "vitest";
import type { HostDetail } from "#lib/protocol/views.ts";
import { engineAnswer, isLive } from "./engine-answer.ts";

const rung = (name: HostDetail["ladder"][number]["rung"], ok?: boolean, text = "") => ({
  rung: name,
  text,
  tries: 1,
  ...(ok !== undefined && { ok }),
});
const host = (rest: Partial<HostDetail>) =>
  ({
    id: "web-1",
    url: "ssh://ops@192.0.2.7",
    transport: "ssh",
    channel: { state: "up" },
    ladder: [],
    connection: [],
    ...rest,
  }) as unknown as HostDetail;

describe("what a configured engine answered", () => {
  test("one that answers says its version, containers and time", () => {
    const answer = engineAnswer(
      host({
        engineVersion: "26.1.5",
        containersRunning: 4,
        pingMs: 3.2,
        ladder: [rung("connect", true), rung("ping", true), rung("list", true)],
      }),
    );
    expect(answer).toMatchObject({ isWatched: true, lead: "Docker 26.1.5, 4 containers, answers in 3 ms" });
  });

  test.each([
    ["Permission denied (publickey).", "Login refused"],
    ["Host key verification failed.", "The host’s key is not known"],
    ["ssh: connect to host 192.0.2.7 port 22: No route to host", "No way in over ssh"],
  ])("a way that fails says why, and the command that shows it: %s", (reason, lead) => {
    expect(engineAnswer(host({ channel: { state: "down", reason } }))).toMatchObject({
      isWatched: false,
      lead,
      text: reason,
      isSshFailing: true,
      rungs: [{ name: "connect", ok: false, text: reason }],
      command: "ssh ops@192.0.2.7 docker version",
    });
  });

  test("a daemon that refuses says on which rung, and its commands run on its host", () => {
    const answer = engineAnswer(
      host({
        ladder: [rung("connect", false, "refused")],
        connection: [
          { rung: "exists", ok: true, text: "there" },
          { rung: "listens", ok: false, text: "nobody listens" },
        ],
      }),
    );
    expect(answer.lead).toBe("Connection refused");
    expect(answer.command).toBe("ssh ops@192.0.2.7 'systemctl status docker.service docker.socket'");
  });

  test("what was not answered yet is neither watched nor failed", () => {
    expect(engineAnswer(host({ ladder: [rung("connect")] }))).toMatchObject({
      isWatched: false,
      isTrying: true,
    });
  });

  test("nothing of an address that could act in a shell becomes a command", () => {
    const answer = engineAnswer(
      host({ url: "ssh://$(reboot)@192.0.2.7", channel: { state: "down", reason: "no" } }),
    );
    expect(answer.command).toBeUndefined();
  });
});

test("what was recorded has no command that could be run, engines beside it have", () => {
  const recording = { name: "a night", recordedAt: 0 };
  expect(isLive(recording, {})).toBe(false);
  expect(isLive({ ...recording, hostCount: 50 }, { isRecorded: true })).toBe(false);
  expect(isLive({ ...recording, hostCount: 50 }, {})).toBe(true);
  expect(isLive(undefined, {})).toBe(true);
});
