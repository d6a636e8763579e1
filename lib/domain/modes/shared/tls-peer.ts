import type { HostState } from "../../host-state.ts";
import type { Judgement } from "../../mode.ts";
import type { EpochMs } from "../../time.ts";
import { type FoundLine, linesWith } from "./log-lines.ts";

/** What a line of the TLS server says, and of whom: the address of the client, where it names one. */
export function tlsWords(
  { marked }: FoundLine,
  words: { readonly title: string; readonly summary: string; readonly affected: string },
): Pick<Judgement, "title" | "summary" | "blast"> & { readonly facts: Readonly<Record<string, string>> } {
  const address = marked.values.find((value) => value !== "");
  return {
    title: words.title,
    summary: address === undefined ? words.summary : `${words.summary} The last one came from ${address}.`,
    blast: {
      affected: [words.affected],
      parts: [],
      notAffected: ["The socket of this host and what reaches it by ssh"],
    },
    facts: address === undefined ? {} : { address },
  };
}

/** dockerd came up since: it reads its certificates then, and whoever is still refused says so again. */
export const startedAgainAt = (host: HostState, _subject: string, afterAt: EpochMs): EpochMs | undefined =>
  linesWith(host, ["engine-ready"], afterAt)[0]?.line.sourceAt;
