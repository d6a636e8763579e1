import { PART_NAMES } from "../../domain/anatomy.ts";
import {
  type Diagnosis,
  type FoundRisk,
  type FoundSymptom,
  type HostDiagnosis,
  NO_ANSWER_IN_TIME,
  RUN_AGAIN,
  type Search,
} from "./diagnosis.ts";

const MOST_EVIDENCE = 4;
const MOST_NAMES = 3;
const WORDS = { page: "PAGE  ", ticket: "ticket", notice: "notice" } as const;

/** A diagnosis for a terminal: plain text, since a terminal acts on everything else. */
export function diagnosisText(diagnosis: Diagnosis): string {
  if (diagnosis.hosts.length === 0) return searchText(diagnosis.search);
  return diagnosis.hosts.map(hostText).join("\n\n");
}

/** What the page of the first run says: what was tried, what each answered, and what to run. */
function searchText(search: Search = { problems: [], tried: [] }): string {
  const { configFile, problems, tried } = search;
  const lines = [
    configFile === undefined
      ? "No engine is watched: no foghorn.yaml is in force, and none was found on this machine that answers."
      : `No engine is watched: ${configFile} names none.`,
    ...problems.map((problem) => `  ${problem}`),
    ...tried.flatMap(({ origin, url, verdict, command }) => [
      "",
      `  ${origin}: ${url}`,
      `         ${verdict}`,
      ...(command ?? "")
        .split("\n")
        .filter(Boolean)
        .map((line) => `         $ ${line}`),
    ]),
    ...(configFile === undefined && tried.length === 0
      ? ["  Nothing was found: no socket, no Docker context, no DOCKER_HOST."]
      : []),
    "",
    `  Name an engine in ${configFile ?? "foghorn.yaml"}:`,
    "         daemons:",
    '           - {id: web-1, url: "ssh://user@host"}',
    ...(configFile === undefined
      ? ["  or for one look:", "         $ DOCKER_HOST=ssh://user@host npm run --silent diagnose"]
      : []),
  ];
  return lines.map(plain).join("\n");
}

function hostText({ id, unreadable, symptoms, risks, notRead, notVisible }: HostDiagnosis): string {
  const parts = (isLate: boolean): string =>
    notVisible
      .filter(({ change }) => (change === RUN_AGAIN) === isLate)
      .map(({ part }) => PART_NAMES[part])
      .join(", ");
  const late = notRead.map(({ reading, reason }) => `${reading} (${reason})`).join(", ");
  const quiet =
    late === "" ? "nothing is wrong that Foghorn can see" : "nothing was found, but not everything was read";
  const [lateParts, unseen] = [parts(true), parts(false)];
  const lines = [
    unreadable === undefined
      ? `${id}: ${symptoms.length === 0 ? quiet : summary(symptoms)}`
      : unreadable === NO_ANSWER_IN_TIME
        ? `${id}: not read in time; run it again`
        : `${id}: cannot be read: ${unreadable}`,
    ...symptoms.flatMap(symptomLines),
    ...(risks.length === 0 ? [] : ["", "  risks; nothing is broken by them:", ...risks.map(riskLine)]),
    ...(late === "" ? [] : [`  not read: ${late}; run it again`]),
    ...(lateParts === "" ? [] : [`  not read in time: ${lateParts}`]),
    ...(unseen === "" ? [] : [`  not visible: ${unseen}`]),
  ];
  return lines.map(plain).join("\n");
}

function summary(symptoms: readonly FoundSymptom[]): string {
  const roots = symptoms.filter(({ explainedBy }) => explainedBy === undefined);
  const count = (severity: FoundSymptom["severity"]) =>
    roots.filter((each) => each.severity === severity).length;
  return `${count("page")} page, ${count("ticket")} ticket`;
}

/** "No limits: api, web and 3 more (missing-limits)"; what is about the host alone says what. */
function riskLine({ symptom, title, count, items }: FoundRisk): string {
  const [first] = items;
  const names = items.slice(0, MOST_NAMES).flatMap(({ subject }) => (subject === undefined ? [] : [subject]));
  const more = count - names.length;
  const what =
    names.length === 0
      ? (first?.reading ?? first?.summary ?? "")
      : `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `         ${title}: ${what} (${symptom})`;
}

function symptomLines(found: FoundSymptom): readonly string[] {
  const of = found.subject === undefined ? "" : `, ${found.subject}`;
  if (found.explainedBy !== undefined) return [`      explains ${found.title}${of}`];
  const { nextStep } = found;
  return [
    "",
    `  ${WORDS[found.severity]} ${found.title}${of} (${found.symptom})`,
    `         ${found.summary}`,
    `         where  ${PART_NAMES[found.part]}, ${beganText(found)}`,
    ...found.evidence.slice(0, MOST_EVIDENCE).map(({ source, text }) => `         seen   ${source}: ${text}`),
    ...(nextStep === undefined
      ? []
      : [`         next   ${nextStep.title} (runbook ${nextStep.runbook}, step ${nextStep.number})`]),
    ...(nextStep?.command ?? "")
      .split("\n")
      .filter(Boolean)
      .map((line) => `                $ ${line}`),
  ];
}

function beganText({ since, isSinceFirstLook }: FoundSymptom): string {
  const utc = (at: string): string => at.replace("T", " ").replace(/\.\d+Z/, " UTC");
  return isSinceFirstLook === true
    ? `seen at ${utc(since)}; began then or earlier, not known`
    : `since ${utc(since)}`;
}

/** Whatever a host says, a terminal gets printable characters alone. */
const plain = (line: string): string => line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ");
