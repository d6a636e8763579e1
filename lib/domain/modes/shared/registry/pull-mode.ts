import type { PartId } from "../../../anatomy.ts";
import type { HostState } from "../../../host-state.ts";
import type { Judgement, Mode } from "../../../mode.ts";
import type { Symptom } from "../../../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../../../time.ts";
import { settled } from "../judgement.ts";
import { lineEvidence } from "../log-lines.ts";
import { freshList, listedText } from "../running.ts";
import { counted, named, toEvidence } from "../text.ts";
import { type PullCause, type PullFailure, pullFailures } from "./failures.ts";
import { hostOfRegistry, registryOfRef, repositoryOf } from "./names.ts";

// Whoever tries again does so within minutes; a pull that nobody repeats for so long is nobody's trouble any more.
const WINDOW_MS = 10 * MINUTE_MS;
// One failed pull may be a slip of the fingers; the third within the window is a fault.
const TICKET_AFTER_PULLS = 3;

/** What is special about one cause of failed pulls. */
export interface PullModeAbout {
  readonly id: PullCause;
  readonly part: PartId;
  /** "denied", "not found": what became of the pull, after "pull". */
  readonly title: (failure: PullFailure) => string;
  /** Why it failed, and why it is this and not its neighbour; a whole sentence. */
  readonly summary: (failure: PullFailure) => string;
  /** One symptom for each registry, or for each image. */
  readonly subjectIs: "registry" | "image";
}

/** A mode that is known by failed pulls alone: no event and no answer tells of them, only the engine's log. */
export const pullMode = (about: PullModeAbout): Mode => ({
  id: about.id,
  inputs: ["journal-line", "docker-event"],
  windows: {
    raiseAfterMs: 0,
    raiseAfterReadings: 1,
    // A pull that went well is decisive; the minute keeps a queue of pulls from flapping.
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => judgePulls(about, host, now, open),
});

function judgePulls(
  about: PullModeAbout,
  host: HostState,
  now: EpochMs,
  open: readonly Symptom[],
): readonly Judgement[] {
  const all = pullFailures(host);
  if (all.length === 0 && open.length === 0) return [];
  const recent = all.filter(({ cause, at }) => cause === about.id && now - at <= WINDOW_MS);
  const bySubject = Map.groupBy(recent, (failure) => subjectOf(about, failure));
  const judgements: Judgement[] = [];
  for (const [subject, failures] of bySubject) {
    const last = failures.at(-1);
    if (last === undefined) continue;
    const success = successAfter(host, subject, last.at);
    if (success === undefined) judgements.push(judgeFailing(about, host, now, subject, failures, last));
    else judgements.push(...settled(open, subject, "passing", success.sourceAt, wentWell(success)));
  }
  for (const { subject, lastSeenAt } of open) {
    if (bySubject.has(subject)) continue;
    const success = successAfter(host, subject, lastSeenAt);
    if (success !== undefined)
      judgements.push(...settled(open, subject, "passing", success.sourceAt, wentWell(success)));
    // Failed pulls are told by the log alone: while it is away, silence proves nothing.
    else if (!host.streams.journal.isOpen) judgements.push(...settled(open, subject, "unknown", now));
    else if (now - lastSeenAt > WINDOW_MS) judgements.push(...settled(open, subject, "passing", now));
  }
  return judgements;
}

const subjectOf = ({ subjectIs }: PullModeAbout, { registry, ref }: PullFailure): string =>
  subjectIs === "image" && ref !== undefined ? ref : registry;

/** A pull that went well since: of that image, or of anything from that registry. */
const successAfter = (host: HostState, subject: string, at: EpochMs) =>
  host.imagePulls.findLast(
    ({ sourceAt, ref }) =>
      sourceAt > at &&
      (subject === "" || ref === subject || registryOfRef(ref) === subject || sameImage(ref, subject)),
  );

const tagOf = (ref: string): string => /:([\w.-]+)$/.exec(ref.replace(/@.*$/, ""))?.[1] ?? "latest";
const sameImage = (a: string, b: string): boolean =>
  repositoryOf(a) === repositoryOf(b) && tagOf(a) === tagOf(b);

const wentWell = ({ ref, sourceAt }: { readonly ref: string; readonly sourceAt: EpochMs }) => [
  toEvidence(sourceAt, "event image pull", ref, `pulled ${ref}`),
];

function judgeFailing(
  about: PullModeAbout,
  host: HostState,
  now: EpochMs,
  subject: string,
  failures: readonly PullFailure[],
  last: PullFailure,
): Judgement {
  const refs = [...new Set(failures.flatMap(({ ref }) => ref ?? []))];
  const waiting = productionOf(host, now, last.registry, refs);
  const isBlocking = failures.some((failure) => failure.isBlocking);
  const isPage = isBlocking || waiting.length > 0;
  const from = last.registry === "" ? "the registry" : last.registry;
  const times = failures.length > 1 ? ` ${counted(failures.length, "pull")} failed within 10 min.` : "";
  return {
    subject,
    verdict: "failing",
    severity: isPage ? "page" : "ticket",
    part: about.part,
    title: about.title(last),
    summary: `${about.summary(last)}${times}`,
    readAt: last.at,
    sinceAt: failures[0]?.at ?? last.at,
    evidence: failures
      .toReversed()
      .slice(0, 3)
      .flatMap(({ lines }) => lines.slice(0, 2))
      .map((line) => lineEvidence(line, sayingOf(line.line.text))),
    blast: {
      affected: [
        ...(waiting.length > 0 ? [`Labelled production and made of it: ${named(waiting)}`] : []),
        ...(isBlocking ? ["A task or container waits for this image and cannot start"] : []),
        `New containers, deploys and builds that pull from ${from}`,
      ],
      parts: ["images"],
      notAffected: ["Images that are on this host already", ...listedText(host, now)],
    },
    facts: {
      ...(last.registry !== "" && {
        registry: last.registry,
        registryHost: hostOfRegistry(last.registry),
      }),
      ...(refs.at(-1) !== undefined && { image: refs.at(-1) ?? "" }),
      pulls: String(failures.length),
    },
    // Until the third it is shown, and nobody is called.
    raiseAfterMs: isPage || failures.length >= TICKET_AFTER_PULLS ? 0 : WINDOW_MS + MINUTE_MS,
  };
}

/** Containers labelled production that are made of such an image, or of anything from there while no image is named. */
function productionOf(
  host: HostState,
  now: EpochMs,
  registry: string,
  refs: readonly string[],
): readonly string[] {
  const repositories = new Set(refs.map(repositoryOf));
  return (freshList(host, now) ?? [])
    .filter(({ isProduction, image }) => {
      if (isProduction !== true) return false;
      return repositories.size > 0
        ? repositories.has(repositoryOf(image))
        : registry !== "" && registryOfRef(image) === registry;
    })
    .map(({ name }) => name);
}

/** The last words of a line: what stands behind "error:", unquoted. */
const sayingOf = (text: string): string =>
  (
    /(?:returned error|after error|error=|msg=)[: ]*"?(.*?)"?(?: spanID=.*)?$/s.exec(text)?.[1] ?? text
  ).replaceAll('\\"', '"');
