import { readFile } from "node:fs/promises";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { createRuntime } from "./lib/runtime/create-runtime.ts";
import type { Runtime } from "./lib/runtime/runtime.ts";
import { serve } from "./lib/runtime/slot.ts";
import { openNext } from "./lib/transport/server/next-app.ts";
import { createEdge, refusalToListen } from "./lib/transport/server/reach.ts";
import { readSettings, type Settings } from "./lib/transport/server/settings.ts";
import { watchWebConfig } from "./lib/transport/server/watch-web-config.ts";
import {
  NO_WEB_CONFIG,
  problemText,
  readWebConfig,
  type WebConfig,
} from "./lib/transport/server/web-config.ts";
import { startWebServer, type WebServer } from "./lib/transport/server/web-server.ts";
import manifest from "./package.json" with { type: "json" };

/*
 * The web process: what is remembered and judged, and the server around Next. Under the supervisor it reports
 * over its channel when it is ready; alone it prints the same two lines itself.
 */

const { version } = manifest;
const isSupervised = process.send !== undefined;

try {
  await main(readSettings(process.env));
} catch (error) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // What we threw says what to do; of anything else the place counts.
  console.error(["storage", "conflict", "EADDRINUSE", "EACCES", "usage"].includes(code) ? `${error}` : error);
  process.exit(1);
}

async function main(settings: Settings): Promise<void> {
  const { configFile, dataDir, recording, fleet, gateSocket, publicUrl, chromium } = settings;
  const config = await readConfig(configFile);
  const runtime = await createRuntime({
    dataDir,
    configFile,
    version,
    ...(config.runbooks !== undefined && { runbookDirectory: config.runbooks }),
    ...(config.postmortems !== undefined && { templateDirectory: config.postmortems }),
    ...(config.targets !== undefined && { targets: config.targets }),
    ...(gateSocket !== undefined && { gateSocket }),
    ...(recording !== undefined && { recording }),
    ...(fleet !== undefined && { fleet }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(chromium !== undefined && { chromium }),
  });
  const needsSetup = await runtime.accounts.needsSetup();
  const refusal = refusalToListen(settings, config, needsSetup);
  if (refusal !== undefined) {
    await runtime.close();
    throw Object.assign(new Error(refusal), { code: "usage" });
  }
  const { server, stopWatching } = await startServer(settings, config, runtime);
  stopOnSignals(async () => {
    stopWatching();
    await server.close();
    await runtime.close();
  });
  const setupCode = needsSetup ? (await readFile(join(dataDir, "setup-code"), "utf8")).trim() : undefined;
  announce(`${config.tls ? "https" : "http"}://${urlHost(settings.host)}:${server.port}`, setupCode);
  // Otherwise it is written at the end, and who is killed has none: the next start would compile everything again.
  flushCompileCache();
}

async function readConfig(file: string): Promise<WebConfig> {
  const reading = await readWebConfig(file);
  if (reading.ok) return reading.config;
  console.error(`${problemText(reading.problem)} Foghorn goes on without its web part.`);
  return NO_WEB_CONFIG;
}

async function startServer(
  settings: Settings,
  config: WebConfig,
  runtime: Runtime,
): Promise<{ readonly server: WebServer; readonly stopWatching: () => void }> {
  let stopWatching = () => {};
  const { host, port } = settings;
  const server = await startWebServer({
    host,
    port,
    trustedProxies: config.trustedProxies,
    ...(config.tls && { tls: config.tls }),
    prepare: (actualPort) => {
      const edge = createEdge({ port: actualPort, publicUrl: settings.publicUrl, config, version });
      stopWatching = watchWebConfig(settings.configFile, (next) => {
        edge.update(next);
        void runtime.setRunbookDirectory(next.runbooks);
        runtime.setTemplateDirectory(next.postmortems);
        runtime.setTargets(next.targets);
      });
      const served = { runtime, edge };
      serve(served);
      return served;
    },
    openApp: (actualPort) =>
      openNext({
        directory: import.meta.dirname,
        isDevelopment: process.env.NODE_ENV === "development",
        host,
        port: actualPort,
      }),
  });
  return { server, stopWatching };
}

function announce(url: string, setupCode: string | undefined): void {
  if (process.send !== undefined) {
    process.send({ kind: "ready", url, ...(setupCode !== undefined && { setupCode }) });
    return;
  }
  if (setupCode !== undefined) console.log(`Setup code: ${setupCode}`);
  console.log(`Foghorn listens on ${url}`);
}

function stopOnSignals(stop: () => Promise<void>): void {
  let isStopping = false;
  const stopOnce = () => {
    if (isStopping) return;
    isStopping = true;
    // Whatever still hangs then is not worth a third second.
    setTimeout(() => process.exit(1), 2_000).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error("Foghorn did not stop cleanly:", error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stopOnce);
  // Ctrl-C reaches the whole group; the supervisor decides the order, and without it nobody would.
  process.on("SIGINT", isSupervised ? () => undefined : stopOnce);
  process.on("disconnect", stopOnce);
  // It may have gone while this process was still starting.
  if (isSupervised && !process.connected) stopOnce();
}

function urlHost(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}
