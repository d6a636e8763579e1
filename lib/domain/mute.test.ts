import { describe, expect, test } from "vitest";
import type { HostId, UserId } from "./ids.ts";
import { aSymptom, T0 } from "./incidents/testing/builders.ts";
import { type Mute, muteOf, nextEnd, scopeText } from "./mute.ts";
import { HOUR_MS } from "./time.ts";

const WEB = "web-1" as HostId;
const mute = (rest: Partial<Mute> = {}): Mute => ({
  id: "m1",
  reason: "weekly upgrade",
  by: { userId: "u1" as UserId, name: "ada" },
  createdAt: T0,
  endsAt: T0 + HOUR_MS,
  ...rest,
});
const loop = aSymptom({ mode: "container-restart-loop", subject: "api" });

describe("a mute", () => {
  test.each([
    ["of its host", { hostId: WEB }, true],
    ["of another host", { hostId: "db-1" as HostId }, false],
    ["of its mode on every host", { mode: "container-restart-loop" as const }, true],
    ["of another mode on its host", { hostId: WEB, mode: "daemon-hung" as const }, false],
    ["of its subject", { hostId: WEB, mode: "container-restart-loop" as const, subject: "api" }, true],
    ["of another subject", { hostId: WEB, mode: "container-restart-loop" as const, subject: "db" }, false],
    ["of a subject of that name anywhere", { subject: "api" }, true],
    ["of the host itself, which has no subject", { hostId: WEB, subject: "" }, false],
  ])("%s: %j", (_, scope, isHeld) => {
    expect(muteOf(loop, [mute(scope)], T0) !== undefined).toBe(isHeld);
  });

  test("ends by itself to the millisecond, and by hand at once", () => {
    expect(muteOf(loop, [mute({ hostId: WEB })], T0 + HOUR_MS - 1)).toBeDefined();
    expect(muteOf(loop, [mute({ hostId: WEB })], T0 + HOUR_MS)).toBeUndefined();
    expect(muteOf(loop, [mute({ hostId: WEB, endedAt: T0 + 1 })], T0 + 2)).toBeUndefined();
  });

  test("of several the one that ends last holds, and the first end is when the screen changes", () => {
    const mutes = [mute({ hostId: WEB }), mute({ id: "m2", subject: "api", endsAt: T0 + 2 * HOUR_MS })];
    expect(muteOf(loop, mutes, T0)?.id).toBe("m2");
    expect(nextEnd(mutes, T0)).toBe(T0 + HOUR_MS);
    expect(nextEnd(mutes, T0 + 3 * HOUR_MS)).toBeUndefined();
  });

  test("says what it is about", () => {
    expect(scopeText({ hostId: WEB, mode: "container-restart-loop", subject: "api" })).toBe(
      "web-1, container-restart-loop, api",
    );
    expect(scopeText({ mode: "daemon-down" })).toBe("every host, daemon-down");
    expect(scopeText({ hostId: WEB })).toBe("web-1");
  });
});
