import { expect, test } from "vitest";
import { checkAddress } from "./daemon-address.ts";

test.each([
  ["unix:///run/docker.sock", "this-machine", "unix:///run/docker.sock"],
  ["/run/user/1000/docker.sock", "user-1000", "unix:///run/user/1000/docker.sock"],
  ["ssh://ops@ams3-edge-02", "ams3-edge-02", "ssh://ops@ams3-edge-02"],
  ["ssh://root@10.0.0.5:2222", "10-0-0-5", "ssh://root@10.0.0.5:2222"],
  ["tcp://fra1-app-17:2376", "fra1-app-17", "tcp://fra1-app-17:2376"],
])("%s is written into the file as %s", (text, id, url) => {
  expect(checkAddress(text)).toMatchObject({ kind: "ok", id, url });
});

test("a tcp address comes with the places of its certificates", () => {
  const checked = checkAddress("tcp://fra1-app-17:2376");
  expect(checked?.kind === "ok" && checked.yaml).toContain("ca: /etc/foghorn/ca.pem");
});

test.each([
  ["docker.sock", /begins with/],
  ["unix://run/docker.sock", /absolute/],
  [`unix:///${"a".repeat(120)}`, /107 bytes/],
  ["ssh://ops:secret@host", /No password/],
  ["ssh://host/run/docker.sock", /socket/],
  ["tcp://host", /port/],
  ["https://host:2376", /tcp:/],
  ["tcp://ho st:2376", /spaces/],
  ["tcp://[bad", /tcp:\/\/host/],
])("%s says what would be right", (text, reason) => {
  const checked = checkAddress(text);
  expect(checked?.kind === "wrong" && checked.reason).toMatch(reason);
});

test("a port without TLS is told what it means", () => {
  expect(checkAddress("tcp://host:2375")).toMatchObject({
    kind: "ok",
    note: expect.stringContaining("root"),
  });
});

test("nothing is said before anything is typed", () => {
  expect(checkAddress("  ")).toBeUndefined();
});

test("a file that names engines already gets the entry alone", () => {
  const yaml = (hasDaemons: boolean) => {
    const checked = checkAddress("ssh://ops@ams3-edge-02", hasDaemons);
    return checked?.kind === "ok" ? checked.yaml : undefined;
  };
  expect(yaml(false)).toBe('daemons:\n  - id: ams3-edge-02\n    url: "ssh://ops@ams3-edge-02"');
  expect(yaml(true)).toBe('  - id: ams3-edge-02\n    url: "ssh://ops@ams3-edge-02"');
});

test("only an address over ssh is about whose ssh it is", () => {
  expect(checkAddress("ssh://ops@ams3-edge-02")).toHaveProperty("isSsh", true);
  expect(checkAddress("unix:///run/docker.sock")).not.toHaveProperty("isSsh");
});
