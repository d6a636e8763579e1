import { wordsFirst } from "./words-first.ts";

/*
 * How TLS of the Docker API and of a swarm fails, by both ends. What is said of a registry is another family's
 * (`registry/words.ts`): its address and the words of a pull stand before it.
 */

/** Not of a registry, and not of a log driver's or a plugin's own connection. */
const NOT_ELSEWHERE = String.raw`(?<!(?:https?:\/\/[^\s"\/]+\/v[12]\/|images\/create|\/build|\/auth returned|pull(?:ing)?\b|registry|failed to (?:resolve|authorize|copy|do request|fetch)|logging driver|splunk|fluentd|gelf|download failed|webhook)[\s\S]{0,500})`;

const said = (words: string): RegExp => new RegExp(wordsFirst(NOT_ELSEWHERE, words));

/** dockerd's HTTP server, of one client: groups catch its address. */
const FROM = String.raw`TLS handshake error from (\[?[\w.:]+?\]?):\d+: `;

export const TLS_EXPIRED = said(
  [
    `${FROM}[^\\n]{0,200}(?:certificate has expired or is not yet valid|expired certificate)`,
    // Where it says which, and it is the start: then the clock is wrong.
    String.raw`x509: certificate has expired or is not yet valid(?!: current time \S+ is before)`,
    String.raw`[Ss]warm certificates have expired`,
    String.raw`remote error: tls: expired certificate`,
    String.raw`certificate \([^)\n]*\) not valid (?:after|before) `,
    String.raw`CERT_HAS_EXPIRED|CERTIFICATE_EXPIRED`,
  ].join("|"),
);

export const TLS_UNKNOWN_CA = said(
  [
    // A client that refuses the daemon's certificate gives no reason, or (OpenSSL) an alert that Go cannot read.
    `${FROM}[^\\n]{0,200}(?:signed by unknown authority|unknown certificate authority|remote error: (?:tls: )?(?:bad|unknown|unsupported) certificate|local error: tls: bad record MAC)`,
    String.raw`x509: (?:certificate signed by unknown authority|certificate is valid for |certificate is not valid for any names|cannot validate certificate for |certificate relies on legacy Common Name)`,
    String.raw`remote error: (?:tls: )?unknown certificate(?: authority)?`,
    // The daemon refuses what the client shows.
    String.raw`https?:\/\/[^\s"]+\/v1\.\d+\/[^\n]{0,200}remote error: (?:tls: )?(?:bad certificate|handshake failure|protocol version not supported)`,
    String.raw`error validating certificates for host [^\n]{0,80}remote error: (?:tls: )?\w+`,
    // The alert by itself, as clients of the API pass it on.
    String.raw`(?<!remote error)(?:^|: )tls: bad certificate\b`,
    String.raw`UNABLE_TO_VERIFY_LEAF_SIGNATURE|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|ERR_TLS_CERT_ALTNAME_INVALID|ALERT_UNKNOWN_CA`,
  ].join("|"),
);

export const TLS_NO_CLIENT_CERT = said(
  [
    `${FROM}tls: client didn't provide a certificate`,
    String.raw`remote error: tls: certificate required|ALERT_CERTIFICATE_REQUIRED`,
    String.raw`server probably has client authentication \(--tlsverify\) enabled`,
  ].join("|"),
);

export const TLS_PLAIN = said(
  [
    `${FROM}tls: (?:first record does not look like a TLS handshake|unsupported SSLv2 handshake received|oversized record received)`,
    String.raw`[Cc]lient sent an HTTP request to an HTTPS server`,
    String.raw`malformed HTTP response \\*"\\*x15\\*x03`,
    String.raw`(?<!dial (?:unix|tcp) [^\n]{0,200})trying to connect to a TLS-enabled daemon without TLS`,
    String.raw`https?:\/\/\S+\/v1\.\d+\/\S*[\s\S]{0,60}server gave HTTP response to HTTPS client`,
    String.raw`error during connect:[\s\S]{0,300}server gave HTTP response to HTTPS client`,
  ].join("|"),
);
