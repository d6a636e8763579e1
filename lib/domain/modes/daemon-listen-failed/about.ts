import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-listen-failed",
  title: "API socket cannot be opened",
  part: "sock",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "listen-failed",
      units: ["dockerd"],
      pattern:
        /failed to load listeners: ((?![^\n]*(?:address already in use|is a directory))[^\n]+)|(no sockets found via socket activation)|(?:Shutting down due to )?(ServeAPI error: [^\n]+)|^(listen (?:tcp|udp|unix)\w* \S+: bind: (?!address already in use)[^\n]+)(?=[\s\S]*level=fatal)/,
      label: "cannot listen",
      severity: "page",
    },
    {
      id: "socket-unit-failed",
      units: ["systemd"],
      pattern:
        /docker\.socket: Failed to (?:listen on|create listening|receive listening|open|resolve|set up|bind)[^\n]*|Failed to listen on (?:docker\.socket|Docker Socket for the API)/,
      label: "docker.socket failed",
      severity: "page",
    },
    {
      id: "listen-failed-otherwise",
      units: ["dockerd"],
      pattern:
        /can't create unix socket \S*docker\.sock: (?!is a directory)|failed to create API server: could not create listener/,
      label: "cannot listen",
      severity: "page",
      isOfPaste: true,
    },
    {
      id: "socket-unit-ended",
      units: ["systemd"],
      pattern:
        /docker\.socket: Failed with result '(?!service-start-limit)|docker\.socket: Socket service docker\.service (?:already active|not loaded), refusing|docker\.socket: Control process exited,(?: code=exited,? status=(?!0)|$)|Failed to listen on Docker Socket for *$/m,
      label: "docker.socket failed",
      severity: "page",
      isEffect: true,
      isOfPaste: true,
    },
  ],
  proof: {
    how: "lines of both engines, recorded when they were started with hosts they cannot open, and systemd's own from its source; each in the table of start causes",
  },
};
