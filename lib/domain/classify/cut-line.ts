/*
 * A title, a pager or a form cuts a line off where its room ends: in the middle of what the kernel answered, which
 * stands last in every message of Go. What is left of one of these sentences is made whole where it can be no other.
 */

const SENTENCES: readonly string[] = [
  "address already in use",
  "cannot allocate memory",
  "cannot assign requested address",
  "certificate has expired or is not yet valid",
  "certificate signed by unknown authority",
  "connection refused",
  "connection reset by peer",
  "connection timed out",
  "context deadline exceeded",
  "device or resource busy",
  "disk quota exceeded",
  "exec format error",
  "i/o timeout",
  "input/output error",
  "invalid argument",
  "network is unreachable",
  "no route to host",
  "no space left on device",
  "no such file or directory",
  "not a directory",
  "operation not permitted",
  "operation not supported",
  "permission denied",
  "port is already allocated",
  "read-only file system",
  "resource temporarily unavailable",
  "structure needs cleaning",
  "too many open files",
];

/** Shorter than a dozen it may be the beginning of anything. */
const LAST_WORDS = /(?<=: ["']?)([a-z][a-z0-9 /-]{10,60}[a-z])(?:\.{2,3}|…|>)?$/;

/** Behind what was done and to which file, less of it is enough. */
const LAST_OF_FILE =
  /(?<=\b(?:write|open|mkdir|rename|chmod|chown|lchown|mknod|link|symlink|remove|unlinkat|stat|lstat|sync) \/\S{1,200}: )([a-z][a-z ]{3,60}[a-z])(?:\.{2,3}|…|>)?$/;
const MAX_CHARS = 400;

/** The line with its last sentence as it was before it was cut off. */
export function uncut(line: string): string {
  const tail = line.slice(-MAX_CHARS);
  const end = LAST_WORDS.exec(tail) ?? LAST_OF_FILE.exec(tail);
  if (end === null) return line;
  const words = end[1] ?? "";
  const [sentence, ...others] = SENTENCES.filter((known) => known.startsWith(words));
  return sentence === undefined || others.length > 0 || sentence === words
    ? line
    : `${line.slice(0, line.length - tail.length + end.index)}${sentence}`;
}
