import { resolve } from "node:path";
import { z } from "zod";

/** What the environment says. All that is wrong is said at once. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4040),
  FOGHORN_HOST: z.string().min(1).default("127.0.0.1"),
  FOGHORN_DATA_DIR: z.string().min(1).default("./data"),
  FOGHORN_CONFIG: z.string().min(1).default("./foghorn.yaml"),
  FOGHORN_URL: z
    .url({ protocol: /^https?$/ })
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
  FOGHORN_METRICS_TOKEN: z.string().min(16).optional(),
  FOGHORN_GATE_SOCKET: z.string().min(1).optional(),
  FOGHORN_RECORDING: z.string().min(1).optional(),
  FOGHORN_FLEET: z.string().min(1).optional(),
  FOGHORN_CHROMIUM: z.string().min(1).optional(),
});

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly configFile: string;
  readonly publicUrl?: string;
  readonly metricsToken?: string;
  /** Set by the supervisor, or by whoever runs the two processes as two users. */
  readonly gateSocket?: string;
  /** Replayed in the place of a gate: `npm run demo`. */
  readonly recording?: string;
  /** A fleet of recorded hosts, played beside those of the gate: `npm run demo -- --fleet`, `npm run bench -- fleet`. */
  readonly fleet?: string;
  /** The browser that prints; unset, it is looked for where systems have it. */
  readonly chromium?: string;
}

/** Throws an error that names every variable that is wrong. Empty variables count as unset. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not usable.\n${lines.join("\n")}`);
  }
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.FOGHORN_HOST,
    dataDir: resolve(data.FOGHORN_DATA_DIR),
    configFile: resolve(data.FOGHORN_CONFIG),
    ...(data.FOGHORN_URL !== undefined && { publicUrl: data.FOGHORN_URL }),
    ...(data.FOGHORN_METRICS_TOKEN !== undefined && { metricsToken: data.FOGHORN_METRICS_TOKEN }),
    ...(data.FOGHORN_GATE_SOCKET !== undefined && { gateSocket: data.FOGHORN_GATE_SOCKET }),
    ...(data.FOGHORN_RECORDING !== undefined && { recording: data.FOGHORN_RECORDING }),
    ...(data.FOGHORN_FLEET !== undefined && { fleet: data.FOGHORN_FLEET }),
    ...(data.FOGHORN_CHROMIUM !== undefined && { chromium: data.FOGHORN_CHROMIUM }),
  };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);
