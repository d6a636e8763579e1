/* Whether a command changes the host: as far as its words tell. What a script behind a name does, nobody can see here. */

/** Where a command begins: at the line, behind `;`, `&&`, `|`, `(`, and behind what only runs it. */
const BEGIN = String.raw`(?:^|[;&|(]\s*|\b(?:then|do|else|sudo|xargs(?:\s+-\S+)*|nice|timeout(?:\s+-\S+(?:\s+KILL)?)*\s+\d+\S*)\s+)`;

const CHANGERS = [
  String.raw`systemctl\s+(?:--?\S+\s+)*(?:start|stop|restart|reload|enable|disable|mask|unmask|daemon-reload|kill|reset-failed|edit|set-property)\b`,
  // Signal 0 only asks whether the process is there.
  String.raw`kill\s+-(?!0\b|l\b)\S+`,
  String.raw`(?:pkill|killall)\b`,
  String.raw`docker\s+(?:(?:container|image|volume|network|builder|buildx|system)\s+)?(?:start|stop|restart|rm|rmi|kill|update|pause|unpause|create|connect|disconnect|prune|rename|tag)\b`,
  String.raw`(?:rm|mv|truncate|chmod|chown|chgrp|usermod|umount|fsfreeze|swapoff|sensible-editor|vi|nano|\$\{EDITOR:-vi\})\s`,
  String.raw`sed\s+(?:-\S+\s+)*-i`,
  String.raw`sysctl\s+-w`,
  String.raw`(?:iptables|ip6tables)\S*\s+(?:-t\s+\S+\s+)?-[ADFIPXNR]\b`,
  String.raw`ip\s+(?:link|route|addr|address)\s+(?:set|add|del|delete|replace)\b`,
  String.raw`journalctl\s+--vacuum`,
] as const;

const CHANGES = new RegExp(`${BEGIN}(?<words>${CHANGERS.join("|")})`);

/** The words of a line that change the host, and where they begin (from 1); undefined where none is known to. */
export function changeIn(line: string): { readonly words: string; readonly column: number } | undefined {
  const words = CHANGES.exec(line)?.groups?.words;
  if (words === undefined) return undefined;
  return { words: words.trim(), column: line.indexOf(words) + 1 };
}
