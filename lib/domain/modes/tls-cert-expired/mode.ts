import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { logMode } from "../shared/log-mode.ts";
import { listedText } from "../shared/running.ts";
import { counted, toEvidence } from "../shared/text.ts";
import { startedAgainAt, tlsWords } from "../shared/tls-peer.ts";

/** The certificate that dockerd itself shows. */
const OWN = "dockerd";
// Time enough to issue and to plan the restart that it takes, by daylight.
const WARN_BEFORE_MS = 30 * DAY_MS;
// Read at each start of dockerd and every 6 h: two rounds without a reading, and nobody knows.
const READ_FRESH_MS = 13 * HOUR_MS;

const ofClients = logMode({
  id: "tls-cert-expired",
  signatures: ["tls-expired"],
  severity: "ticket",
  part: "tls",
  subjectOf: () => "",
  succeededAt: startedAgainAt,
  words: (_subject, found) =>
    tlsWords(found, {
      title: "TLS certificate expired",
      summary: "A client came with a certificate that is past its time, or a clock is wrong.",
      affected: "Clients with that certificate: their calls fail",
    }),
});

/**
 * A certificate is past its time, or will be soon. dockerd checks those of its clients and says so; its own it never
 * looks at: every client is shut out the moment it ends, so it is read from its file.
 */
export const tlsCertExpired: Mode = {
  ...ofClients,
  inputs: [...ofClients.inputs, "fact"],
  judge: (host, now, open) => [
    ...ofClients.judge(
      host,
      now,
      open.filter(({ subject }) => subject !== OWN),
    ),
    ...judgeOwn(host, now, open),
  ],
};

function judgeOwn(host: HostState, now: EpochMs, open: readonly Symptom[]): readonly Judgement[] {
  const { last, missing } = host.facts.certificate;
  const isLost =
    last === undefined || now - last.at > READ_FRESH_MS || (missing !== undefined && missing.at > last.at);
  if (isLost) return settled(open, OWN, "unknown", now);
  const { path, certificate } = last.fact.certificate;
  if (certificate === undefined) return settled(open, OWN, path === "" ? "passing" : "unknown", last.at);
  const { subject, issuer, notAfter, notBefore } = certificate;
  const leftMs = notAfter - now;
  const until = new Date(notAfter).toISOString().slice(0, 10);
  const evidence = [
    toEvidence(
      last.at,
      path,
      `subject ${subject}\nissuer ${issuer}\nnot before ${new Date(notBefore).toISOString()}\nnot after ${new Date(notAfter).toISOString()}`,
      leftMs > 0 ? `${counted(Math.floor(leftMs / DAY_MS), "day")} left, until ${until}` : `ended ${until}`,
    ),
  ];
  if (leftMs > WARN_BEFORE_MS) return settled(open, OWN, "passing", last.at, evidence);
  const isOver = leftMs <= 0;
  return [
    {
      subject: OWN,
      verdict: "failing",
      variant: isOver ? "over" : "soon",
      severity: isOver ? "page" : "ticket",
      part: "tls",
      title: isOver ? "Certificate of dockerd expired" : "Certificate of dockerd runs out",
      summary: isOver
        ? `The certificate in ${path} ended on ${until}. dockerd goes on with it; every client that checks it is refused by itself.`
        : `The certificate in ${path} ends on ${until}. From then on every client that checks it is shut out; a new one takes a restart of dockerd.`,
      readAt: last.at,
      sinceAt: Math.min(last.at, isOver ? notAfter : notAfter - WARN_BEFORE_MS),
      evidence,
      blast: {
        affected: isOver ? ["Every client that comes over TCP with TLS"] : [],
        parts: [],
        notAffected: ["The socket of this host and what reaches it by ssh", ...listedText(host, now)],
      },
      facts: { path, until, days: String(Math.floor(leftMs / DAY_MS)) },
    },
  ];
}
