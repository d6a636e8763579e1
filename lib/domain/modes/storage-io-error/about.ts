import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "storage-io-error",
  title: "Disk answers with errors",
  part: "disk",
  group: "Storage",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  explains: ["data-root-read-only"],
  knownToMs: 0,
  signatures: [
    {
      id: "block-io-error",
      units: ["kernel"],
      pattern:
        /(?:I\/O|critical (?:medium|target|nexus)|protection|timeout) error,? (?:on )?dev(?:ice)? ([\w-]+)|(?:Buffer|lost (?:async|sync) page) I\/O (?:error|write)[^\n]{0,60}?dev(?:ice)? ([\w-]+)|lost page write due to I\/O error on ([\w-]+)/,
      label: "I/O error",
      severity: "ticket",
    },
    {
      id: "file-system-error",
      units: ["kernel"],
      pattern:
        /(?:EXT[234]-fs error ?\(device ([\w-]+)\)|EXT[234]-fs warning \(device ([\w-]+)\)[^\n]{0,160}?(?:I\/O error|checksum|ext4_end_bio|run e2fsck)|EXT[234]-fs \(([\w-]+)\): (?:failed (?!to parse)|I\/O|[Dd]elayed block allocation failed|previous I\/O|error|This should not happen|initial error|last error)|JBD2: (?:Detected (?:aborted|IO)|I\/O|Error|Failed)|Aborting journal on device ([\w-]+)|Detected aborted journal|XFS \(([\w-]+)\): (?:Metadata|metadata|[Cc]orruption|log I\/O|writeback error|xfs_\w+[^\n]{0,120}?(?:error|shut|returned|corrupt|fail)|Internal error|I\/O [Ee]rror|Log I\/O|log mount|empty log check failed|Filesystem has been shut|Unmount and run|Please u)|XFS: Internal error|BTRFS (?:error|critical|warning) \(device ([\w-]+)\S*\)[^\n]{0,160}?(?:csum|I\/O|corrupt|failed|parent transid|forced|aborted|bad tree)|F2FS-fs \(([\w-]+)\)[^\n]{0,80}?(?:[Cc]orrupt|I\/O|inconsistent))/,
      label: "file system error",
      severity: "ticket",
    },
    {
      id: "pool-error",
      units: ["kernel"],
      pattern:
        /device-mapper: (?:thin|raid|multipath|cache|snapshots|integrity|crypt|table|space map\w*|btree\w*|block manager|persistent)\b[^\n]{0,200}?(?:[Ee]rror|[Ff]ail|no (?:more )?(?:free|space)|out[- ]of[- ]data|low water|needs_check|[Ii]nvalid|corrupt|read-only|aborting|abort)/,
      label: "pool error",
      severity: "ticket",
    },
    {
      id: "disk-hardware-error",
      units: ["kernel"],
      pattern:
        /Sense Key : (?:Medium|Hardware|Aborted)|\bsd \S+ \[(\w+)\][^\n]{0,80}?(?:FAILED Result|Unrecovered|rejecting I\/O)|\bata\d[\d.]*: (?:exception Emask|failed command|SError|hard resetting|error: \{)|\bnvme\s?(\w*): (?:I\/O (?:tag )?\d+|I\/O Error|controller is down|Abort|Device not ready|resetting controller)|\bmd(?:\/raid\w*)?[:/][^\n]{0,80}?(?:Disk failure|[Rr]ead error not correct)/,
      label: "hardware error",
      severity: "ticket",
    },
    {
      id: "engine-io-error",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /(?<!\/dev\/(?:ptmx|pts\/\d+|tty\w*|console): )\binput\/output error\b|\bdisk I\/O error\b|\bstructure needs cleaning\b|\bEUCLEAN\b|\bRemote I\/O error\b/i,
      label: "I/O error",
      severity: "page",
    },
    {
      id: "devicemapper-error",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /^(?![\s\S]*(?:devmapper not configured|failed to remove root filesystem))[\s\S]*?(?:(?<!--storage-driver[= ])(?:devmapper|devicemapper)\b[\s\S]{0,160}?(?:[Ee]rror|[Ff]ailed|dm_task_run|can't|unable)|dm_task_run failed|devmapper: Unknown device|Error running DeviceCreate)/,
      label: "devicemapper error",
      severity: "page",
    },
  ],
  proof: {
    how: "Classified and judged on lines of the kernel and the engine in the forms of their sources; no disk of the lab can be made to answer with errors: its devices are the machine's.",
  },
};
