import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aContainer, aHostState, aList, anEvent, aPing, T0 } from "../../testing/builders.ts";
import { captured, capturedNetworks } from "../../testing/captured.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { vethLeak } from "./mode.ts";

const onShop = (number: number) => aContainer(number, { networks: [{ name: "shop" }] });
const LIST = [aContainer(1), onShop(2), onShop(3), onShop(4)];
const hostWith = (engine: string, suffix = "", ...more: readonly Signal[]) =>
  aHostState([
    aPing(T0),
    capturedNetworks("network-links", T0, engine),
    aList(T0, LIST),
    captured("network-links", T0, engine, suffix),
    ...more,
  ]);

describe.each(["20.10.24", "26.1.5"])("on a real host with Docker %s", (engine) => {
  test("one interface for each container", () => {
    expect(failing(vethLeak, hostWith(engine), T0)).toEqual([]);
  });

  test("eight more than containers have", () => {
    expect(judged(vethLeak, hostWith(engine, "-veth-leak"), T0)[0]).toMatchObject({
      severity: "ticket",
      variant: "spare",
      facts: { bridge: "docker0", spare: "8" },
    });
  });
});

describe("what is no leak", () => {
  test("containers that start or end just now", () => {
    expect(
      failing(vethLeak, hostWith("26.1.5", "-veth-leak", anEvent(T0 + 1_000, "die", 4)), T0 + 1_000),
    ).toEqual([]);
  });

  test("but what is told late happened long before", () => {
    const late = { ...anEvent(T0 - 60_000, "die", 9), at: T0 };
    expect(failing(vethLeak, hostWith("26.1.5", "-veth-leak", late), T0)).toEqual([""]);
  });

  test("interfaces of others on Docker's bridge", () => {
    const others = captured("network-links", T0, "26.1.5", "-veth-leak", (text) =>
      text.replace(/vethfee0b0(\d)/g, "vethX$1Y2Z3"),
    );
    expect(failing(vethLeak, hostWith("26.1.5", "", others), T0)).toEqual([]);
  });
});

test("a bridge with a thousand ports is a page at once, whoever they belong to", () => {
  const crowd = Array.from(
    { length: 1_000 },
    (_, index) => `${100 + index}: tap${index}: <UP> mtu 1500 master docker0 state UP`,
  );
  const full = captured("network-links", T0, "26.1.5", "", (text) =>
    text.replace(/(section links\n)/, `$1${crowd.join("\n")}\n`),
  );
  expect(judged(vethLeak, hostWith("26.1.5", "", full), T0)[0]).toMatchObject({
    severity: "page",
    variant: "bridge-full",
    raiseAfterMs: 0,
  });
});

test("raised only after ten minutes", () => {
  const story = play(
    [
      ...every(2_000, T0, T0 + 700_000, aPing),
      ...every(15_000, T0, T0 + 700_000, (at) => capturedNetworks("network-links", at, "26.1.5")),
      ...every(4_000, T0, T0 + 700_000, (at) => aList(at, LIST)),
      ...every(10_000, T0, T0 + 700_000, (at) => captured("network-links", at, "26.1.5", "-veth-leak")),
    ],
    T0 + 650_000,
    { modes: [vethLeak] },
  );
  expect(story.told()).toEqual(["seen 0", "raised 600000"]);
});
