import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import {
  type BridgeNetwork,
  bridgeNetworks,
  containersText,
  linksOf,
  runningOn,
  uplinkOf,
} from "../shared/network.ts";
import { named, toEvidence } from "../shared/text.ts";

/**
 * Packets of containers may be larger than what the way out takes. As long as the hops between tell so by ICMP all
 * is well; where that is filtered, connections open and large answers never come.
 */
export const mtuMismatch: Mode = {
  id: "mtu-mismatch",
  inputs: ["fact", "networks"],
  windows: {
    // A tunnel that comes and goes moves the default route for a moment.
    raiseAfterMs: 30 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 30 * SECOND_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const found = mtuOf(host, now);
    if (found === undefined) return settled(open, "", "unknown", now);
    const { at, uplink, larger } = found;
    const [first] = larger;
    if (first === undefined) {
      const reading = `${uplink.name} takes ${uplink.mtuBytes}`;
      return settled(open, "", "passing", at, [toEvidence(at, "ip -o link", reading, reading)]);
    }
    const names = larger.map(({ network }) => network.name);
    const reading = `containers ${first.mtuBytes}, ${uplink.name} ${uplink.mtuBytes}`;
    const cut = runningOn(
      host,
      larger.map(({ network }) => network),
      now,
    );
    return [
      {
        subject: "",
        verdict: "failing",
        severity: "ticket",
        part: "bridge",
        title: "MTU of containers above the uplink's",
        summary: `Containers of ${named(names)} send packets of up to ${first.mtuBytes} bytes, the way out over ${uplink.name} takes ${uplink.mtuBytes}. Where ICMP is filtered, connections open and large transfers stall; a ping and a port check pass.`,
        readAt: at,
        evidence: [
          toEvidence(
            at,
            "ip -o link",
            [
              `${uplink.name} mtu ${uplink.mtuBytes} (default route)`,
              ...larger.map(({ network, mtuBytes }) => `${network.bridge} (${network.name}) mtu ${mtuBytes}`),
            ].join("\n"),
            reading,
          ),
        ],
        blast: {
          affected: [`Large packets to the outside of ${containersText(cut ?? [])}`],
          parts: [],
          notAffected: [
            "Traffic between containers of this host",
            "Small packets: pings, handshakes, health checks",
          ],
        },
        facts: {
          uplink: uplink.name,
          mtu: String(uplink.mtuBytes),
          containerMtu: String(first.mtuBytes),
          network: first.network.name,
          bridge: first.network.bridge,
        },
      },
    ];
  },
};

interface MtuFound {
  readonly at: EpochMs;
  readonly uplink: { readonly name: string; readonly mtuBytes: number };
  /** Networks whose containers send more than the uplink takes. */
  readonly larger: readonly { readonly network: BridgeNetwork; readonly mtuBytes: number }[];
}

/**
 * By what the containers' own interfaces have: a bridge without any shows 1500 whatever dockerd was told. Undefined
 * without a default route.
 */
export function mtuOf(host: HostState, now: EpochMs): MtuFound | undefined {
  const links = linksOf(host, now);
  const uplink = links && uplinkOf(links);
  if (links === undefined || uplink === undefined) return undefined;
  const widest = new Map<string, number>();
  for (const { master, mtuBytes } of links.network.links)
    if (master !== undefined) widest.set(master, Math.max(widest.get(master) ?? 0, mtuBytes));
  const larger = bridgeNetworks(host).flatMap((network) => {
    const mtuBytes = widest.get(network.bridge);
    return mtuBytes === undefined || network.isInternal || mtuBytes <= uplink.mtuBytes
      ? []
      : [{ network, mtuBytes }];
  });
  return { at: links.at, uplink, larger };
}
