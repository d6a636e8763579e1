import { userInfo } from "node:os";
import type { ChannelState } from "../../gate-protocol/answers.ts";
import type { DaemonAddress, HostChannel } from "../host-channel.ts";
import { createSeenMemory } from "../journal/saved-cursor.ts";
import { createHostSide } from "./host-side.ts";

/** The gate's own host: the same readers, started without ssh. Always up. */
export function createLocalChannel(
  address: DaemonAddress,
  { stateDir }: { readonly stateDir: string },
): HostChannel {
  if (address.target.transport !== "unix") throw new RangeError("a local channel needs a unix socket");
  const { socketPath } = address.target;
  const state: ChannelState = { state: "up", since: Date.now(), account: accountName() };
  let isClosed = false;
  const side = createHostSide({
    socketPath,
    logFile: address.logFile,
    memory: createSeenMemory(stateDir, address.id),
    shell: () => (isClosed ? undefined : { name: "local-shell" }),
    state: () => state,
    onChange: () => () => undefined,
  });
  const { close, ...rest } = side;
  return {
    ...rest,
    state: () => state,
    onChange: () => () => undefined,
    apiSocketPath: () => socketPath,
    close: async () => {
      isClosed = true;
      close();
    },
  };
}

/** Users without an entry in passwd exist in containers. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "");
  }
}
