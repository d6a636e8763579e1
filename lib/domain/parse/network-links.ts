import type { LinkReading, NetworkLinksReading, RouteReading } from "../facts.ts";
import { prefixOf, textOfIpv4 } from "../ipv4.ts";
import { linesOf, section } from "./sections.ts";

// "6: vethbcd4788@if5: <BROADCAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master br-a4273c6a9e72 state UP …"
const LINK = /^\d+: ([^\s:@]+)(@[^\s:]+)?: <([^>]*)> mtu (\d+)(?:.*? master (\S+))?/;
// "3: docker0    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0\ …"; a peer stands as "inet 10.0.0.1 peer 10.0.0.2/32".
const ADDRESS = /^\d+: ([^\s:@]+)(?:@\S+)?\s+inet (\S+)/;
const ROUTE_UP = 0x1;
const ROUTE_REJECT = 0x200;

export function parseNetworkLinks(sections: ReadonlyMap<string, string>): NetworkLinksReading {
  const switches = linesOf(section(sections, "switches")).map((line) => {
    const colon = line.lastIndexOf(":");
    return {
      file: line.slice(0, colon).replace(/^\/proc\/sys\/net\//, ""),
      isOn: line.slice(colon + 1) !== "0",
    };
  });
  const switchOf = (file: string): boolean | undefined => switches.find((one) => one.file === file)?.isOn;
  const isForwarding = switchOf("ipv4/ip_forward");
  const isBridgeFiltered = switchOf("bridge/bridge-nf-call-iptables");
  return {
    links: linesOf(section(sections, "links")).flatMap(linkOf),
    addresses: linesOf(section(sections, "addresses")).flatMap((line) => {
      const [, link, address] = ADDRESS.exec(line) ?? [];
      return link === undefined || address === undefined ? [] : [{ link, address }];
    }),
    routes: linesOf(section(sections, "routes")).flatMap(routeOf),
    ...(isForwarding !== undefined && { isForwarding }),
    linksNotForwarding: switches.flatMap(({ file, isOn }) => {
      const link = /^ipv4\/conf\/(\S+)\/forwarding$/.exec(file)?.[1];
      return link === undefined || isOn ? [] : [link];
    }),
    ...(isBridgeFiltered !== undefined && { isBridgeFiltered }),
    nameservers: nameserversOf(section(sections, "resolv")),
    resolvedNameservers: nameserversOf(section(sections, "resolved")),
    isFirewalldActive: section(sections, "firewalld").trim() === "yes",
  };
}

function linkOf(line: string): readonly LinkReading[] {
  const [, name, peer, flags, mtu, master] = LINK.exec(line) ?? [];
  if (name === undefined || flags === undefined) return [];
  return [
    {
      name,
      isUp: flags.split(",").includes("UP"),
      mtuBytes: Number(mtu),
      isPaired: peer !== undefined,
      ...(master !== undefined && { master }),
    },
  ];
}

/** /proc/net/route: addresses as the machine keeps them, which is the last byte first wherever Docker runs. */
function routeOf(line: string): readonly RouteReading[] {
  const [link = "", destination = "", gateway = "", flags = "", , , , mask = ""] = line.trim().split(/\s+/);
  const bits = Number.parseInt(flags, 16);
  if (!/^[0-9A-F]{8}$/.test(destination) || (bits & ROUTE_UP) === 0 || (bits & ROUTE_REJECT) !== 0) return [];
  const via = swapped(gateway);
  return [
    {
      destination: `${textOfIpv4(swapped(destination))}/${prefixOf(swapped(mask))}`,
      link,
      ...(via !== 0 && { gateway: textOfIpv4(via) }),
    },
  ];
}

const swapped = (hex: string): number => Number.parseInt(hex.match(/../g)?.reverse().join("") ?? "0", 16);

const nameserversOf = (text: string): readonly string[] =>
  linesOf(text).flatMap((line) => /^\s*nameserver\s+(\S+)/.exec(line)?.[1] ?? []);
