import { homedir } from "node:os";
import { dirname, resolve } from "node:path";
import { z } from "zod";

/** Everything the gate takes from its environment. DOCKER_HOST and its siblings are read by discovery. */
export interface GateEnvironment {
  readonly socketPath: string;
  readonly configFile: string;
  readonly stateDir: string;
  /** Short and private: the gate's own sockets to far hosts lie here. */
  readonly runtimeDir: string;
  readonly sshConfigFile?: string;
  readonly homeDir: string;
  /** A supervisor holds our standard input: when it closes, the supervisor is dead. */
  readonly isSupervised: boolean;
}

const Environment = z.object({
  FOGHORN_GATE_SOCKET: z
    .string({ error: "is not set: npm start sets it" })
    .startsWith("/", "is no absolute path"),
  FOGHORN_CONFIG: z.string().min(1).default("./foghorn.yaml"),
  FOGHORN_GATE_STATE_DIR: z.string({ error: "is not set: npm start sets it" }).min(1, "is empty"),
  FOGHORN_SSH_CONFIG: z.string().min(1).optional(),
  FOGHORN_SUPERVISED: z.enum(["0", "1"]).default("0"),
  HOME: z.string().optional(),
});

/** Throws RangeError with one sentence per variable that is wrong. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): GateEnvironment {
  const parsed = Environment.safeParse(env);
  if (!parsed.success)
    throw new RangeError(
      parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; "),
    );
  const data = parsed.data;
  // sun_path is 108 bytes with its NUL.
  if (Buffer.byteLength(data.FOGHORN_GATE_SOCKET) > 107)
    throw new RangeError("FOGHORN_GATE_SOCKET is longer than 107 bytes, where paths of sockets end");
  return {
    socketPath: data.FOGHORN_GATE_SOCKET,
    configFile: resolve(data.FOGHORN_CONFIG),
    stateDir: resolve(data.FOGHORN_GATE_STATE_DIR),
    runtimeDir: dirname(data.FOGHORN_GATE_SOCKET),
    ...(data.FOGHORN_SSH_CONFIG === undefined ? {} : { sshConfigFile: resolve(data.FOGHORN_SSH_CONFIG) }),
    homeDir: data.HOME ?? homedir(),
    isSupervised: data.FOGHORN_SUPERVISED === "1",
  };
}
