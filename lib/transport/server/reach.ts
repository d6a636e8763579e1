import type { Edge } from "../edge.ts";
import { isLoopback, type Settings } from "./settings.ts";
import type { WebConfig } from "./web-config.ts";

/** Host headers that are taken: this machine's own names, and those the configuration lists. */
export function allowedHosts(port: number, publicUrl: string | undefined, config: WebConfig): Set<string> {
  const own = ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`);
  const fromUrl = publicUrl === undefined ? [] : [new URL(publicUrl).host];
  return new Set([...own, ...fromUrl, ...config.allowedHosts].map((host) => host.toLowerCase()));
}

/**
 * Why Foghorn must not listen on this address; undefined when it may. Beyond loopback it needs somebody who
 * can sign in (or the setup page would be open to whoever comes first), names to be reached by, and encryption.
 */
export function refusalToListen(
  settings: Pick<Settings, "host">,
  config: WebConfig,
  needsSetup: boolean,
): string | undefined {
  if (isLoopback(settings.host)) return undefined;
  const missing = [
    ...(needsSetup ? ["an admin (start with FOGHORN_HOST=127.0.0.1 once and set Foghorn up)"] : []),
    ...(config.allowedHosts.length === 0 ? ["web.allowed_hosts in foghorn.yaml"] : []),
    ...(config.tls === undefined && config.trustedProxies.length === 0
      ? ["web.tls or web.trusted_proxies in foghorn.yaml"]
      : []),
  ];
  return missing.length === 0
    ? undefined
    : `Foghorn does not listen on ${settings.host} without ${missing.join(", and ")}.`;
}

/** The edge of a running server. The set of hosts is filled again when the file changes. */
export function createEdge(options: {
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly config: WebConfig;
  readonly version: string;
}): Edge & { readonly update: (config: WebConfig) => void } {
  const { port, publicUrl, config, version } = options;
  const hosts = allowedHosts(port, publicUrl, config);
  return {
    allowedHosts: hosts,
    ...(publicUrl !== undefined && { publicUrl }),
    isTls: config.tls !== undefined,
    trustedProxies: config.trustedProxies,
    version,
    update: (next) => {
      hosts.clear();
      for (const host of allowedHosts(port, publicUrl, next)) hosts.add(host);
    },
  };
}
