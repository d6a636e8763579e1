import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PartId } from "#lib/domain/anatomy.ts";
import type { ModeId } from "#lib/domain/symptom.ts";
import { assert, type Expectation, type Fault, type FaultHost, SEEN_MS, variantTable } from "./fault.ts";

/*
 * Faults of pulls. The lab's registry is a small server inside the host, made by registry-up.sh, with one image; it
 * fails as the file `mode` says. A pull tells dockerd; the last one, which goes well, is how it is over.
 */

export const OWN = "127.0.0.1:5000";
export const REGISTRY_UP = readFileSync(join(import.meta.dirname, "../registry-up.sh"), "utf8");
export const REGISTRY_MODE = "/run/lab-registry/mode";
/** Of the host itself: only loopback may be spoken to without TLS. */
export const ADDRESS = "$(hostname -I | cut -d' ' -f1)";

export interface PullVariant {
  readonly does: string;
  /** What the registry answers. */
  readonly mode: string;
  /** What is pulled; shell, so that it may hold the host's address. */
  readonly image: string;
  /** What `docker pull` ends with. */
  readonly says: RegExp;
  /** Before the pull, and before the one that goes well. */
  readonly before?: string;
  readonly mend?: string;
  /** After the good pull: puts back what `mend` changed. */
  readonly after?: string;
  readonly seenWithinMs?: number;
}

/** A fault whose only witness is a pull that fails. */
export function pullFault(
  id: ModeId,
  part: PartId,
  variants: Readonly<Record<string, PullVariant>>,
  subject?: string,
): Fault {
  const { does, of } = variantTable(id, variants);
  return {
    id,
    variants: does,
    break: async (host, variant) => {
      const { mode, before = "" } = of(variant);
      await host.sh(`${REGISTRY_UP}\necho ${mode} > ${REGISTRY_MODE}\n${before}`, { deadlineMs: 30_000 });
      await pull(host, of(variant));
    },
    verify: (host, variant) => pull(host, of(variant)),
    heal: async (host, variant) => {
      const { image, mend = "", after = "" } = of(variant);
      await host.sh(
        `${REGISTRY_UP}
         echo pass > ${REGISTRY_MODE}
         ${mend}
         for try in 1 2 3 4 5; do docker pull --quiet ${image} && break; sleep 1; done
         docker rmi --force ${image} >/dev/null
         ${after}
         systemctl stop lab-registry.service lab-registry-tls.service 2>/dev/null || true`,
        { deadlineMs: 60_000 },
      );
    },
    expect: (variant): Expectation => ({
      part,
      seenWithinMs: of(variant).seenWithinMs ?? SEEN_MS,
      state: "all units active",
      journal: /(?:Handler for POST \S+images\/create returned error|Not continuing with pull after error): /,
      api: `a pull ends with ${of(variant).says.source}`,
      ...(subject !== undefined && { subject }),
      blast: [],
    }),
  };
}

/** Rejects unless the pull fails as it should. */
async function pull(host: FaultHost, { image, says }: PullVariant): Promise<void> {
  const { stdout, stderr } = await host.try(["sh", "-c", `docker pull ${image}`], { deadlineMs: 60_000 });
  assert(says.test(stdout + stderr), `docker pull says: ${(stdout + stderr).trim().slice(-300)}`);
}
