import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../domain/errors.ts";
import type { ChannelState } from "../../gate-protocol/answers.ts";
import { argumentsOf, type SshTarget } from "../exec.ts";
import type { DaemonAddress, HostChannel } from "../host-channel.ts";
import { createSeenMemory } from "../journal/saved-cursor.ts";
import { createHostSide } from "./host-side.ts";
import { noChannel } from "./no-channel.ts";
import { createSshMaster } from "./ssh-master.ts";

// sun_path is 108 bytes with its NUL; ssh adds 17 while it makes the control socket.
const SOCKET_PATH_LIMIT = 107 - 17;

/**
 * A host over one OpenSSH connection: control socket and forwarded daemon socket lie in `runtimeDir`,
 * which must be short. Keeps the user's ssh_config, ProxyJump, agent and known_hosts.
 */
export function createSshChannel(
  address: DaemonAddress,
  { runtimeDir, stateDir }: { readonly runtimeDir: string; readonly stateDir: string },
): HostChannel {
  if (address.target.transport !== "ssh") throw new RangeError("an ssh channel needs an ssh address");
  const { transport: _, socketPath, ...destination } = address.target;
  const short = createHash("sha256").update(address.id).digest("hex").slice(0, 10);
  const target: SshTarget = { ...destination, controlPath: join(runtimeDir, `${short}.c`) };
  const localSocket = join(runtimeDir, `${short}.s`);
  const forward = { localSocket, remoteSocket: socketPath };
  if (Buffer.byteLength(target.controlPath) > SOCKET_PATH_LIMIT) {
    return noChannel(`the runtime directory is too long for sockets: ${runtimeDir}`);
  }
  try {
    argumentsOf({ name: "ssh-master", target, forward });
    mkdirSync(runtimeDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    return noChannel(messageOf(error));
  }

  const listeners = new Set<(state: ChannelState) => void>();
  const onChange = (listener: (state: ChannelState) => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const master = createSshMaster(target, forward, (state) => {
    for (const listener of listeners) listener(state);
  });
  const isUp = (): boolean => master.state().state === "up";
  const { close, ...rest } = createHostSide({
    socketPath,
    logFile: address.logFile,
    memory: createSeenMemory(stateDir, address.id),
    shell: () => (isUp() ? { name: "ssh-shell", target } : undefined),
    state: master.state,
    onChange,
  });
  return {
    ...rest,
    state: master.state,
    onChange,
    apiSocketPath: () => (isUp() ? localSocket : undefined),
    close: async () => {
      listeners.clear();
      close();
      await master.close();
    },
  };
}
