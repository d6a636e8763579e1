import { describe, expect, test } from "vitest";
import { negotiate } from "./api-version.ts";
import { ApiError, toApiError } from "./failure.ts";
import { socketRung } from "./socket-rung.ts";

const coded = (code: string, message = "text of the library"): Error =>
  Object.assign(new Error(message), { code });

describe("what a broken connection means", () => {
  test.each([
    ["ENOENT", "socket-missing"],
    ["EACCES", "socket-denied"],
    ["ECONNREFUSED", "connection-refused"],
    ["ECONNRESET", "connection-reset"],
    ["EPIPE", "connection-reset"],
    ["ETIMEDOUT", "timeout"],
    ["EAGAIN", "timeout"],
    ["EHOSTUNREACH", "host-unreachable"],
    ["ENOTFOUND", "host-unreachable"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE", "tls"],
    ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "tls"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["HPE_INVALID_CONSTANT", "malformed"],
    ["HPE_HEADER_OVERFLOW", "too-large"],
    ["constructor", "malformed"],
  ])("%s is %s, in the library's words", (code, failure) => {
    expect(toApiError(coded(code))).toMatchObject({ failure, message: "text of the library" });
  });

  test.each([
    [
      "C0B7A1F2:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:916:SSL alert number 116\n",
      "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
      "TLS refused: tlsv13 alert certificate required",
    ],
    [
      "write EPROTO C0B7A1F2:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/openssl/openssl/ssl/record/methods/tlsany_meth.c:77:\n",
      "EPROTO",
      "TLS refused: wrong version number",
    ],
  ])("OpenSSL's reason is said without the addresses around it", (text, code, message) => {
    expect(toApiError(Object.assign(new Error(text), { code }))).toMatchObject({ failure: "tls", message });
  });

  test("a socket that hung up is a reset, also without a code", () => {
    expect(toApiError(new Error("socket hang up")).failure).toBe("connection-reset");
  });

  test("what is known already stays as it is", () => {
    const error = new ApiError("not-tried", "would start it");
    expect(toApiError(error)).toBe(error);
  });
});

describe("the rung of a socket behind a forward", () => {
  const socket = {
    path: "/run/docker.sock",
    exists: true,
    account: "ops",
    mode: "srw-rw----",
    owner: "root",
    group: "docker",
  };
  test.each([
    [{ ...socket, exists: false }, "socket-missing", /does not exist/],
    [{ ...socket, mayOpen: false }, "socket-denied", /ops may not open .*srw-rw---- root docker/],
    [{ ...socket, mayOpen: true, listens: false }, "connection-refused", /nobody listens/],
  ])("%j", (reading, failure, words) => {
    expect(socketRung(reading)).toMatchObject({ failure, message: expect.stringMatching(words) });
  });

  test("a socket that holds on every rung explains nothing", () => {
    expect(socketRung({ ...socket, mayOpen: true, listens: true })).toBeUndefined();
  });
});

describe("the version that is spoken", () => {
  test.each([
    ["1.41", "v1.41", false],
    ["1.51", "v1.51", false],
    ["1.60", "v1.51", false],
    ["1.24", "v1.24", true],
    [undefined, "v1.40", false],
    ["2.0", "v1.40", false],
    ["1.41/../../x", "v1.40", false],
  ])("a daemon of %s is spoken to at %s", (offered, path, isTooOld) => {
    expect(negotiate(offered)).toMatchObject({ path, isTooOld });
  });
});
