/*
 * The kernel's log is mostly about other things, and bridges announce every veth of every container.
 * What is kept: memory, hung tasks, file systems and their disks, connection tracking, Docker's own cgroups.
 */
const TELLING: readonly RegExp[] = [
  /oom-kill:|out of memory|invoked oom-killer|oom_reaper|killed process \d+/i,
  /blocked for more than \d+ seconds|hung_task|soft lockup|hard LOCKUP|rcu: INFO|watchdog: BUG/i,
  /\bnfs4?:|\brpc:|server \S+ (not responding|OK)|\bCIFS:/i,
  /EXT4-fs|XFS \(|XFS:|BTRFS|overlayfs:|JBD2|F2FS-fs|remounting filesystem read-only/i,
  /I\/O error|blk_update_request|critical (medium|target|space allocation) error|thin-pool|device-mapper: (thin|raid|multipath|cache|snapshots|integrity|table|space map|btree|block manager)/i,
  /Sense Key : (Medium|Hardware|Aborted)|\bata\d[\d.]*: (exception|failed command)|\bnvme\s?\w*: (I\/O|controller is down|Abort)/i,
  /nf_conntrack|neighbour: \S+ table overflow|neighbor table overflow|TCP: out of memory|possible SYN flooding/i,
  /unregister_netdevice: waiting/i,
  /cgroup: fork rejected|\b(dockerd|containerd|containerd-shim|runc|docker-proxy)\b/,
  /apparmor="DENIED".*docker|audit: type=1326/,
];

// What every container's start and every mount brings: no trouble.
const NOISE: readonly RegExp[] = [
  /EXT4-fs \([^)]+\): (mounted|unmounting|re-mounted)/,
  /XFS \([^)]+\): (Mounting|Ending clean|Unmounting)/,
  /overlayfs: (upper|work)dir is in-use/,
];

export const isTellingKernelLine = (text: string): boolean =>
  !NOISE.some((pattern) => pattern.test(text)) && TELLING.some((pattern) => pattern.test(text));
