import { createHash } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { TlsFiles } from "../docker/open-socket.ts";

/** The docker command's current context, as its files describe it. */
export type ContextAnswer =
  | { readonly kind: "none" }
  | { readonly kind: "found"; readonly name: string; readonly url: string; readonly tls?: TlsFiles }
  | { readonly kind: "unreadable"; readonly name: string; readonly message: string };

const CliConfig = z.object({ currentContext: z.string().max(256).optional() });
const Meta = z.object({ Endpoints: z.object({ docker: z.object({ Host: z.string().max(1_024) }) }) });

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function currentName(
  configDir: string,
  environmentName: string | undefined,
): Promise<string | undefined> {
  if (environmentName !== undefined && environmentName !== "") return environmentName;
  try {
    const text = await readFile(join(configDir, "config.json"), "utf8");
    return CliConfig.parse(JSON.parse(text)).currentContext;
  } catch {
    // Without a readable file the docker command has the default context as well.
    return undefined;
  }
}

/** Reads `config.json` and `contexts/` under `configDir` (~/.docker). `environmentName` is DOCKER_CONTEXT. */
export async function readDockerContext(
  configDir: string,
  environmentName: string | undefined,
): Promise<ContextAnswer> {
  const name = await currentName(configDir, environmentName);
  if (name === undefined || name === "" || name === "default") return { kind: "none" };
  const folder = createHash("sha256").update(name).digest("hex");
  try {
    const text = await readFile(join(configDir, "contexts", "meta", folder, "meta.json"), "utf8");
    const { Host: url } = Meta.parse(JSON.parse(text)).Endpoints.docker;
    const tlsDir = join(configDir, "contexts", "tls", folder, "docker");
    const tls = {
      caFile: join(tlsDir, "ca.pem"),
      certFile: join(tlsDir, "cert.pem"),
      keyFile: join(tlsDir, "key.pem"),
    };
    return { kind: "found", name, url, ...((await exists(tls.certFile)) ? { tls } : {}) };
  } catch (error) {
    return {
      kind: "unreadable",
      name,
      message: error instanceof Error ? error.message.slice(0, 200) : "unreadable",
    };
  }
}
