import { describe, expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { failing, judged, play } from "../../testing/detecting.ts";
import { journal } from "../../testing/quiet-host.ts";
import { tlsCertExpired } from "../tls-cert-expired/mode.ts";
import { tlsClientCertMissing } from "../tls-client-cert-missing/mode.ts";
import { tlsPlainMismatch } from "../tls-plain-mismatch/mode.ts";
import { tlsUnknownCa } from "../tls-unknown-ca/mode.ts";

const MODES = [tlsCertExpired, tlsUnknownCa, tlsClientCertMissing, tlsPlainMismatch];
const found = (text: string, unit: "dockerd" | "container" = "dockerd") =>
  MODES.filter((mode) => failing(mode, aHostState([aLine(T0, unit, text)]), T0).length > 0).map(
    ({ id }) => id,
  );

describe("what dockerd of a real host wrote of its clients", () => {
  test.each([
    [
      "http: TLS handshake error from 127.0.0.1:47834: tls: failed to verify client certificate: x509: certificate has expired or is not yet valid: current time 2026-11-21T15:34:14Z is after 2021-01-01T00:00:00Z",
      "tls-cert-expired",
    ],
    [
      "2026/11/21 15:34:10 http: TLS handshake error from 127.0.0.1:47764: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-21T15:34:10Z is after 2021-01-01T00:00:00Z",
      "tls-cert-expired",
    ],
    [
      "http: TLS handshake error from 127.0.0.1:47836: tls: failed to verify client certificate: x509: certificate signed by unknown authority",
      "tls-unknown-ca",
    ],
    [
      "2026/11/21 15:34:10 http: TLS handshake error from 127.0.0.1:47772: tls: failed to verify certificate: x509: certificate signed by unknown authority",
      "tls-unknown-ca",
    ],
    ["http: TLS handshake error from 127.0.0.1:47860: local error: tls: bad record MAC", "tls-unknown-ca"],
    [
      "http: TLS handshake error from [2001:db8::5]:47848: tls: client didn't provide a certificate",
      "tls-client-cert-missing",
    ],
    [
      "2026/11/21 15:34:10 http: TLS handshake error from 127.0.0.1:47798: client sent an HTTP request to an HTTPS server",
      "tls-plain-mismatch",
    ],
  ])("%s", (text, mode) => {
    expect(found(text)).toEqual([mode]);
  });
});

describe("what is none of these", () => {
  test.each([
    ["a check that the port is open", "http: TLS handshake error from 10.0.0.1:4001: EOF"],
    [
      "a client that went away",
      "http: TLS handshake error from 10.0.0.1:4001: read tcp 10.0.0.5:2376->10.0.0.1:4001: read: connection reset by peer",
    ],
    [
      "a registry's certificate",
      'level=error msg="Handler for POST /v1.45/images/create returned error: Get \\"https://r.example/v2/\\": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time a is after b"',
    ],
    [
      "a log driver's sink",
      'level=error msg="failed to initialize logging driver: splunk: Options \\"https://s:8088\\": x509: certificate signed by unknown authority"',
    ],
  ])("%s", (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  test("what a container prints", () => {
    expect(
      found(
        "http: TLS handshake error from 10.0.0.1:4001: tls: client didn't provide a certificate",
        "container",
      ),
    ).toEqual([]);
  });
});

test("the client is named, and ten minutes of quiet end it", () => {
  const text = "http: TLS handshake error from 10.0.0.7:4001: tls: client didn't provide a certificate";
  expect(judged(tlsClientCertMissing, aHostState([aLine(T0, "dockerd", text)]), T0)[0]?.facts.address).toBe(
    "10.0.0.7",
  );
  const story = play([journal(T0), aLine(T0 + 1_000, "dockerd", text)], T0 + 700_000);
  expect(story.told("tls-client-cert-missing")).toEqual([
    "seen 1000",
    "raised 1000",
    "recovering 602000",
    "cleared 662000",
  ]);
});

describe("pasted lines of clients and swarms", () => {
  test.each([
    [
      "cli-output",
      'error during connect: Get "https://10.0.0.5:2376/v1.45/info": x509: certificate has expired or is not yet valid: current time a is after b',
      "tls-cert-expired",
    ],
    [
      "cli-output",
      'error during connect: Get "https://10.0.0.5:2376/v1.45/info": tls: failed to verify certificate: x509: certificate is valid for 127.0.0.1, not 10.0.0.5',
      "tls-unknown-ca",
    ],
    [
      "cli-output",
      "The server probably has client authentication (--tlsverify) enabled; check your TLS client certification settings: remote error: tls: bad certificate",
      "tls-client-cert-missing",
    ],
    ["api-error", "Client sent an HTTP request to an HTTPS server.", "tls-plain-mismatch"],
    [
      "daemon-log",
      'time="2026-01-01T00:00:00Z" level=error msg="agent: session failed" error="rpc error: code = Unavailable desc = transport: authentication handshake failed: x509: certificate has expired or is not yet valid" module=node/agent',
      "tls-cert-expired",
    ],
  ] as const)("%s: %s", (kind, text, mode) => {
    expect(classify(kind, [text], SIGNATURES)[0]?.symptom).toBe(mode);
  });
});
