import type { ModeAbout } from "../../mode-about.ts";
import { MINUTE_MS } from "../../time.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "dns-embedded-failure",
  title: "Containers cannot resolve names",
  part: "dns",
  group: "Network",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [
    ...DAEMON_AWAY,
    "iptables-nat-wiped",
    "iptables-filter-wiped",
    "forward-policy-drop",
    "ip-forward-disabled",
    "docker0-missing",
    "dns-host-resolv-loopback",
    "conntrack-full",
  ],
  knownToMs: MINUTE_MS,
  signatures: [
    {
      id: "resolver-failed",
      units: ["dockerd"],
      // 23 and 24 name no "external"; 25 and later put client and server into fields. Debug lines of 20.10 are normal life.
      pattern:
        /\[resolver\] failed to query (?:external )?DNS server(?:[\s\S]{0,300}?client-addr="?(?:udp|tcp):([\d.]+|\[[^\]]+\]):\d+)?(?:[\s\S]{0,300}?dns-server="?(?:udp|tcp):([^\s"]+))?/,
      label: "DNS of containers",
      severity: "ticket",
    },
    {
      id: "resolver-connect-failed",
      units: ["dockerd"],
      // The forms before 23, and the resolver of a container that could not be started.
      pattern:
        /\[resolver\] (?:connect failed|error connecting to external DNS server|(?:write to|read from) DNS server failed)|\bexternal resolution failed, |[Rr]esolver (?:[Ss]etup\/?[Ss]tart|[Ss]etup|[Ss]tart) failed for container/,
      label: "DNS of containers",
      severity: "ticket",
    },
    {
      id: "resolver-asked",
      units: ["client", "dockerd"],
      pattern: /lookup \S+ on 127\.0\.0\.11:53: /,
      label: "DNS of a container",
      severity: "ticket",
    },
    {
      id: "name-not-resolved",
      units: ["client"],
      // What programs in containers print: of musl, glibc, busybox, dig, ping, curl, apt, Node, Go.
      pattern:
        /Temporary failure (?:in name resolution|resolving)|connection timed out; no servers could be reached|server can't find \S+: (?:SERVFAIL|REFUSED)|communications error to [\d.:a-f]+#53|[Cc]ould not resolve (?:host|')|\bping: (?:unknown host|[\w.-]+: (?:Name or service not known|Temporary failure))|\blookup [^\n]{1,200}: no such host\b|bad address '|nslookup: can't resolve |could not translate host name "[^"]*" to address: |getaddrinfo (?:EAI_AGAIN|ENOTFOUND)|write to '127\.0\.0\.11': Connection refused/,
      label: "name not resolved",
      severity: "ticket",
      isEffect: true,
    },
    {
      id: "name-not-found-by-apk",
      units: ["client"],
      pattern:
        /^(?:ERROR: |WARNING: [^\n]*)?http\S+: (?:temporary error \(try again later\)|DNS lookup error)/,
      label: "name not resolved",
      severity: "ticket",
      isEffect: true,
      isOfPaste: true,
    },
  ],
  proof: {
    how: "Real lines of a lab host with 26.1.5 whose containers asked a nameserver that does not answer; 20.10 writes none at its usual level, so there is nothing to read there.",
  },
};
