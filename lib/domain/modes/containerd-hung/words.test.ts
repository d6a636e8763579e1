import { describe, expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";

const said = (text: string) => classify("daemon-log", [text], SIGNATURES).map(({ symptom }) => symptom);

describe("containerd that answers too late", () => {
  test.each([
    'level=error msg="Failed to get event" error="context deadline exceeded" module=libcontainerd namespace=moby',
    "rpc error: code = DeadlineExceeded desc = context deadline exceeded",
    "Error response from daemon: failed to create task for container: context deadline exceeded: unknown",
  ])("%s", (text) => {
    expect(said(text)).toContain("containerd-hung");
  });

  test.each([
    'failed to start daemon: failed to dial "/run/containerd/containerd.sock": context deadline exceeded',
    'Get "https://registry.example/v2/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  ])("not %s", (text) => {
    expect(said(text)).not.toContain("containerd-hung");
  });
});
