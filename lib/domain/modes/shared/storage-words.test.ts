import { describe, expect, test } from "vitest";
import type { LogUnit } from "../../signal.ts";
import { marksOf } from "../../signatures/mark-line.ts";
import type { ModeId } from "../../symptom.ts";

const modesOf = (unit: LogUnit, text: string): readonly ModeId[] => [
  ...new Set(
    marksOf({ unit, text }).flatMap(({ signature: { mode, severity } }) => (mode && severity ? [mode] : [])),
  ),
];
const line = (text: string, level = "error"): string =>
  `time="2026-11-21T14:57:39.740777180Z" level=${level} msg="${text.replaceAll('"', '\\"')}"`;
const ID = "17d89e784dc481232bbc43a6de7b74b3a268cbf98d8bbd11fa6cc329059e5a16";
const ROOT = "/var/lib/docker";

/** Captured from the lab's engines where no source is said; else in the words of other versions and of the kernel. */
describe.each<[ModeId, readonly (readonly [LogUnit, string])[]]>([
  [
    "overlay2-corruption",
    [
      [
        "dockerd",
        line(
          `Handler for POST /v1.41/containers/create returned error: error creating overlay mount to ${ROOT}/overlay2/${ID}-init/merged: no such file or directory`,
        ),
      ],
      [
        "dockerd",
        `${line(`Handler for POST /v1.45/containers/create returned error: error creating overlay mount to ${ROOT}/overlay2/${ID}-init/merged: no such file or directory`)} spanID=aaacbbd2c0d1de6f`,
      ],
      [
        "dockerd",
        line(
          `Handler for POST /v1.41/containers/create returned error: readlink ${ROOT}/overlay2/l: invalid argument`,
        ),
      ],
      ["dockerd", line(`open ${ROOT}/overlay2/${ID}/link: no such file or directory`)],
      [
        "dockerd",
        line(
          `failed to register layer: rename ${ROOT}/image/overlay2/layerdb/tmp/write-set-1 ${ROOT}/image/overlay2/layerdb/sha256/${ID}: file exists`,
        ),
      ],
      [
        "containerd",
        line(
          "failed to stat parent: stat /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/41/fs: no such file or directory",
        ),
      ],
      ["kernel", "overlayfs: failed to resolve '/var/lib/docker/overlay2/l/ABC': -2"],
    ],
  ],
  [
    "layerdb-corruption",
    [
      ["dockerd", line(`layer does not exist, not restoring image sha256:${ID}, sha256:${ID}, linux`)],
      [
        "dockerd",
        `${line("not restoring image")} chainID="sha256:${ID}" err="layer does not exist" os=linux`,
      ],
      ["dockerd", `${line("failed to load container mount")} container=${ID} error="mount does not exist"`],
      ["dockerd", line(`Failed to load container mount ${ID}: mount does not exist`)],
      ["dockerd", line(`Handler for GET /v1.51/images/x/json returned error: layer does not exist`)],
    ],
  ],
  [
    "image-pull-no-space",
    [
      [
        "dockerd",
        line(
          "Handler for POST /v1.41/images/create returned error: Error processing tar file(exit status 1): write /bin/busybox: no space left on device",
        ),
      ],
      ["dockerd", line("failed to register layer: write /usr/lib/x: no space left on device")],
      ["dockerd", line(`write ${ROOT}/tmp/GetImageBlob123: no space left on device`)],
      [
        "containerd",
        line(
          'failed to pull and unpack image \\"docker.io/library/x:1\\": failed to extract layer sha256:1: write: no space left on device',
        ),
      ],
    ],
  ],
  [
    "log-driver-init-failed",
    [
      [
        "dockerd",
        line(
          `Handler for POST /v1.41/containers/${ID}/start returned error: failed to initialize logging driver: dial tcp 127.0.0.1:24224: connect: connection refused`,
        ),
      ],
      [
        "dockerd",
        line(
          `Handler for POST /v1.45/containers/${ID}/start returned error: failed to create task for container: failed to initialize logging driver: gelf: cannot connect to GELF endpoint: 127.0.0.1:12201 dial tcp 127.0.0.1:12201: connect: connection refused`,
        ),
      ],
      [
        "dockerd",
        line('Failed to log msg "" for logger syslog: dial tcp 127.0.0.1:5514: connect: connection refused'),
      ],
      [
        "dockerd",
        `${line("Error writing log message")} driver=syslog error="dial tcp 127.0.0.1:5514: connect: connection refused" message=`,
      ],
    ],
  ],
  [
    "logs-unsupported-driver",
    [
      [
        "dockerd",
        line(
          `Handler for GET /v1.41/containers/${ID}/logs returned error: configured logging driver does not support reading`,
        ),
      ],
    ],
  ],
  [
    "json-log-corrupt",
    [
      [
        "dockerd",
        `${line("Error streaming logs: invalid character '\\\\x00' in string literal")} container=${ID} method="(*Daemon).ContainerLogs"`,
      ],
      [
        "dockerd",
        `${line("got error while decoding json", "warning")} error="invalid character '\\\\x00' in string literal" retries=3`,
      ],
      [
        "dockerd",
        line(
          "Error streaming logs: error unmarshalling log entry (size=108554): proto: LogEntry: illegal tag 0 (wire type 6)",
        ),
      ],
      ["dockerd", line("Error streaming logs: log message is too large (1937007727 > 1000000)")],
    ],
  ],
  [
    "logs-missing",
    [
      [
        "dockerd",
        line(`Error streaming logs: open ${ROOT}/containers/${ID}/${ID}-json.log: no such file or directory`),
      ],
    ],
  ],
  ["log-loss-nonblocking", [["dockerd", line("fluent#appendBuffer: Buffer full, limit 8388608")]]],
  [
    "volume-mount-mismatch",
    [
      [
        "dockerd",
        line(
          "Handler for POST /v1.41/containers/create returned error: invalid volume specification: 'x:y:z:w'",
        ),
      ],
      ["dockerd", line('invalid mount config for type "bind": bind source path does not exist: /nope')],
      [
        "dockerd",
        line(
          `Handler for POST /v1.45/containers/${ID}/start returned error: error while mounting volume '${ROOT}/volumes/nfsv/_data': failed to mount local volume: mount :/x:${ROOT}/volumes/nfsv/_data, data: addr=127.0.0.1: no such device`,
        ),
      ],
      [
        "dockerd",
        line(
          'OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/etc/hostname" to rootfs at "/tmp": mount /etc/hostname:/tmp (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists',
        ),
      ],
    ],
  ],
  [
    "storage-io-error",
    [
      [
        "kernel",
        "blk_update_request: I/O error, dev sda, sector 12345 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 0",
      ],
      ["kernel", "I/O error, dev nvme0n1, sector 998 op 0x1:(WRITE) flags 0x800"],
      ["kernel", "critical medium error, dev sdb, sector 42"],
      ["kernel", "Buffer I/O error on dev dm-0, logical block 7, lost async page write"],
      [
        "kernel",
        "EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm dockerd: reading directory lblock 0",
      ],
      [
        "kernel",
        "EXT4-fs (sda1): Delayed block allocation failed for inode 12 at logical offset 0 with max blocks 2 with error 5",
      ],
      ["kernel", "JBD2: Detected aborted journal"],
      ["kernel", "Aborting journal on device dm-3-8."],
      ["kernel", "XFS (dm-1): Metadata corruption detected at xfs_buf_ioend"],
      ["kernel", "XFS (sdc1): xfs_log_force: error -5 returned."],
      ["kernel", "device-mapper: thin: 253:4: switching pool to out-of-data-space (error IO) mode"],
      ["kernel", "device-mapper: thin: 253:2: reached low water mark for data device: sending event."],
      [
        "dockerd",
        line(`Handler for POST /containers/create returned error: write ${ROOT}/x: input/output error`),
      ],
      ["dockerd", line(`open ${ROOT}/containers/x: structure needs cleaning`)],
      ["dockerd", line("devmapper: Error running deviceResume dm_task_run failed")],
    ],
  ],
])("%s", (mode, lines) => {
  test.each(lines)("%s: %s", (unit, text) => {
    expect(modesOf(unit, text)).toContain(mode);
  });
});

describe("normal life says none of it", () => {
  test.each<[LogUnit, string]>([
    ["dockerd", line("copy stream failed: read /dev/ptmx: input/output error")],
    [
      "dockerd",
      line(
        "[graphdriver] WARNING: the devicemapper storage-driver is deprecated, and will be removed in a future release",
        "warning",
      ),
    ],
    ["dockerd", line(`stream copy error: reading from a closed fifo`)],
    ["dockerd", line(`${ID} cleanup: failed to delete container from containerd: no such container`)],
    ["dockerd", line("failed to register layer: lchown /etc/shadow: invalid argument")],
    [
      "dockerd",
      line(
        'Failed to log msg "" for logger json-file: write /var/lib/docker/x-json.log: no space left on device',
      ),
    ],
    [
      "dockerd",
      line(
        "Configured log driver does not support reads, enabling local file cache for container logs",
        "info",
      ),
    ],
    ["dockerd", line("layer sha256:1 cleaned up", "info")],
    ["kernel", "EXT4-fs (sda1): mounted filesystem with ordered data mode. Opts: (null)"],
    ["kernel", "EXT4-fs (sda1): re-mounted. Opts: errors=remount-ro"],
    ["kernel", "EXT4-fs (vda1): write access will be enabled during recovery"],
    [
      "kernel",
      "EXT4-fs warning (device sda1): ext4_dx_add_entry:2233: Directory (ino: 1) index full, reach max htree level :2",
    ],
    ["kernel", "XFS (dm-1): Ending clean mount"],
    ["kernel", "device-mapper: uevent: version 1.0.3"],
    ["kernel", "device-mapper: ioctl: 4.48.0-ioctl (2023-03-01) initialised: dm-devel@redhat.com"],
    ["kernel", "overlayfs: missing 'lowerdir'"],
    [
      "kernel",
      "overlayfs: upperdir is in-use as upperdir/workdir of another mount, accessing files from both mounts will result in undefined behavior.",
    ],
    ["kernel", "BTRFS info (device sda): disk space caching is enabled"],
    ["kernel", "nvme nvme0: 8/0/0 default/read/poll queues"],
    ["kernel", "sd 0:0:0:0: [sda] Attached SCSI disk"],
  ])("%s: %s", (unit, text) => {
    const family: readonly ModeId[] = [
      "overlay2-corruption",
      "layerdb-corruption",
      "image-pull-no-space",
      "log-driver-init-failed",
      "logs-unsupported-driver",
      "json-log-corrupt",
      "logs-missing",
      "volume-mount-mismatch",
      "storage-io-error",
    ];
    expect(modesOf(unit, text).filter((mode) => family.includes(mode))).toEqual([]);
  });
});
