import { expect, test } from "vitest";
import { partStates } from "../test-views.ts";
import { inPaintOrder, wireClass, wireFault, wiresXl } from "./wires.ts";

const hung = partStates({
  remote: "fault",
  volumes: "fault",
  dockerd: "fault",
  sock: "hit",
  callers: "hit",
});
const wire = (id: string, states = hung) => {
  const found = wiresXl(states).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no wire ${id}`);
  return found;
};

test("calls that do not come back are broken dashes", () => {
  expect(wireFault(wire("call"), hung)).toBe("cut");
  expect(wireFault(wire("socket"), hung)).toBe("cut");
  expect(wireFault(wire("containerd"), hung)).toBeUndefined();
});

test("the path of a fault is whole, also over the control wires", () => {
  expect(wireFault(wire("remote"), hung)).toBe("path");
  expect(wireFault(wire("control-volumes"), hung)).toBe("path");
  expect(wireFault(wire("control-images"), hung)).toBeUndefined();
});

test("wires of the selected part are strong, the main path is half strong, all others are faint", () => {
  expect(wireClass(wire("containerd"), hung, "dockerd")).toBe("xw on");
  expect(wireClass(wire("shims"), hung, "dockerd")).toBe("xw data half");
  expect(wireClass(wire("tls"), hung, "dockerd")).toBe("xw thin dimw");
});

test("with nothing selected every wire has its resting strength", () => {
  expect(wireClass(wire("tls"), hung, undefined)).toBe("xw thin");
});

test("a fault path is never faint and is drawn last", () => {
  expect(wireClass(wire("remote"), hung, "tls")).toBe("xw thin cutw");
  const order = inPaintOrder(wiresXl(hung), hung).map(({ id }) => id);
  expect(order.slice(-4).toSorted()).toEqual(["call", "control-volumes", "remote", "socket"]);
});

test("a healthy engine has no fault path", () => {
  const healthy = partStates();
  expect(wiresXl(healthy).filter((one) => wireFault(one, healthy) !== undefined)).toEqual([]);
});
