import { GateError } from "../gate-error.ts";
import type { DaemonAddress } from "../host-channel.ts";
import { type HostSurroundings, type WatchedHost, watchHost } from "./watched-host.ts";

/** The daemons that are watched now. */
export interface HostSet {
  /** Throws GateError `unknown-host`. */
  readonly get: (id: string) => WatchedHost;
  readonly all: () => readonly WatchedHost[];
  /** Closes what is gone or changed, opens what is new, leaves the rest untouched. */
  readonly watch: (addresses: readonly DaemonAddress[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

const isSame = (left: DaemonAddress, right: DaemonAddress): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

export function createHostSet(surroundings: HostSurroundings): HostSet {
  let hosts: ReadonlyMap<string, WatchedHost> = new Map();

  async function watch(addresses: readonly DaemonAddress[]): Promise<void> {
    const kept = new Map<string, WatchedHost>();
    for (const address of addresses) {
      const host = hosts.get(address.id);
      if (host !== undefined && isSame(host.address, address)) kept.set(address.id, host);
    }
    const left = [...hosts.values()].filter((host) => kept.get(host.address.id) !== host);
    // The order of the file is the order of the console.
    const next = new Map<string, WatchedHost>();
    for (const address of addresses)
      next.set(address.id, kept.get(address.id) ?? watchHost(address, surroundings));
    hosts = next;
    surroundings.onChange();
    await Promise.all(left.map((host) => host.close()));
  }

  return {
    get(id) {
      const host = hosts.get(id);
      if (host === undefined) throw new GateError("unknown-host", `no daemon is called ${id}`);
      return host;
    },
    all: () => [...hosts.values()],
    watch,
    close: () => watch([]),
  };
}
