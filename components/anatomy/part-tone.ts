import type { PartId, PartState } from "#lib/domain/anatomy.ts";
import type { MarkName } from "../ui/mark.tsx";

/** Class of text inside a part. */
export function toneOf(state: PartState): string {
  if (state === "fault" || state === "hit") return "tp";
  if (state === "warn") return "tt";
  return state === "stale" ? "tu" : "";
}

export const STATE_MARKS: Readonly<Record<PartState, MarkName>> = {
  ok: "quiet",
  fault: "page",
  hit: "cut-off",
  warn: "ticket",
  stale: "last-known",
  off: "by-hand",
};

/** A state in words, as the text twin and the labels say it. */
export const STATE_WORDS: Readonly<Record<PartState, string>> = {
  ok: "as usual",
  fault: "broken",
  hit: "cut off",
  warn: "ticket",
  stale: "last known",
  off: "not on this host",
};

/** What a healthy part of the call path does. */
const AT_WORK: Readonly<Partial<Record<PartId, string>>> = {
  callers: "served",
  sock: "open",
  containerd: "answers",
  shims: "run on",
};

export const stateWord = (part: PartId, state: PartState): string =>
  state === "ok" ? (AT_WORK[part] ?? STATE_WORDS.ok) : STATE_WORDS[state];

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
