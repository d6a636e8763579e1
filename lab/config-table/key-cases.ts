import { type ConfigCase, json } from "./case.ts";

/** Keys that this engine knows, no longer knows, or does not know yet. */
export const KEY_CASES: readonly ConfigCase[] = [
  json("unknown key", { "foo-bar": 1 }),
  json("underscore for a dash", { log_level: "info" }),
  json("capital letter", { Debug: true }),
  json("two unknown keys", { "log-levle": "info", "storage-drivr": "overlay2" }),
  json("unknown key in an object", { log: { driver: "json-file" } }),
  json("known key in an object of any name", { anything: { debug: true } }),
  json("singular name of a list", { label: ["a=b"] }),
  json("features", { features: { buildkit: true } }),
  json("unknown feature", { features: { nosuch: true } }),
  json("builder", { builder: { gc: { enabled: true, defaultKeepStorage: "1GB" } } }),
  json("unknown key inside builder", { builder: { nosuch: 1 } }),
  json("unknown key inside runtimes", { runtimes: { mine: { path: "/usr/bin/true", nosuch: 1 } } }),
  json("deprecated key path", { "deprecated-key-path": "/etc/docker/key.json" }),
  json("init under its field's name", { "default-init": "docker-init" }),
  json("graph, gone in 23", { graph: "/var/lib/docker" }),
  json(
    "cluster store, gone in 23",
    { "cluster-store": "consul://192.0.2.1:8500" },
    {
      needsHost: "what the address answers",
    },
  ),
  json("oom-score-adjust, gone in 25", { "oom-score-adjust": -500 }),
  json("proxies, since 23", { proxies: { "http-proxy": "http://192.0.2.1:3128" } }),
  json("default-network-opts, since 24", {
    "default-network-opts": { bridge: { "com.docker.network.driver.mtu": "1450" } },
  }),
  json("log-format, since 25", { "log-format": "text" }),
  json("cdi-spec-dirs, since 25", { "cdi-spec-dirs": ["/etc/cdi"] }),
  json("ip-forward-no-drop, since 28", { "ip-forward-no-drop": true }),
  json("bip6, since 28", { bip6: "fd00:1::1/64" }),
  json("firewall-backend, since 29", { "firewall-backend": "iptables" }),
  json("network-diagnostic-port", { "network-diagnostic-port": 0 }),
  json("registry-mirrors and others together", {
    "registry-mirrors": ["https://mirror.example"],
    "insecure-registries": ["registry.example:5000"],
    "live-restore": true,
    "max-concurrent-downloads": 3,
    "default-ulimits": { nofile: { Name: "nofile", Hard: 64000, Soft: 64000 } },
  }),
];
