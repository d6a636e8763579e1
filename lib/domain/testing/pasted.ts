import { classify, type Found } from "../classify/classify.ts";
import { SIGNATURES } from "../signatures/signatures.ts";

const KINDS = { log: "daemon-log", kernel: "kernel-log", systemd: "systemd" } as const;

/** What one pasted line says is broken, by all signatures; most decisive first. */
export const asked = (kind: string, text: string): readonly Found[] =>
  classify(KINDS[kind as keyof typeof KINDS] ?? "daemon-log", [text], SIGNATURES);

/** What containerd writes whenever a container ends: as pasted by people who look for something else. */
export const SHIM_CLEAN_UP: readonly (readonly [kind: string, text: string])[] = [
  [
    "log",
    'time="2026-11-21T15:29:27Z" level=info msg="shim disconnected" id=abababababababababababababababababababababababababababababababab namespace=moby',
  ],
  [
    "log",
    'time="2026-11-21T15:29:27Z" level=warning msg="cleaning up after shim disconnected" id=abababababababababababababababababababababababababababababababab namespace=moby',
  ],
  [
    "log",
    'time="2026-11-21T15:29:28Z" level=warning msg="cleanup warnings time=\\"2026-11-21T15:29:28Z\\" level=info msg=\\"starting signal loop\\" namespace=moby pid=401\\ntime=\\"2026-11-21T15:29:28Z\\" level=warning msg=\\"failed to remove runc container\\" error=\\"runc did not terminate successfully: exit status 255: \\"\\n"',
  ],
];
