import type { PartId } from "#lib/domain/anatomy.ts";
import data from "#lib/domain/anatomy-geometry.json" with { type: "json" };
import type { PlainWire } from "#lib/domain/anatomy-l.ts";
import type { PartStates } from "./geometry.ts";

/* Lines between parts. Solid is traffic, dotted is control; broken dashes are calls that do not come back. */

export interface Wire {
  readonly id: string;
  readonly path: string;
  /** The parts it joins. */
  readonly ends: readonly PartId[];
  readonly kind: "call" | "control" | "data";
  /** The way of a call, which stays half strong when other wires go faint. */
  readonly isMain?: boolean;
}

const xl = data.wires.XL;
const isPart = (states: PartStates, id: string): id is PartId => id in states;

/** All wires of the large drawing, in paint order. */
export function wiresXl(states: PartStates): readonly Wire[] {
  const control = Object.entries(xl.control).flatMap(([part, path]): readonly Wire[] =>
    isPart(states, part) ? [{ id: `control-${part}`, path, ends: ["dockerd", part], kind: "control" }] : [],
  );
  const bytes = Object.entries(xl.data).flatMap(([part, path]): readonly Wire[] =>
    isPart(states, part) ? [{ id: `data-${part}`, path, ends: ["ctrs", part], kind: "data" }] : [],
  );
  return [
    { id: "tls", path: xl.tls, ends: ["tls", "sock"], kind: "control" },
    { id: "cunit", path: xl.cunit, ends: ["cunit", "containerd"], kind: "control" },
    ...bytes,
    { id: "kernel", path: xl.kernel, ends: ["kernel"], kind: "data" },
    { id: "registry", path: xl.registry, ends: ["registry", "images"], kind: "control" },
    { id: "remote", path: xl.remote, ends: ["remote", "volumes"], kind: "control" },
    { id: "unit", path: xl.unit, ends: ["unit", "dockerd"], kind: "control" },
    { id: "config", path: xl.config, ends: ["config", "dockerd"], kind: "control" },
    ...control,
    { id: "shims", path: xl.shims, ends: ["containerd", "shims"], kind: "data", isMain: true },
    { id: "containers", path: xl.containers, ends: ["shims", "ctrs"], kind: "data", isMain: true },
    { id: "containerd", path: xl.containerd, ends: ["dockerd", "containerd"], kind: "call", isMain: true },
    { id: "call", path: xl.call, ends: ["callers", "sock"], kind: "call", isMain: true },
    { id: "socket", path: xl.socket, ends: ["sock", "dockerd"], kind: "call", isMain: true },
  ];
}

/** Calls do not come back over a wire whose near end is cut off; a fault arrived over one whose ends are both broken. */
export function wireFault(wire: Wire, states: PartStates): "cut" | "path" | undefined {
  if (wire.id === "call" && states.callers === "hit") return "cut";
  if (wire.id === "socket" && states.sock === "hit") return "cut";
  if (wire.ends.length === 2 && wire.ends.every((part) => states[part] === "fault")) return "path";
  return undefined;
}

/** Classes of a wire, given the part that is selected, hovered or focused. A fault path is never faint. */
export function wireClass(wire: Wire, states: PartStates, active: PartId | undefined): string {
  const kind = wire.kind === "call" ? "" : wire.kind === "control" ? " thin" : " data";
  const fault = wireFault(wire, states);
  if (fault === "cut") return "xw cut";
  if (fault === "path") return `xw${kind} cutw`;
  if (active === undefined) return `xw${kind}`;
  if (wire.ends.includes(active)) return `xw${kind} on`;
  return `xw${kind} ${wire.isMain === true ? "half" : "dimw"}`;
}

/** States as wires are drawn by them: what is muted marks no path. */
export const statesOfWires = (states: PartStates, muted: readonly PartId[]): PartStates =>
  muted.length === 0 ? states : { ...states, ...Object.fromEntries(muted.map((part) => [part, "ok"])) };

/** Fault paths lie over all others. */
export const inPaintOrder = (wires: readonly Wire[], states: PartStates): readonly Wire[] =>
  wires.toSorted(
    (a, b) => Number(wireFault(a, states) !== undefined) - Number(wireFault(b, states) !== undefined),
  );

export const WIRES_M: readonly PlainWire[] = [
  { id: "call", path: "M12 34H20", ends: ["callers", "sock"] },
  { id: "socket", path: "M37 34H41", ends: ["sock", "dockerd"] },
  { id: "containerd", path: "M84 34H92", ends: ["dockerd", "containerd"] },
  { id: "shims", path: "M109 34H113", ends: ["containerd", "shims"] },
  { id: "containers", path: "M120 34H124", ends: ["shims", "ctrs"] },
  { id: "config", path: "M51 13V20M74 13V20M100 13V20M28 13V20" },
  {
    id: "bus",
    path: "M62 48V52M26 52H139M26 52V56M43 52V56M60 52V56M77 52V56M97 52V56M108 52V56M120 52V56M139 52V56",
  },
  { id: "registry", path: "M12 59H20", ends: ["registry", "images"] },
  { id: "remote", path: "M12 68H16V73H43V70", ends: ["remote", "volumes"] },
];

export function plainWireFault(wire: PlainWire, states: PartStates): "cut" | "path" | undefined {
  return wireFault({ ...wire, ends: wire.ends ?? [], kind: "call" }, states);
}
