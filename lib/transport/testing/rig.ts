import { randomUUID } from "node:crypto";
import { openTemporaryStorage } from "../../adapters/prisma/testing/temporary-storage.ts";
import type { IncidentId, ShareId, UserId } from "../../domain/ids.ts";
import { INCIDENT_SETTINGS } from "../../domain/incidents/settings.ts";
import { USUAL_DISCRETION } from "../../domain/redaction/stand-ins.ts";
import type { PostmortemCommands } from "../../engine/postmortems/contract.ts";
import type { IncidentCommands, Queries, Role, Runtime, SignIn } from "../../runtime/runtime.ts";
import { createAccounts } from "../accounts/accounts.ts";
import { createLogins } from "../accounts/logins.ts";
import { createPasswords } from "../accounts/password.ts";
import { issueSetupCode, type SetupCode } from "../accounts/setup-code.ts";
import type { Edge, Served } from "../edge.ts";
import { createScriptedQueries } from "./scripted-queries.ts";

const HOST = "127.0.0.1:4040";
export const PASSWORD = "the rig's own password";
/** The one link this console knows. */
export const SHARE_TOKEN = "g".repeat(43);
const SHARE = {
  shareId: "share-1" as ShareId,
  incidentId: "INC-1" as IncidentId,
  createdBy: "Ada",
  discretion: USUAL_DISCRETION,
  goesOn: true,
};
const MUTE = { id: "mute-1", hostId: "filer-4", reason: "upgrade", endsAt: 60_000 };
const IMPORT = { imported: { id: "i-1", incidentId: "INC-0007", fileName: "INC-0007.json" }, isNew: true };
const HANDOVER = { id: "h-1", markdown: "Still quiet." };
/** One for all, as it takes its time. */
const passwordHash = createPasswords().hash(PASSWORD);

export const TEST_EDGE: Edge = {
  allowedHosts: new Set([HOST]),
  isTls: false,
  trustedProxies: [],
  version: "0.0.0-test",
};

/**
 * A console whose accounts, sign-ins and audit log are the real ones on a real database; what the engine would
 * answer is scripted, and what people ask of incidents is written down in `calls`.
 */
export async function createRig(options: { readonly now?: () => number } = {}) {
  const now = options.now ?? Date.now;
  const { storage, directory, close } = await openTemporaryStorage({ now });
  const scripted = createScriptedQueries();
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  const waits: number[] = [];
  let shareLastsMs = 60_000;
  let sessionBehindMs = 0;
  let sessionEndedAt: number | undefined;
  const setupCode: SetupCode = await issueSetupCode(directory, now());
  const accounts = createAccounts({
    store: storage.accounts,
    audit: storage.audit,
    now,
    wait: async (ms) => void waits.push(ms),
    setupCode,
  });

  const record = (name: string, answer: unknown) => async (input: unknown) => {
    calls.push({ name, input });
    return answer as never;
  };
  const share = { id: "share-1" };
  const commands = new Proxy({} as IncidentCommands, {
    get: (_target, name) =>
      record(String(name), name === "createShare" ? { share, token: "t".repeat(43) } : {}),
  });
  const read = (name: string, answer: unknown) => async () => {
    calls.push({ name, input: undefined });
    return answer as never;
  };
  const queries: Queries = {
    ...scripted.queries,
    report: read("report", { days: 90 }),
    runbooks: read("runbooks", { runbooks: [], problems: [] }),
    runbook: read("runbook", { id: "a" }),
    runbookFile: read("runbookFile", { file: "a.md", text: "---" }),
    attachment: read("attachment", { name: "a.txt", mediaType: "text/plain", bytes: new Uint8Array([97]) }),
    postmortemText: read("postmortemText", { text: "", revision: 0 }),
    postmortemEdits: read("postmortemEdits", { edits: [] }),
    postmortemTemplates: read("postmortemTemplates", { templates: [], problems: [] }),
    postmortemPreview: read("postmortemPreview", { style: "", sheet: "" }),
    reportFile: read("reportFile", {
      content: "a\r\n",
      fileName: "foghorn-report.csv",
      about: "90 days, all sites",
    }),
    followUpsCsv: read("followUpsCsv", "a\r\n"),
    postmortem: read("postmortem", { markdown: "# INC-1\n", fileName: "INC-1 a/b.md", redactions: 0 }),
    postmortemPage: read("postmortemPage", { html: "<!doctype html>", fileName: "INC-1 a/b.html" }),
    exportSummary: read("exportSummary", { redactions: [], internalCount: 0, chosen: [] }),
    canPrint: () => true,
    postmortemPdf: read("postmortemPdf", { bytes: new Uint8Array([37]), fileName: "INC-1 a/b.pdf" }),
    incidentArchive: read("incidentArchive", { content: new Uint8Array([80]), fileName: "INC-1 a/b.zip" }),
    incidentFile: read("incidentFile", { json: "{}\n", fileName: "INC-1 a/b.json" }),
    imported: read("imported", undefined),
    importedEntries: read("importedEntries", []),
    shared: read("shared", undefined),
    sharedNow: async (shareId) => scripted.queries.state(`shared:${shareId}` as never) as never,
    sharePreview: read("sharePreview", {}),
    shareOfToken: async (token) =>
      token === SHARE_TOKEN ? { ...SHARE, expiresAt: now() + shareLastsMs } : undefined,
    evidence: read("evidence", { title: "t" }),
    olderEngineLog: read("olderEngineLog", { rows: [], reachedStart: true }),
    containers: read("containers", []),
    olderLogs: read("olderLogs", []),
  };
  const runtime: Runtime = {
    queries,
    incidents: commands,
    postmortems: commands as unknown as PostmortemCommands,
    setTemplateDirectory: () => undefined,
    setRunbookDirectory: async () => undefined,
    setTargets: () => undefined,
    readRunbooksAgain: async () => void calls.push({ name: "readRunbooksAgain", input: undefined }),
    settings: {
      incidents: () => INCIDENT_SETTINGS,
      changeIncidents: record("changeSettings", INCIDENT_SETTINGS),
    },
    mutes: { create: record("mute", MUTE), end: record("endMute", MUTE) },
    imported: { addPart: record("addPart", IMPORT), remove: record("removeImport", IMPORT.imported) },
    handovers: { write: record("leaveHandover", HANDOVER) },
    accounts,
    audit: storage.audit,
    now: () => sessionEndedAt ?? Date.now() - sessionBehindMs,
    followLogs: scripted.followLogs,
    readHost: (hostId) => {
      calls.push({ name: "readHost", input: hostId });
      return true;
    },
    onChange: scripted.onChange,
    health: () => ({ status: "ok", gate: "up", version: TEST_EDGE.version }),
    healthDetail: async () => ({ pragmas: storage.pragmas }),
    close,
  };

  /** Somebody with this role, signed in; their cookie's secret. */
  const person = async (role: Role, name: string = role): Promise<{ secret: string; signIn: SignIn }> => {
    const account = {
      id: randomUUID() as UserId,
      name,
      nameKey: name.toLowerCase(),
      role,
      passwordHash: await passwordHash,
      createdAt: now(),
    };
    if ((await storage.accounts.count()) === 0) await storage.accounts.createFirst(account);
    else {
      const tokenHash = randomUUID();
      await storage.accounts.createInvite({
        id: randomUUID(),
        tokenHash,
        purpose: "invite",
        role,
        createdById: "test",
        createdByName: "test",
        createdAt: now(),
        expiresAt: now() + 60_000,
      });
      await storage.accounts.createFromInvite(account, tokenHash, now());
    }
    return createLogins(storage.accounts, now).start(account, "test", "127.0.0.1");
  };

  const served: Served = { runtime, edge: TEST_EDGE };
  const setShareLasts = (ms: number): void => {
    shareLastsMs = ms;
  };
  /** The clock of what is shown, where it is another than ours. */
  const sessionAt = (at: number): void => {
    sessionBehindMs = Date.now() - at;
  };
  /** It was a recording, and is over: its clock stands still. */
  const sessionEnds = (): void => {
    sessionEndedAt = Date.now() - sessionBehindMs;
  };
  return {
    sessionAt,
    sessionEnds,
    shareLastsMs: setShareLasts,
    served,
    runtime,
    scripted,
    calls,
    waits,
    storage,
    directory,
    setupCode,
    person,
    close,
  };
}

export type Rig = Awaited<ReturnType<typeof createRig>>;

/** A request as a page of this Foghorn sends it; each part can be taken away or forged. */
export function aRequest(
  method: string,
  path: string,
  options: {
    readonly secret?: string | undefined;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string | undefined>>;
  } = {},
): Request {
  const headers: Record<string, string | undefined> = {
    host: HOST,
    origin: `http://${HOST}`,
    "x-foghorn-csrf": "1",
    "content-type": "application/json",
    "x-foghorn-scheme": "http",
    "x-foghorn-client-address": "127.0.0.1",
    cookie: options.secret === undefined ? undefined : `foghorn=${options.secret}`,
    ...options.headers,
  };
  const set = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new Request(`http://${HOST}${path}`, {
    method,
    headers: new Headers(set),
    ...(method !== "GET" && { body: JSON.stringify(options.body ?? {}) }),
  });
}
