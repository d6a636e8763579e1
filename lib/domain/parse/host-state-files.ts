import type {
  BootReading,
  ConfigFileReading,
  DiskReading,
  PressureReading,
  RemoteMountReading,
  SocketReading,
} from "../facts.ts";
import { linesOf, malformed, numberOf, section } from "./sections.ts";

type Sections = ReadonlyMap<string, string>;

const STAT_LINE = /^([a-z-][rwxsStT-]{9})[.+]? (\S+) (\S+)$/;
// ss -xlH: netid, state, queued, limit, path
const SS_LINE = /^u_\w+\s+LISTEN\s+(\d+)\s+\d+\s+(\/\S*)\s/;
// /proc/net/unix: Num RefCount Protocol Flags Type St Inode Path
const UNIX_LINE = /^[0-9a-f]+: [0-9A-F]{8} [0-9A-F]{8} ([0-9A-F]{8}) [0-9A-F]{4} [0-9A-F]{2} +\d+ (\/.*)$/;
const LISTENS_FLAG = 0x10000;

/** /var/run is /run everywhere, and whoever bound the socket may have used either. */
const sameSocket = (path: string): string => path.replace(/^\/var\/run\//, "/run/");

export function parseSocket(sections: Sections): SocketReading {
  const path = section(sections, "path").trim();
  const account = section(sections, "account").trim();
  const stat = section(sections, "stat").trim();
  const reading = { path, account, ...listening(sections, sameSocket(path)) };
  if (stat === "") return { ...reading, exists: false };
  const [, mode = "", owner = "", group = ""] = STAT_LINE.exec(stat) ?? [];
  if (mode === "") throw malformed("stat printed no mode", stat);
  const mayOpen = section(sections, "access").trim() === "yes";
  return { ...reading, exists: true, mode, owner, group, mayOpen };
}

/** Who listens, and how many wait to be accepted; the latter only ss knows. */
function listening(sections: Sections, path: string): Pick<SocketReading, "listens" | "queued"> {
  const ss = sections.get("ss");
  if (ss === undefined) {
    const flags = linesOf(section(sections, "unix")).flatMap((line) => {
      const [, flag = "0", bound = ""] = UNIX_LINE.exec(line) ?? [];
      return sameSocket(bound) === path ? [Number.parseInt(flag, 16)] : [];
    });
    return { listens: flags.some((flag) => (flag & LISTENS_FLAG) !== 0) };
  }
  const queues = linesOf(ss).flatMap((line) => {
    const [, queued, bound = ""] = SS_LINE.exec(`${line} `) ?? [];
    return queued !== undefined && sameSocket(bound) === path ? [Number(queued)] : [];
  });
  return { listens: queues.length > 0, queued: queues.reduce((sum, queued) => sum + queued, 0) };
}

export function parseDisks(sections: Sections): readonly DiskReading[] {
  const mounts = new Map(
    linesOf(sections.get("mounts") ?? "").map((line) => {
      const [mount = "", path = ""] = line.trim().split(" ");
      return [path, mount];
    }),
  );
  const disks = parseFilesystems(section(sections, "filesystems")).map((disk) => ({
    ...disk,
    mount: mounts.get(disk.path) || disk.path,
  }));
  if (disks.length === 0) throw malformed("no file system was read", "");
  return disks;
}

// What the kernel writes for characters that would end a field.
const ESCAPED = /\\(040|011|012|134)/g;

export function parseRemoteMounts(sections: Sections): {
  readonly remote?: readonly RemoteMountReading[];
} {
  const text = sections.get("remote");
  if (text === undefined) return {};
  const plain = (word: string): string =>
    word.replace(ESCAPED, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  return {
    remote: linesOf(text).map((line) => {
      const [type = "", source = "", mount] = line.split(" ");
      if (mount === undefined) throw malformed("no mount", line);
      return { type, source: plain(source), mount: plain(mount) };
    }),
  };
}

/** Lines of `stat -f`. */
export function parseFilesystems(text: string): readonly Omit<DiskReading, "mount">[] {
  return linesOf(text).map((line) => {
    const [size, blocks, free, available, inodes, freeInodes, path = ""] = line.trim().split(" ");
    const blockBytes = numberOf(size, "block size");
    const totalBytes = blockBytes * numberOf(blocks, "blocks");
    return {
      path,
      totalBytes,
      availableBytes: blockBytes * numberOf(available, "available blocks"),
      usedBytes: totalBytes - blockBytes * numberOf(free, "free blocks"),
      totalInodes: numberOf(inodes, "inodes"),
      freeInodes: numberOf(freeInodes, "free inodes"),
    };
  });
}

export function parseConfigFile(sections: Sections): ConfigFileReading {
  const path = section(sections, "path").trim();
  const stat = sections.get("stat");
  if (stat === undefined) return { path, exists: false, text: "" };
  const [modified] = stat.trim().split(" ");
  return {
    path,
    exists: true,
    text: section(sections, "text"),
    modifiedAt: numberOf(modified, "time of change") * 1_000,
  };
}

export function parsePressure(sections: Sections): PressureReading {
  const rows = linesOf(section(sections, "files")).map((line) => {
    const colon = line.indexOf(":");
    return { file: line.slice(0, colon), text: line.slice(colon + 1) };
  });
  const textOf = (file: string, start = ""): string | undefined =>
    rows
      .find((row) => row.file === file && row.text.startsWith(start))
      ?.text.slice(start.length)
      .trim();
  const kibOf = (name: string): number =>
    numberOf(textOf("/proc/meminfo", `${name}:`)?.replace(/ kB$/, ""), name) * 1_024;
  const ratioOf = (what: string): number | undefined => {
    const percent = /\bavg10=(\d+\.\d+)/.exec(textOf(`/proc/pressure/${what}`, "some ") ?? "")?.[1];
    return percent === undefined ? undefined : Number(percent) / 100;
  };
  const countOf = (name: string): number | undefined => {
    const text = textOf(`/proc/sys/net/netfilter/nf_conntrack_${name}`);
    return text === undefined ? undefined : numberOf(text, name);
  };
  const [one, five, fifteen] = (textOf("/proc/loadavg") ?? "").split(" ");
  const optional = {
    ioSomeRatio: ratioOf("io"),
    memorySomeRatio: ratioOf("memory"),
    cpuSomeRatio: ratioOf("cpu"),
    processorTicks: ticksOf(textOf("/proc/stat", "cpu ")),
    conntrackUsed: countOf("count"),
    conntrackMax: countOf("max"),
  };
  return {
    loadAverage: [numberOf(one, "load"), numberOf(five, "load"), numberOf(fifteen, "load")],
    memoryTotalBytes: kibOf("MemTotal"),
    memoryAvailableBytes: kibOf("MemAvailable"),
    ...withoutAbsent(optional),
  };
}

// proc(5): user, nice, system, idle, iowait, irq, softirq, steal. Guest time is counted in user and nice already.
const TICK_FIELDS = 8;
const STEAL_FIELD = 7;

function ticksOf(text: string | undefined): PressureReading["processorTicks"] {
  const ticks = text?.split(/ +/).slice(0, TICK_FIELDS).map(Number) ?? [];
  const steal = ticks[STEAL_FIELD];
  const total = ticks.reduce((sum, each) => sum + each, 0);
  return steal === undefined || !Number.isFinite(total) ? undefined : { steal, total };
}

const withoutAbsent = <Shape extends object>(
  values: Shape,
): { [Key in keyof Shape]?: NonNullable<Shape[Key]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

export function parseBoot(sections: Sections): BootReading {
  const text = section(sections, "boot").trim();
  const [bootId = "", uptime, clock = ""] = text.split(" ");
  if (!/^[0-9a-f-]{32,36}$/.test(bootId)) throw malformed("no boot id", text);
  const digits = /^\d{10,19}/.exec(clock)?.[0];
  if (digits === undefined) throw malformed("no clock", text);
  return {
    bootId,
    uptimeMs: Math.round(numberOf(uptime, "uptime") * 1_000),
    // date of busybox knows no nanoseconds and prints seconds alone.
    hostAt: Number(digits.length > 13 ? digits.slice(0, 13) : digits.padEnd(13, "0")),
  };
}
