import { describe, expect, test } from "vitest";
import type { FactAnswer } from "../../gate-protocol/answers.ts";
import { ApiError } from "./failure.ts";
import { BLIND_RETRY_MS, createStartGuard } from "./start-guard.ts";

const units = (service: string, socket: string): FactAnswer => ({
  ok: true,
  text: `sections 0123456789abcdef\n\n0123456789abcdef section units\nId=docker.service\nLoadState=loaded\nActiveState=${service}\nSubState=x\n\nId=docker.socket\nLoadState=loaded\nActiveState=${socket}\n`,
  isTruncated: false,
  durationMs: 8,
});
const unreadable: FactAnswer = { ok: false, failure: "absent", message: "no systemd", durationMs: 1 };

function aGuard(options: { socketPath?: string; answer: () => FactAnswer | Promise<FactAnswer> }) {
  const clock = { now: 1_000_000, reads: 0 };
  const guard = createStartGuard({
    socketPath: "socketPath" in options ? options.socketPath : "/run/docker.sock",
    readUnits: async () => {
      clock.reads += 1;
      return options.answer();
    },
    now: () => clock.now,
  });
  return { clock, guard };
}

describe("the start guard", () => {
  test("does not let a connection start a stopped daemon", async () => {
    const { guard } = aGuard({ answer: () => units("inactive", "active") });
    await expect(guard.permit()).rejects.toMatchObject({ failure: "not-tried" });
  });

  test("asks systemd anew for a connect that comes later, and once for those that come together", async () => {
    const { clock, guard } = aGuard({ answer: () => units("active", "active") });
    await Promise.all([guard.permit(), guard.permit(), guard.permit()]);
    expect(clock.reads).toBe(1);
    clock.now += 200;
    await guard.permit();
    expect(clock.reads).toBe(2);
  });

  test("asks anew at once after a failure", async () => {
    const { clock, guard } = aGuard({ answer: () => units("active", "active") });
    await guard.permit();
    guard.noteFailure(new ApiError("connection-reset", "reset"));
    await guard.permit();
    expect(clock.reads).toBe(2);
  });

  test("a failed daemon without a listening socket is connected to again and again: that starts nothing", async () => {
    const { guard } = aGuard({ answer: () => units("failed", "failed") });
    guard.noteFailure(new ApiError("connection-refused", "refused"));
    await expect(guard.permit()).resolves.toBeUndefined();
  });

  test("where systemd cannot be read, a refusal is followed by one connect per 30 s", async () => {
    const { clock, guard } = aGuard({ answer: () => unreadable });
    await guard.permit();
    guard.noteFailure(new ApiError("connection-refused", "refused"));
    clock.now += BLIND_RETRY_MS - 1_000;
    await expect(guard.permit()).rejects.toMatchObject({
      failure: "connection-refused",
      message: expect.stringContaining("in 1 s"),
    });
    clock.now += 1_000;
    await expect(guard.permit()).resolves.toBeUndefined();
    guard.noteAnswer();
    await expect(guard.permit()).resolves.toBeUndefined();
  });

  test("silence is no reason to wait: a timeout starts nothing", async () => {
    const { guard } = aGuard({ answer: () => unreadable });
    guard.noteFailure(new ApiError("timeout", "silent"));
    await expect(guard.permit()).resolves.toBeUndefined();
  });

  test("over TCP systemd is not asked", async () => {
    const { clock, guard } = aGuard({ socketPath: undefined as never, answer: () => unreadable });
    await guard.permit();
    expect(clock.reads).toBe(0);
  });

  test.each([
    ["over TCP", undefined],
    ["of a rootless daemon", "/run/user/1000/docker.sock"],
  ])(
    "%s nobody is started by a refused connection, so the next may follow at once",
    async (_name, socketPath) => {
      const { guard } = aGuard({ socketPath: socketPath as never, answer: () => unreadable });
      guard.noteFailure(new ApiError("connection-refused", "refused"));
      await expect(guard.permit()).resolves.toBeUndefined();
      guard.noteFailure(new ApiError("connection-reset", "reset"));
      await expect(guard.permit()).rejects.toMatchObject({ failure: "connection-reset" });
    },
  );
});
