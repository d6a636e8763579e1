import { classify, type Found } from "../classify/classify.ts";
import { SIGNATURES } from "../signatures/signatures.ts";

const KINDS = { log: "daemon-log", kernel: "kernel-log", systemd: "systemd" } as const;

/** What one pasted line says is broken, by all signatures; most decisive first. */
export const asked = (kind: string, text: string): readonly Found[] =>
  classify(KINDS[kind as keyof typeof KINDS] ?? "daemon-log", [text], SIGNATURES);
