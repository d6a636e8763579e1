import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { downHost, inHost, labStatus, upHost } from "../api.ts";
import { openLab } from "../places.ts";
import { firstResponder } from "../testing/responder.ts";
import { drill } from "./drill.ts";

const HOST = "drilltest26";
/** The first start of a checkout builds the pages. */
const LIMIT_MS = 600_000;

const lab = openLab();
const silent = { say: () => undefined, print: () => undefined };
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "foghorn-drill-"));
  await downHost(HOST);
  await upHost(HOST, { docker: "26" });
}, LIMIT_MS);
afterAll(async () => {
  await downHost(HOST);
  rmSync(folder, { recursive: true, force: true });
});

/** What a person does in the browser and on the host, from the first symptom to closed. */
async function respond(url: string, code: string): Promise<void> {
  const ada = await firstResponder(url, code);
  const symptom = await ada.see("symptoms", (all) => all.find(({ mode }) => mode === "daemon-hung"), 120_000);
  const incident = (await ada.post("/api/incidents", { symptomIds: [symptom.id] })) as {
    readonly id: string;
  };
  const room = `/api/incidents/${incident.id}`;
  await ada.post(`${room}/acknowledge`, {});
  const skip = { runbookId: "daemon-hung", to: "skipped", reason: "not today" };
  await ada.post(`${room}/steps`, { ...skip, stepId: "save-what-dockerd-waits-for" });
  await inHost(HOST, ["sh", "-c", "kill -CONT $(pidof dockerd)"]);
  await ada.see(
    "symptoms",
    (all) => all.every(({ id, state }) => id !== symptom.id || state === "recovering") || undefined,
    60_000,
  );
  await ada.post(`${room}/state`, { from: "active", to: "resolved" });
  await ada.post(`${room}/state`, { from: "resolved", to: "closed" });
}

test(
  "a drill breaks the host, follows its incident to the end and writes down what people did",
  async () => {
    const report = join(folder, "report.md");
    let responding: Promise<void> | undefined;
    const ending = drill(
      lab,
      { fault: "daemon-hung", host: HOST, report },
      {
        ...silent,
        signal: AbortSignal.timeout(LIMIT_MS),
        dataDir: join(folder, "data"),
        onReady: ({ url, setupCode = "" }) => {
          responding = respond(url, setupCode);
        },
      },
    );
    await ending;
    await responding;
    const text = readFileSync(report, "utf8");
    expect(text).toMatch(/^# Drill: daemon-hung:stopped on Docker 26\.1\.5$/m);
    expect(text).toMatch(/^\| Seen \| \S+ \S+ \| \d+ s \| Foghorn \|$/m);
    expect(text).toMatch(/^\| Acknowledged \| \S+ \S+ \| .* \| Ada \|$/m);
    expect(text).toMatch(/^\| Mitigated \| missing \| missing \|/m);
    expect(text).toMatch(/^\| Closed \| \S+ \S+ \| .* \| Ada \|$/m);
    expect(text).toContain("people healed it");
    expect(text).toMatch(/skipped by Ada: not today/);
    expect(text).not.toContain("exercised:");
    expect(labStatus().find(({ name }) => name === HOST)).toMatchObject({ state: "running", faults: [] });
  },
  LIMIT_MS,
);

test("what cannot be drilled is refused before anything is touched, with the word that was meant", async () => {
  const refused = (order: Parameters<typeof drill>[1]) =>
    drill(lab, order, { ...silent, signal: AbortSignal.timeout(LIMIT_MS) });
  await expect(refused({ fault: "daemon-hang" })).rejects.toThrow("did you mean daemon-hung?");
  await expect(refused({ fault: "daemon-hung", host: "drilltst26" })).rejects.toThrow(
    `did you mean ${HOST}?`,
  );
  await expect(refused({ fault: "daemon-hung", host: HOST, engine: "20" })).rejects.toMatchObject({
    code: "conflict",
    message: `${HOST} is up with Docker 26, not 20`,
  });
});
