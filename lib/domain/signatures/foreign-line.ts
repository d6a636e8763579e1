import type { JournalLine } from "../signal.ts";

const CONTAINER_IN_CGROUP = /[/=](?:docker-)?([0-9a-f]{64})(?:\.scope)?\b/;

/**
 * A memory kill in a container that this host never listed. Machines that share a kernel share its log:
 * such a line is another machine's story. A kill without a container in it is everybody's.
 */
export function isForeignKill(
  line: Pick<JournalLine, "unit" | "text">,
  knows: (containerId: string) => boolean,
): boolean {
  if (line.unit !== "kernel" || !line.text.includes("oom-kill:")) return false;
  const id = CONTAINER_IN_CGROUP.exec(line.text)?.[1];
  return id !== undefined && !knows(id);
}
