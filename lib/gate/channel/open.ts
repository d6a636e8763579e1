import type { DaemonAddress, HostChannel } from "../host-channel.ts";
import { createLocalChannel } from "./local-channel.ts";
import { noChannel } from "./no-channel.ts";
import { createSshChannel } from "./ssh-channel.ts";

export interface ChannelOptions {
  /** Short and private (0700): sockets lie here, and their paths end at 108 bytes. */
  readonly runtimeDir: string;
  /** Where the gate keeps what must outlive it: see `createSavedCursor`. */
  readonly stateDir: string;
}

/** The way to one host beside its Docker API, by how its daemon is addressed. Connecting goes on behind it. */
export function openHostChannel(address: DaemonAddress, options: ChannelOptions): HostChannel {
  switch (address.target.transport) {
    case "unix":
      return createLocalChannel(address, options);
    case "ssh":
      return createSshChannel(address, options);
    case "tcp":
      return noChannel("over TCP only the Docker API can be reached: no host readings, no engine log");
  }
}
