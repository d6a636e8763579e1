import { describe, expect, test } from "vitest";
import { classify } from "../../../classify/classify.ts";
import { SIGNATURES } from "../../../signatures/signatures.ts";
import { aHostState, T0 } from "../../../testing/builders.ts";
import { handler, told } from "./testing/pull-lines.ts";

describe("how other versions say it", () => {
  test.each([
    [
      'failed to resolve reference "docker.io/library/none:1": docker.io/library/none:1: not found',
      "image-pull-not-found docker.io/library/none:1",
    ],
    [
      'failed to resolve reference "ghcr.io/shop/web:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=x: 403 Forbidden',
      "image-pull-auth ghcr.io/shop/web:1",
    ],
    [
      'failed to resolve reference "quay.io/a/b:1": failed to do request: Head "https://quay.io/v2/a/b/manifests/1": dial tcp 10.0.0.1:443: i/o timeout',
      "registry-unreachable quay.io/a/b:1",
    ],
    [
      'failed to resolve reference "quay.io/a/b:1": failed to do request: Head "https://quay.io/v2/a/b/manifests/1": tls: failed to verify certificate: x509: certificate is valid for a, not b',
      "image-pull-tls quay.io/a/b:1",
    ],
    [
      "failed to copy: httpReadSeeker: failed open: unexpected status code https://quay.io/v2/a/b/blobs/sha256:1: 429 Too Many Requests",
      "image-pull-rate-limit quay.io",
    ],
    ["unexpected commit digest sha256:aa, expected sha256:bb: failed precondition", "image-digest-mismatch "],
    ["no matching manifest for linux/arm64/v8 in the manifest list entries", "image-pull-not-found "],
    [
      "image with reference shop/web:1 was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64",
      "image-platform-mismatch shop/web:1",
    ],
    [
      "Error pulling image (1) from r.example/web, endpoint: https://r.example/v1/, Get https://r.example/v1/images/1/json: proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: no route to host",
      "registry-unreachable r.example",
    ],
  ])("%s", (error, expected) => {
    expect(told(aHostState([handler(T0, error)]))).toEqual([expected]);
  });
});

describe("pasted lines", () => {
  const first = (kind: "api-error" | "cli-output" | "daemon-log", ...lines: string[]) =>
    classify(kind, lines, SIGNATURES)[0]?.symptom;
  test.each([
    [
      "api-error",
      '{"message":"Get \\"https://r.example/v2/\\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)"}',
      "registry-unreachable",
    ],
    [
      "api-error",
      '{"message":"pull access denied for shop/web, repository does not exist or may require \'docker login\': denied: requested access to the resource is denied"}',
      "image-pull-auth",
    ],
    [
      "daemon-log",
      'level=error msg="Handler for POST /v1.45/images/create returned error: denied" spanID=ffb5c16d2050ed16',
      "image-pull-auth",
    ],
    [
      "cli-output",
      "Error response from daemon: manifest for r.example/web:9 not found: manifest unknown: manifest unknown",
      "image-pull-not-found",
    ],
    [
      "cli-output",
      "Error response from daemon: toomanyrequests: You have reached your pull rate limit.",
      "image-pull-rate-limit",
    ],
    [
      "cli-output",
      "Error response from daemon: Get https://r.example/v2/: x509: certificate signed by unknown authority",
      "image-pull-tls",
    ],
    ["cli-output", "Unable to find image 'alpine:3' locally", undefined],
    [
      "daemon-log",
      'time="2026-01-01T00:00:00Z" level=info msg="Attempting next endpoint for pull after error: manifest unknown"',
      undefined,
    ],
  ] as const)("%s: %s", (kind, text, expected) => {
    expect(first(kind, text)).toBe(expected);
  });
});
