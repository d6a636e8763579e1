import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chooseSubnet, type HostNames, hostAddress, hostNamespacePrefix, machineAddress } from "./naming.ts";
import { knownSubnetPath, type Lab } from "./places.ts";
import { must, run } from "./run.ts";

const NAMESPACES = "/run/netns";

/** Network namespaces of this lab's hosts that exist on the machine, by host name. */
export async function hostNamespaces(lab: Lab): Promise<string[]> {
  const prefix = hostNamespacePrefix(lab.names);
  const names = await readdir(NAMESPACES).catch(() => []);
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}

/** Third byte of the lab's addresses; chosen once, kept while its state directory lives. */
export async function labSubnet(lab: Lab): Promise<number> {
  const path = knownSubnetPath(lab);
  const kept = Number(await readFile(path, "utf8").catch(() => ""));
  const taken = await foreignSubnets(lab);
  if (kept > 0 && !taken.has(kept)) return kept;
  const subnet = chooseSubnet(lab.names.preferredSubnet, taken);
  await writeFile(path, `${subnet}\n`);
  return subnet;
}

async function foreignSubnets(lab: Lab): Promise<Set<number>> {
  const lines = (await must(["ip", "-4", "-o", "addr", "show"])).split("\n");
  const foreign = lines.filter((line) => line.split(/\s+/)[1] !== lab.names.machineLeg);
  return new Set(foreign.flatMap((line) => /inet 10\.213\.(\d+)\./.exec(line)?.[1] ?? []).map(Number));
}

/**
 * The switch lives in a namespace of its own. In the machine's, bridge netfilter would send the hosts'
 * traffic through the machine's own FORWARD chain. The machine gets one cable into it and nothing else.
 */
export async function ensureSwitch(lab: Lab, subnet: number): Promise<void> {
  const { switchNamespace, machineLeg } = lab.names;
  const address = `${machineAddress(subnet)}/24`;
  const leg = await run(["ip", "-4", "-o", "addr", "show", "dev", machineLeg]);
  if (leg.code === 0 && leg.stdout.includes(` ${address} `)) return;
  await removeSwitch(lab);
  await must(["ip", "netns", "add", switchNamespace]);
  await ipBatch(switchNamespace, [
    "link add br0 type bridge",
    "link set br0 up",
    "link set lo up",
    `link add up0 type veth peer name ${machineLeg} netns ${process.pid}`,
    "link set up0 master br0 up",
  ]);
  await must(["ip", "addr", "add", address, "dev", machineLeg]);
  await must(["ip", "link", "set", machineLeg, "up"]);
}

export async function removeSwitch(lab: Lab): Promise<void> {
  await run(["ip", "link", "del", lab.names.machineLeg]);
  await run(["ip", "netns", "del", lab.names.switchNamespace]);
}

/** A namespace for one host, cabled to the switch. */
export async function makeHostNetwork(
  lab: Lab,
  names: HostNames,
  subnet: number,
  index: number,
): Promise<void> {
  const { namespace, switchPort } = names;
  // The kernel takes a cable away some time after its namespace; the port's name must be free now.
  await run(["ip", "-n", lab.names.switchNamespace, "link", "del", switchPort]);
  await must(["ip", "netns", "add", namespace]);
  // A new namespace inherits the machine's value. With 1, dockerd would not set FORWARD to DROP, as it
  // does on a real host, where it turns forwarding on itself.
  await must(["ip", "netns", "exec", namespace, "sysctl", "-qw", "net.ipv4.ip_forward=0"]);
  await ipBatch(namespace, [
    `link add host0 address ${names.hardwareAddress} type veth peer name ${switchPort} netns ${lab.names.switchNamespace}`,
    "link set lo up",
    `addr add ${hostAddress(subnet, index)}/24 dev host0`,
    "link set host0 up",
    `route add default via ${machineAddress(subnet)}`,
  ]);
  await must(["ip", "-n", lab.names.switchNamespace, "link", "set", switchPort, "master", "br0", "up"]);
}

export async function removeHostNetwork(lab: Lab, host: string): Promise<void> {
  await run(["ip", "netns", "del", `${hostNamespacePrefix(lab.names)}${host}`]);
}

export const namespacePath = (names: HostNames): string => join(NAMESPACES, names.namespace);

const ipBatch = (namespace: string, lines: readonly string[]): Promise<string> =>
  must(["ip", "-n", namespace, "-batch", "-"], { input: `${lines.join("\n")}\n` });
