import type { PartId } from "./anatomy.ts";
import data from "./anatomy-geometry.json" with { type: "json" };

/* Size L of the picture, 372 by 206: for screens and for paper alike. */

/** Short names inside size L. Shims are too narrow for one. */
export const NAMES_L: Readonly<Record<PartId, string>> = {
  callers: "callers",
  registry: "registry",
  remote: "remote",
  tls: "TLS",
  unit: "unit",
  config: "json",
  cunit: "unit",
  sock: "socket",
  dockerd: "dockerd",
  containerd: "containerd",
  shims: "",
  ctrs: "ctrs",
  images: "image",
  volumes: "vol",
  cache: "cache",
  disk: "disk",
  bridge: "net",
  ipt: "ipt",
  dns: "dns",
  log: "logs",
  kernel: "kernel, cgroups",
};

export interface PlainWire {
  readonly id: string;
  readonly path: string;
  readonly ends?: readonly PartId[];
}

const l = data.wires.L;

/** L draws a few wires as one path each: they carry nothing that is not also in words. */
export const WIRES_L: readonly PlainWire[] = [
  { id: "call", path: l.call, ends: ["callers", "sock"] },
  { id: "socket", path: l.socket, ends: ["sock", "dockerd"] },
  { id: "containerd", path: l.containerd, ends: ["dockerd", "containerd"] },
  { id: "shims", path: l.shims, ends: ["containerd", "shims"] },
  { id: "containers", path: l.containers, ends: ["shims", "ctrs"] },
  { id: "config", path: l.config },
  { id: "bus", path: l.control_bus },
  { id: "registry", path: l.registry, ends: ["registry", "images"] },
  { id: "remote", path: l.remote, ends: ["remote", "volumes"] },
  { id: "kernel", path: l.kernel },
];
