import { describe, expect, test } from "vitest";
import { isForeignKill } from "./foreign-line.ts";

const OURS = "a".repeat(64);
const THEIRS = "b".repeat(64);
const kill = (
  id: string,
  text = `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=${id},mems_allowed=0,oom_memcg=/docker/${id},task=tail,pid=9,uid=0`,
) => ({
  unit: "kernel" as const,
  text,
});
const knows = (id: string) => id === OURS;

describe("a memory kill in the kernel's log", () => {
  test("is this host's when its container was listed here", () => {
    expect(isForeignKill(kill(OURS), knows)).toBe(false);
  });

  test("is another machine's when nobody here knows the container", () => {
    expect(isForeignKill(kill(THEIRS), knows)).toBe(true);
    expect(
      isForeignKill(
        kill("", `oom-kill:constraint=CONSTRAINT_MEMCG,oom_memcg=/system.slice/docker-${THEIRS}.scope`),
        knows,
      ),
    ).toBe(true);
  });

  test("is everybody's when no container is named", () => {
    expect(
      isForeignKill(kill("", "oom-kill:constraint=CONSTRAINT_NONE,global_oom,task=dockerd,pid=9"), knows),
    ).toBe(false);
  });

  test("is asked of the kernel's lines alone", () => {
    expect(isForeignKill({ ...kill(THEIRS), unit: "container" as never }, knows)).toBe(false);
  });
});
