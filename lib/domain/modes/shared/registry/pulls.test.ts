import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { HostState } from "../../../host-state.ts";
import type { Signal } from "../../../signal.ts";
import { aContainer, aHostState, aLine, aList, HOST, T0 } from "../../../testing/builders.ts";
import { failing, judged, play } from "../../../testing/detecting.ts";
import { journal } from "../../../testing/quiet-host.ts";
import { imagePullAuth } from "../../image-pull-auth/mode.ts";
import { imagePullDns } from "../../image-pull-dns/mode.ts";
import { imagePullNotFound } from "../../image-pull-not-found/mode.ts";
import { registryUnreachable } from "../../registry-unreachable/mode.ts";
import { hostOfRegistry, registryOfRef, repositoryOf } from "./names.ts";
import { handler, line, lost, next, pulled, told } from "./testing/pull-lines.ts";

describe("a morning of failed pulls on a real host", () => {
  test.each([
    ["20.10.24", "10.213.249.11"],
    ["26.1.5", "10.213.249.12"],
  ])("Docker %s: each pull once, by its deepest cause", (version, address) => {
    const file = new URL(`fixtures/pulls.docker-${version}.txt`, import.meta.url);
    const lines = readFileSync(file, "utf8").trim().split("\n");
    const host = aHostState(
      lines.map((text) => aLine(Date.parse(/time="([^"]+)"/.exec(text)?.[1] ?? ""), "dockerd", text)),
    );
    const own = "127.0.0.1:5000";
    // Each cause is kept at most twenty lines, and a pull leaves up to five: the oldest go first.
    const found = told(host);
    for (const expected of [
      `image-pull-auth ${own}`,
      `image-pull-rate-limit ${own}`,
      `image-pull-not-found ${own}`,
      `registry-unreachable ${own}`,
      `image-digest-mismatch ${own}`,
      "registry-unreachable 127.0.0.1:5999",
      "image-pull-dns registry.lab.example",
      "registry-unreachable 10.213.249.99:5000",
      "image-pull-dns docker.io",
      `image-pull-tls ${address}:5000`,
    ])
      expect(found).toContain(expected);
    // Plain HTTP is said of the lab's own registry at every pull, and is not why one failed.
    expect(found).not.toContain(`image-pull-tls ${own}`);
    expect(found.filter((each) => each.startsWith("image-pull-rate-limit"))).toHaveLength(2);
    expect(found.filter((each) => each.startsWith("image-digest-mismatch"))).toHaveLength(1);
  });
});

describe("what is not a failed pull", () => {
  test.each([
    ["a step that another endpoint made good", next(T0, lost("mirror.example"))],
    ["a client that gave up", handler(T0, 'Get "https://registry-1.docker.io/v2/": context canceled')],
    [
      "the same, while it looked up",
      handler(T0, 'Get "https://r.example/v2/": dial tcp: lookup r.example: context canceled'),
    ],
    [
      "a mistake of the file system",
      handler(T0, "open /var/lib/docker/tmp/GetImageBlob1: permission denied"),
    ],
    ["a full disk", handler(T0, "write /var/lib/docker/tmp/GetImageBlob1: no space left on device")],
    [
      "a log driver that cannot reach its sink",
      line(T0, "failed to initialize logging driver: dial tcp: lookup fluentd on 10.0.0.2:53: no such host"),
    ],
    [
      "a sink that refuses",
      line(T0, "failed to initialize logging driver: dial tcp 10.0.0.1:24224: connect: connection refused"),
    ],
    [
      "the daemon's own API",
      line(T0, 'Get "https://10.0.0.5:2376/v1.41/info": x509: certificate signed by unknown authority'),
    ],
    [
      "a container that prints it",
      aLine(T0, "container", "Handler for POST /v1.45/images/create returned error: unauthorized"),
    ],
    [
      "a rule of an authorization plugin",
      line(
        T0,
        "Handler for POST /v1.45/containers/create returned error: authorization denied by plugin opa: not allowed",
      ),
    ],
    [
      "a volume that is not there",
      line(T0, "Handler for GET /v1.45/volumes/x returned error: get x: no such volume: not found"),
    ],
  ])("%s", (_name, signal) => {
    expect(told(aHostState([signal]))).toEqual([]);
  });
});

describe("the deepest cause", () => {
  test("a mirror that does not resolve is why the Hub was asked, which denied", () => {
    const host = aHostState([
      next(T0, lost("mirror.example")),
      handler(
        T0 + 900,
        "pull access denied for shop/web, repository does not exist or may require 'docker login'",
      ),
    ]);
    expect(told(host)).toEqual(["image-pull-dns shop/web"]);
    expect(failing(imagePullDns, host, T0 + 1_000)).toEqual(["mirror.example"]);
  });

  test("another pull that failed at the same time is its own story", () => {
    const host = aHostState([
      next(T0, lost("mirror.example")),
      handler(T0 + 100, lost("mirror.example")),
      handler(T0 + 900, "pull access denied for shop/web, repository does not exist"),
    ]);
    expect(told(host)).toEqual(["image-pull-dns mirror.example", "image-pull-auth shop/web"]);
  });

  test("a refused lookup is a lookup", () => {
    const error =
      'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on [::1]:53: read udp [::1]:4->[::1]:53: read: connection refused';
    expect(told(aHostState([handler(T0, error)]))).toEqual(["image-pull-dns docker.io"]);
  });
});

describe("whom it calls", () => {
  const denied = (at: number) => handler(at, "pull access denied for shop/web, repository does not exist");
  const severity = (host: HostState) => judged(imagePullAuth, host, T0 + 1_000)[0]?.severity;

  test("nobody for the first, a ticket for the third within ten minutes", () => {
    const story = play(
      [journal(T0), denied(T0 + 1_000), denied(T0 + 60_000), denied(T0 + 120_000)],
      T0 + 180_000,
    );
    expect(story.told("image-pull-auth")).toEqual(["seen 1000", "raised 120000"]);
    expect(story.open[0]?.severity).toBe("ticket");
  });

  test("a page where production is made of that image", () => {
    const web = aContainer(1, { name: "web", image: "shop/web:4", isProduction: true });
    expect(severity(aHostState([aList(T0, [web]), denied(T0)]))).toBe("page");
    expect(severity(aHostState([aList(T0, [aContainer(1, { image: "shop/web:4" })]), denied(T0)]))).toBe(
      "ticket",
    );
    expect(severity(aHostState([aList(T0, [{ ...web, image: "shop/db" }]), denied(T0)]))).toBe("ticket");
  });

  test("a page where a task of a swarm waits for it", () => {
    const host = aHostState([
      aLine(
        T0,
        "dockerd",
        'time="2026-11-21T15:14:07Z" level=error msg="pulling image failed" error="pull access denied for shop/web, repository does not exist" module=node/agent/taskmanager task.id=x',
      ),
    ]);
    expect(severity(host)).toBe("page");
  });
});

describe("when it is over", () => {
  const error = 'Get "https://r.example/v2/": dial tcp 10.0.0.1:443: connect: connection refused';

  test("once something came from that registry", () => {
    const story = play(
      [journal(T0), handler(T0 + 1_000, error), pulled(T0 + 9_000, "r.example/db:2")],
      T0 + 80_000,
    );
    expect(story.told(registryUnreachable.id)).toEqual(["seen 1000", "recovering 9000", "cleared 69000"]);
  });

  test("not by a pull from elsewhere, and not while the log is away", () => {
    const away: Signal = {
      hostId: HOST,
      at: T0 + 5_000,
      kind: "stream-state",
      stream: "journal",
      isOpen: false,
    };
    const story = play(
      [journal(T0), handler(T0 + 1_000, error), away, pulled(T0 + 9_000, "alpine:3")],
      T0 + 900_000,
    );
    expect(story.told(registryUnreachable.id)).toEqual(["seen 1000", "unknown 602000"]);
  });

  test("when nobody's pull has failed for ten minutes", () => {
    const story = play([journal(T0), handler(T0 + 1_000, error)], T0 + 700_000);
    expect(story.told(registryUnreachable.id)).toEqual(["seen 1000", "recovering 602000", "cleared 662000"]);
  });

  test("an image that was missing is there once it was pulled", () => {
    const missing = handler(
      T0 + 1_000,
      "manifest for shop/web:9 not found: manifest unknown: manifest unknown",
    );
    const story = play([journal(T0), missing, pulled(T0 + 9_000, "shop/web:9")], T0 + 20_000);
    expect(story.told(imagePullNotFound.id)).toEqual(["seen 1000", "recovering 9000"]);
  });
});

test("names of images", () => {
  expect(
    ["alpine", "library/alpine:3", "docker.io/shop/web", "localhost/x", "127.0.0.1:5000/lab/app:1"].map(
      registryOfRef,
    ),
  ).toEqual(["docker.io", "docker.io", "docker.io", "localhost", "127.0.0.1:5000"]);
  expect(
    ["docker.io/library/alpine:3", "r.example:5000/a/b@sha256:00", "shop/web:1"].map(repositoryOf),
  ).toEqual(["alpine", "r.example:5000/a/b", "shop/web"]);
});

test("the resolver is asked for a name without a port, and the registry is named with it", () => {
  const text =
    'Get "https://registry.lab.example:5000/v2/": dial tcp: lookup registry.lab.example: no such host';
  const [judgement] = judged(imagePullDns, aHostState([handler(T0, text)]), T0 + 1_000);
  expect(judgement?.facts).toMatchObject({
    registry: "registry.lab.example:5000",
    registryHost: "registry.lab.example",
  });
  expect(["docker.io", "[fd00::1]:5000"].map(hostOfRegistry)).toEqual(["docker.io", "fd00::1"]);
});
