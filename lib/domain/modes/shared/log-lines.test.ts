import { expect, test } from "vitest";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { lineEvidence, linesWith } from "./log-lines.ts";

const readingOf = (text: string, id: string) => {
  const [found] = linesWith(aHostState([aLine(T0, "dockerd", text)]), [id], T0);
  return found && lineEvidence(found);
};

test("an error that was handed on is read from its end, where the cause is; the line stays as it was", () => {
  const text =
    'Handler for POST /v1.45/images/create returned error: Get "https://registry.example/v2/": dial tcp: lookup registry.example on 10.0.0.2:53: no such host';
  expect(readingOf(text, "pull-dns")).toMatchObject({
    reading: "lookup registry.example on 10.0.0.2:53: no such host",
    text,
  });
});

test.each([
  [
    "tls-unknown-ca",
    "http: TLS handshake error from 127.0.0.1:47836: tls: failed to verify client certificate: x509: certificate signed by unknown authority",
    "x509: certificate signed by unknown authority",
  ],
  [
    "tls-expired",
    "http: TLS handshake error from 127.0.0.1:47834: tls: failed to verify client certificate: x509: certificate has expired or is not yet valid: current time 2026-11-21T15:34:14Z is after 2021-01-01T00:00:00Z",
    "x509: certificate has expired or is not yet valid: current …",
  ],
  [
    "tls-no-client-cert",
    "http: TLS handshake error from [2001:db8::5]:47848: tls: client didn't provide a certificate",
    "tls: client didn't provide a certificate",
  ],
  [
    "tls-files",
    'failed to load listeners: could not load X509 key pair (cert: "/etc/docker/tls/server-cert.pem", key: "/etc/docker/tls/server-key.pem"): open /etc/docker/tls/server-cert.pem: no such file or directory',
    "no such file or directory",
  ],
  [
    "pull-tls",
    'Handler for POST /v1.45/images/create returned error: Get "https://registry.example/v2/": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-21T15:34:14Z is after 2021-01-01T00:00:00Z',
    "x509: certificate has expired or is not yet valid: current …",
  ],
])(
  "what TLS refuses is read with its reason, however long what stands before it: %s",
  (id, text, reading) => {
    expect(readingOf(text, id)?.reading).toBe(reading);
  },
);

test("any other line is read from its beginning", () => {
  const text = `Attempting next endpoint for pull after error: Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host`;
  expect(readingOf(text, "pull-dns")?.reading).toMatch(/^Attempting next endpoint .*…$/);
});

test("a line in fields is read from its message, not from its time", () => {
  const message = `Attempting next endpoint for pull after error: Get \\"https://registry.example/v2/\\": dial tcp: lookup registry.example: no such host`;
  const text = `time="2026-11-18T03:24:08.120Z" level=error msg="${message}"`;
  expect(readingOf(text, "pull-dns")).toMatchObject({
    reading: expect.stringMatching(/^Attempting next endpoint .*…$/),
    text,
  });
});
