import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createRuntime } from "./lib/runtime/create-runtime.ts";
import { serve } from "./lib/runtime/slot.ts";
import { createEdge, refusalToListen } from "./lib/transport/server/reach.ts";
import { readSettings } from "./lib/transport/server/settings.ts";
import { watchWebConfig } from "./lib/transport/server/watch-web-config.ts";
import { NO_WEB_CONFIG, problemText, readWebConfig } from "./lib/transport/server/web-config.ts";
import { startWebServer } from "./lib/transport/server/web-server.ts";
import manifest from "./package.json" with { type: "json" };

/*
 * The web process: what is remembered and judged, and the server around Next. Under the supervisor it reports
 * over its channel when it is ready; alone it prints the same two lines itself.
 */

const settings = readSettings(process.env);
if (settings.gateSocket === undefined) {
  throw new Error(
    "FOGHORN_GATE_SOCKET is not set: npm start sets it, and docs/access.md says how to do without.",
  );
}
const reading = await readWebConfig(settings.configFile);
if (!reading.ok) console.error(`${problemText(reading.problem)} Foghorn goes on without its web part.`);
const config = reading.ok ? reading.config : NO_WEB_CONFIG;

const { dataDir, configFile, publicUrl } = settings;
const runtime = await createRuntime({
  dataDir,
  configFile,
  gateSocket: settings.gateSocket,
  version: manifest.version,
  ...(publicUrl !== undefined && { publicUrl }),
});
const needsSetup = await runtime.accounts.needsSetup();
const refusal = refusalToListen(settings, config, needsSetup);
if (refusal !== undefined) {
  await runtime.close();
  throw new Error(refusal);
}

let stopWatching = () => {};
const server = await startWebServer(
  {
    directory: import.meta.dirname,
    isDevelopment: process.env.NODE_ENV === "development",
    host: settings.host,
    port: settings.port,
    trustedProxies: config.trustedProxies,
    ...(config.tls && { tls: config.tls }),
  },
  (port) => {
    const edge = createEdge({ port, publicUrl, config, version: manifest.version });
    stopWatching = watchWebConfig(configFile, edge.update);
    const served = { runtime, edge };
    serve(served);
    return served;
  },
);

const ready = {
  kind: "ready",
  url: `${config.tls ? "https" : "http"}://${urlHost(settings.host)}:${server.port}`,
  ...(needsSetup && { setupCode: (await readFile(join(dataDir, "setup-code"), "utf8")).trim() }),
};
if (process.send !== undefined) process.send(ready);
else {
  if (ready.setupCode !== undefined) console.log(`Setup code: ${ready.setupCode}`);
  console.log(`Foghorn listens on ${ready.url}`);
}

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // Whatever still hangs then is not worth a fourth second.
  setTimeout(() => process.exit(1), 2_500).unref();
  stopWatching();
  await server.close();
  await runtime.close();
  process.exit(0);
}
process.on("SIGTERM", stop);
if (process.send === undefined) process.on("SIGINT", stop);
else {
  // Ctrl-C reaches the whole group; the supervisor decides the order. Without a supervisor nobody would.
  process.on("SIGINT", () => undefined);
  process.on("disconnect", stop);
}

function urlHost(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}
