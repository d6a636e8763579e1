import type { Printer } from "../adapters/print/print-page.ts";
import type { RunbookLibrary } from "../adapters/runbooks/runbook-library.ts";
import { zipStream } from "../adapters/zip/zip-stream.ts";
import type { IncidentId } from "../domain/ids.ts";
import type { ReportDocument } from "../domain/report/document.ts";
import { differencesOf } from "../domain/runbooks/differences.ts";
import { symptomFacts } from "../domain/runbooks/symptom-facts.ts";
import type { JournalLine } from "../domain/signal.ts";
import type { Symptom } from "../domain/symptom.ts";
import type { Engine } from "../engine/engine.ts";
import { findContainers } from "../engine/find-containers.ts";
import type { ImportedQueries } from "../engine/imported/imported-incidents.ts";
import type { IncidentQueries } from "../engine/incidents/contract.ts";
import { olderContainerLog, olderEngineLog } from "../engine/log-streams.ts";
import type { Clock, EvidenceStore, Gate } from "../engine/ports.ts";
import type { PostmortemQueries } from "../engine/postmortems/contract.ts";
import { followUpsCsv } from "../engine/postmortems/follow-ups-csv.ts";
import { reportFile } from "../engine/report.ts";
import { toHostDetail, toHostSummary } from "../engine/views/host-view.ts";
import type { LineMark } from "../engine/views/log-view.ts";
import type { LineTopics, StateTopics } from "../protocol/live.ts";
import type { ConsoleView, RunbookView, SymptomView } from "../protocol/views.ts";
import type { Queries } from "./runtime.ts";

interface QueryDeps {
  readonly gate: Gate;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly incidents: IncidentQueries;
  readonly postmortems: PostmortemQueries;
  readonly imported: ImportedQueries;
  readonly evidence: EvidenceStore;
  readonly console: () => ConsoleView;
  readonly viewSymptoms: (symptoms: readonly Symptom[]) => readonly SymptomView[];
  readonly library: Pick<RunbookLibrary, "runbooks" | "problems" | "textOf" | "replaced">;
  readonly printer: Printer;
  readonly report: Queries["report"];
  readonly redactDocument: (document: ReportDocument) => ReportDocument;
  readonly markOf: (line: JournalLine) => LineMark | undefined;
}

interface Numbered {
  readonly epoch: string;
  readonly seq: number;
  readonly rows: readonly unknown[];
}

/** Answers what pages and the hub ask; nothing here changes anything. */
export function createQueries(deps: QueryDeps): Queries {
  const { engine, incidents, clock } = deps;
  const context = () => ({ runbooks: deps.library.runbooks() });

  async function state(topic: string): Promise<unknown> {
    const [kind, rest = ""] = splitTopic(topic);
    switch (kind) {
      case "console":
        return deps.console();
      case "hosts":
        return engine.hosts().map((host) => toHostSummary(host, clock.now()));
      case "symptoms":
        return deps.viewSymptoms(engine.symptoms());
      case "incidents":
        return incidents.summaries();
      case "imports":
        return deps.imported.list();
      case "host": {
        const host = engine.host(rest);
        return host && toHostDetail(host, clock.now(), context());
      }
      case "incident":
        return incidents.detail(rest as IncidentId);
      case "postmortem":
        return deps.postmortems.view(rest as IncidentId);
      case "paper":
        return deps.postmortems.paper(rest as IncidentId);
      case "postmortems":
        return deps.postmortems.list();
      case "shares":
        return incidents.shares(rest as IncidentId);
      default:
        return undefined;
    }
  }

  async function rows(topic: string, options: { tail: number; beforeSeq?: number }): Promise<Numbered> {
    const [kind, rest = ""] = splitTopic(topic);
    if (kind === "feed") return engine.feed.tail(options.tail, options.beforeSeq);
    if (kind === "engine-log")
      return engine.host(rest)?.lines.log.tail(options.tail, options.beforeSeq) ?? NOTHING;
    if (kind === "entries") return (await incidents.entries(rest as IncidentId, options)) ?? NOTHING;
    if (kind === "events")
      return engine.host(rest)?.lines.events.tail(options.tail, options.beforeSeq) ?? NOTHING;
    return NOTHING;
  }

  async function rowsAfter(
    topic: string,
    position: { readonly epoch: string; readonly seq: number },
    limit: number,
  ): Promise<Numbered | undefined> {
    const [kind, rest = ""] = splitTopic(topic);
    if (kind === "feed") return engine.feed.after(position, limit);
    if (kind === "engine-log") return engine.host(rest)?.lines.log.after(position, limit);
    if (kind === "entries") return incidents.entriesAfter(rest as IncidentId, position, limit);
    return kind === "events" ? engine.host(rest)?.lines.events.after(position, limit) : undefined;
  }

  return {
    state: (topic) => state(topic) as Promise<StateTopics[typeof topic] | undefined>,
    rows: (topic, options) =>
      rows(topic, options) as Promise<{ epoch: string; seq: number; rows: LineTopics[typeof topic][] }>,
    rowsAfter,
    report: deps.report,
    reportFile: async (question, form) => reportFile(await deps.report(question), form, deps.redactDocument),
    runbooks: async () => ({ runbooks: deps.library.runbooks(), problems: deps.library.problems() }),
    async runbook(id): Promise<RunbookView | undefined> {
      const found = deps.library.runbooks().find((runbook) => runbook.id === id);
      if (found === undefined) return undefined;
      const live = engine.symptoms().filter((symptom) => found.symptoms.includes(symptom.mode));
      const release = deps.library.replaced(id);
      return {
        ...found,
        live: live.map((symptom) => ({ symptomId: symptom.id, values: symptomFacts(symptom) })),
        ...(release && { differences: differencesOf(release, found) }),
      };
    },
    async runbookFile(id) {
      const file = deps.library.runbooks().find((runbook) => runbook.id === id)?.file;
      const text = deps.library.textOf(id);
      return file === undefined || text === undefined ? undefined : { file, text };
    },
    attachment: incidents.attachment,
    postmortemText: deps.postmortems.text,
    postmortemEdits: deps.postmortems.editsAfter,
    postmortemTemplates: deps.postmortems.templates,
    postmortem: incidents.postmortem,
    postmortemPage: incidents.postmortemPage,
    postmortemPreview: incidents.postmortemPreview,
    followUpsCsv: async () => followUpsCsv(await deps.postmortems.list(), clock.now()),
    canPrint: deps.printer.canPrint,
    exportSummary: incidents.exportSummary,
    async postmortemPdf(incidentId, options) {
      const page = await incidents.postmortemPage(incidentId, options);
      if (page === undefined) return undefined;
      return { bytes: await deps.printer.print(page.html), fileName: page.fileName.replace(/html$/, "pdf") };
    },
    incidentFile: incidents.incidentFile,
    async incidentArchive(incidentId, options) {
      const archive = await incidents.archive(incidentId, options);
      return archive && { content: zipStream(archive), fileName: archive.fileName };
    },
    imported: deps.imported.get,
    importedEntries: deps.imported.entries,
    sharePreview: incidents.sharePreview,
    shared: incidents.shared,
    sharedNow: incidents.sharedNow,
    shareOfToken: incidents.shareOfToken,
    evidence: deps.evidence.get,
    containers: async (query, limit) =>
      findContainers(
        engine.hosts().map((host) => ({
          hostId: host.id,
          containers: host.state().containers.lastGood?.reading ?? [],
        })),
        query,
        limit,
      ),
    olderEngineLog: (hostId, beforeAt, limit) =>
      olderEngineLog(deps.gate, deps.markOf, hostId, beforeAt, limit),
    olderLogs: (hostId, containerId, untilNano, limit) =>
      olderContainerLog(deps.gate, hostId, containerId, untilNano, limit),
  };
}

const NOTHING: Numbered = { epoch: "none", seq: 0, rows: [] };

function splitTopic(topic: string): readonly [string, string?] {
  const colon = topic.indexOf(":");
  return colon < 0 ? [topic] : [topic.slice(0, colon), topic.slice(colon + 1)];
}
