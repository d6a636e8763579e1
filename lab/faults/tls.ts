import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ModeId } from "#lib/domain/symptom.ts";
import { assert, type Expectation, type Fault, type FaultHost, SEEN_MS, variantTable } from "./fault.ts";

/*
 * Faults of the API's TLS. dockerd of the host listens on TCP as well, with certificates made by tls-certs.sh;
 * containers outlive the restarts that this takes (live-restore).
 */

export const TLS_SCRIPT = readFileSync(join(import.meta.dirname, "../tls-certs.sh"), "utf8");

export interface TlsVariant {
  readonly does: string;
  /** Certificate of the daemon. */
  readonly server: "server" | "server-expired";
  /** Certificate of the client that calls; `-` for none. */
  readonly client: "client" | "client-expired" | "client-stranger" | "-";
  /** What the client meets. */
  readonly says: RegExp;
  readonly journal: RegExp;
  readonly blast?: readonly ModeId[];
}

export const tlsFault = (id: ModeId, variants: Readonly<Record<string, TlsVariant>>): Fault => {
  const { does, of } = variantTable(id, variants);
  return {
    id,
    variants: does,
    break: async (host, variant) => {
      await host.sh(`${TLS_SCRIPT}\nwith_tls ${of(variant).server}`, { deadlineMs: 60_000 });
      // The restart that this takes is none of it: nothing is wrong before somebody calls.
      host.begins();
      await call(host, of(variant));
    },
    verify: (host, variant) => call(host, of(variant)),
    heal: closePort,
    expect: (variant): Expectation => ({
      part: "tls",
      seenWithinMs: SEEN_MS,
      state: "all units active; dockerd listens on 2376 with TLS",
      journal: of(variant).journal,
      api: `over TCP: ${of(variant).says.source}; as usual on the socket`,
      blast: ["daemon-down", ...(of(variant).blast ?? [])],
    }),
  };
};

export const closePort = async (host: FaultHost): Promise<void> =>
  void (await host.sh(`${TLS_SCRIPT}\nclose_again`, { deadlineMs: 60_000 }));

/** Rejects unless the call fails as it should. */
async function call(host: FaultHost, { client, says }: TlsVariant): Promise<void> {
  const { stdout, stderr } = await host.try(["sh", "-c", `${TLS_SCRIPT}\ncall ${client}`]);
  assert(says.test(stdout + stderr), `the client meets: ${(stdout + stderr).trim().slice(-300)}`);
}
