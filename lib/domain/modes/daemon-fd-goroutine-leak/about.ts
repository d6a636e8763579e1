import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-fd-goroutine-leak",
  title: "Descriptors or goroutines pile up",
  part: "dockerd",
  group: "Daemon at run time",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [...DAEMON_AWAY, "containerd-hung", "container-lock-hung"],
  explains: ["container-start-failed"],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "no-descriptor",
      units: ["dockerd", "containerd", "client"],
      pattern: /too many open files/,
      label: "no file descriptor",
      severity: "ticket",
    },
    {
      id: "file-max",
      units: ["kernel"],
      pattern: /VFS: file-max limit (\d+) reached/,
      label: "no file descriptor",
      severity: "page",
    },
  ],
  proof: {
    how: "Answers of /info as a series on both sides of each limit, and the words of the sources; no lab host is left to run out of descriptors",
  },
};
