import { z } from "zod";
import type { NetworkReading } from "../../../domain/readings.ts";
import { flag, listOf, optionalText, project, text, withoutAbsent } from "./fields.ts";

const NAME_OPTION = "com.docker.network.bridge.name";
const MASQUERADE_OPTION = "com.docker.network.bridge.enable_ip_masquerade";

const Network = z.object({
  Id: text(128),
  Name: text(256),
  Driver: text(64),
  Internal: flag,
  IPAM: z.object({ Config: listOf(z.object({ Subnet: optionalText(64) })) }).nullish(),
  Options: z.object({ [NAME_OPTION]: optionalText(64), [MASQUERADE_OPTION]: optionalText(8) }).nullish(),
});

function toReading(network: z.output<typeof Network>): NetworkReading {
  const isBridge = network.Driver === "bridge";
  const isMasqueraded = isBridge && !network.Internal && network.Options?.[MASQUERADE_OPTION] !== "false";
  return withoutAbsent({
    id: network.Id,
    name: network.Name,
    driver: network.Driver,
    // libnetwork's own rule where no name was given.
    bridge: isBridge ? (network.Options?.[NAME_OPTION] ?? `br-${network.Id.slice(0, 12)}`) : undefined,
    subnets: (network.IPAM?.Config ?? []).flatMap((pool) => (pool.Subnet === undefined ? [] : [pool.Subnet])),
    isMasqueraded,
    isInternal: network.Internal,
  });
}

/** `/networks`: of the options only the two that tell how the host's firewall should look. */
export const toNetworks = (value: unknown): readonly NetworkReading[] =>
  project(z.array(Network), value).map(toReading);
