import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseCertificate } from "./certificate.ts";

const PEM = readFileSync(new URL("fixtures/certificate.expired.pem", import.meta.url), "utf8");
const read = (text: string, path = "/etc/docker/server.pem") =>
  parseCertificate(
    new Map([
      ["path", `${path}\n`],
      ["text", text],
    ]),
  );

describe("a certificate as OpenSSL wrote it", () => {
  test("its names and its time", () => {
    expect(read(PEM)).toEqual({
      path: "/etc/docker/server.pem",
      certificate: {
        subject: "lab server-expired",
        issuer: "lab ca",
        notBefore: Date.UTC(2020, 0, 1),
        notAfter: Date.UTC(2021, 0, 1),
      },
    });
  });

  test("the first of a chain is the daemon's own", () => {
    expect(read(`${PEM}${PEM.replace("MII", "AAA")}`).certificate?.subject).toBe("lab server-expired");
  });

  test.each([
    ["no file", ""],
    ["cut off", PEM.slice(0, 400)],
    [
      "cut in the middle of its bytes",
      `-----BEGIN CERTIFICATE-----\n${PEM.split("\n").slice(1, 4).join("\n")}\n-----END CERTIFICATE-----`,
    ],
    ["no base64", "-----BEGIN CERTIFICATE-----\n====\n-----END CERTIFICATE-----"],
    ["something else in it", "-----BEGIN CERTIFICATE-----\nMAMCAQU=\n-----END CERTIFICATE-----"],
  ])("%s: nothing is claimed", (_name, text) => {
    expect(read(text).certificate).toBeUndefined();
  });
});

test("without TLS there is no path", () => {
  expect(parseCertificate(new Map([["path", "\n"]]))).toEqual({ path: "" });
});
