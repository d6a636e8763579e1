import type { HostState, ProbeTry } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { toEvidence } from "../shared/text.ts";

const WORDS = /client version (\S+) is too (?:old|new)|(?:Maximum|Minimum) supported API version is/;
// dockerd writes it at level debug alone; a client that is refused asks again within minutes.
const LINE_IS_NEWS_MS = 10 * MINUTE_MS;
// Foghorn asks for the version once a minute.
const TRY_IS_NEWS_MS = 90 * SECOND_MS;

/**
 * A client speaks a version of the API that the daemon does not. The daemon tells that client alone (and its log at
 * level debug): what can be known from outside is whether Foghorn's own calls are refused, and what debug lines say.
 */
export const apiVersionMismatch: Mode = {
  id: "api-version-mismatch",
  inputs: ["ping", "version", "info", "journal-line"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: 0, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const refused = refusedCall(host, now);
    const said = linesWith(host, ["api-version"], now - LINE_IS_NEWS_MS)[0];
    const text = refused?.message ?? said?.line.text;
    const at = refused?.at ?? said?.line.sourceAt;
    if (text === undefined || at === undefined) {
      const answered = host.info.answeringSinceAt !== undefined ? host.info.lastGood?.at : undefined;
      return settled(open, "", answered === undefined ? "unknown" : "passing", answered ?? now);
    }
    const version = WORDS.exec(text)?.[1];
    const who = refused === undefined ? "A client" : "Foghorn";
    return [
      {
        subject: "",
        verdict: "failing",
        severity: "ticket",
        part: "callers",
        title: "Client API version refused",
        summary: `${who} was refused for the version of the API it speaks${version === undefined ? "" : `, ${version}`}. The daemon is well; the client is too old or too new for it.`,
        readAt: at,
        sinceAt: at,
        evidence: [
          refused !== undefined
            ? toEvidence(at, "Docker API", text, text)
            : said !== undefined
              ? lineEvidence(said)
              : toEvidence(at, "Docker API", text),
        ],
        blast: {
          affected: [`${who}: every call fails`],
          parts: [],
          notAffected: ["dockerd, containers, and clients of other versions"],
        },
        facts: version === undefined ? {} : { version },
      },
    ];
  },
};

/** A call of Foghorn's own that was refused for its version, unless a newer one went well. */
function refusedCall(host: HostState, now: EpochMs): ProbeTry | undefined {
  return [host.info, host.version, host.containers]
    .map(({ tries }) => tries.at(-1))
    .find(
      (newest) =>
        newest?.ok === false && now - newest.at <= TRY_IS_NEWS_MS && WORDS.test(newest.message ?? ""),
    );
}
