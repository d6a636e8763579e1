import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "bridge-failure",
  title: "A container's network cannot be made",
  part: "bridge",
  group: "Network",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [...DAEMON_AWAY, "docker0-missing", "veth-leak", "kernel-netdev-leak", "kernel-incompatible"],
  knownToMs: 0,
  signatures: [
    {
      id: "veth-failed",
      units: ["dockerd", "client"],
      // Each step of libnetwork's bridge driver: make the pair, move it, name it, give it an address, make it a port.
      pattern:
        /(failed to add the host(?: \(\S+\))? <=> sandbox(?: \(\S+\))? pair interfaces: [^\n]+)|(adding interface \S+ to bridge \S+ failed: (?!could not find bridge|Device does not exist|Link not found|exchange full)[^\n]+)|(failed to (?:(?:move|add) interface \S+ to sandbox|get link by name "?veth|find (?:host|sandbox) side interface|set (?:link|interface) up)[^\n]*)|([Ee]rror (?:setting interface "\S+" (?:IP|hwaddr|MAC|routes?|name)|moving interface)[^\n]*)|(failed to (?:create|add) bridge \S+ via netlink[^\n]*)|(networks have same bridge name)|(network sandbox join failed: [^\n]+)|(error creating vxlan interface: [^\n]+)/,
      label: "no network for a container",
      severity: "ticket",
      // A kernel without veth or bridge leaves the same words.
      isEffect: true,
    },
    {
      id: "bridge-not-made",
      units: ["dockerd", "client"],
      pattern:
        /((?:could not|failed to) (?:create|set ?up|add) (?:the )?bridge (?:interface |device )?\S*: (?:operation not (?:supported|permitted)|package not installed|file exists|device or resource busy)[^\n]*)|(failed to set gateway(?: while updating gateway)?: [^\n]+)/,
      label: "bridge not made",
      severity: "ticket",
    },
    {
      id: "port-proxy-failed",
      units: ["dockerd", "client"],
      // docker-proxy itself does not start: what it says of a port that is taken is told by the modes of ports.
      pattern:
        /(Timed out proxy starting the userland proxy)|(failed to start userland proxy for port mapping [^\n]{0,200}?(?:fork\/exec|executable file not found)[^\n]*)|(exec: \\{0,3}"docker-proxy\\{0,3}": executable file not found[^\n]*)/,
      label: "no proxy for a port",
      severity: "ticket",
      isEffect: true,
    },
    {
      id: "endpoint-failed",
      units: ["dockerd", "client"],
      // What it says where the reason is none of the known ones: addresses, ports and rules have modes of their own.
      pattern:
        /(failed to create endpoint \S+ on network \S+: (?![\s\S]*(?:iptables|address|[Pp]ort|already exists|could not find bridge|Device does not exist|exchange full|Conflict))[^\n]+)/,
      label: "no network for a container",
      severity: "ticket",
      isEffect: true,
    },
    {
      id: "network-not-joined",
      units: ["dockerd", "client"],
      pattern:
        /(?:[Nn]etwork|subnet) sandbox join failed|could not (?:get (?:the )?(?:network|overlay) sandbox|add veth pair inside the network sandbox)|failed get network namespace|(?:starting container failed|failed to set up container networking|[Cc]annot start container \S+?): [^\n]{0,80}?network \S+ not found|network sandbox for container \S+ not found|could not find an appropriate master|failed to create the (?:macvlan|ipvlan) port|[Cc]ould not attach to network \S+: |failed to create a network namespace|endpoint with name \S+ already exists(?: in network|\W*$)|failed to update store for object type \*libnetwork\.|Error response from daemon: Address already in use\W*$|failed to update bridge endpoint|Error response from daemon: network [0-9a-f]{64} not found|failed to set MTU on host interface|setup networking failed|could not delete the default bridge network/,
      label: "no network for a container",
      severity: "ticket",
      isEffect: true,
      isOfPaste: true,
    },
    {
      // Whatever stood in the way of publishing a port, where it is none of what has a mode of its own.
      id: "endpoint-not-published",
      units: ["dockerd", "client"],
      pattern:
        /driver failed programming external connectivity on endpoint|failed to set up container networking: /,
      label: "no network for a container",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
  ],
  proof: {
    how: "Lines in the words of both engines' sources; what makes a kernel refuse a bridge or a veth pair, its age and missing modules, no lab can call up.",
  },
};
