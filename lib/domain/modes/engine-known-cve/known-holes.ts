/** One hole that was found in a part of the engine, and what closed it upstream. As of 2026-06. */
export interface KnownHole {
  readonly id: string;
  readonly part: "dockerd" | "containerd" | "runc";
  readonly what: string;
  /** Who is exposed: without it the hole is there and leads nowhere. */
  readonly needs: string;
  /** The first version that has it; absent: all before the fix. */
  readonly since?: string;
  /** The first fixed version of each branch that got the fix, oldest first. */
  readonly fixedIn: readonly string[];
  /** Year and month in which the source was made public. */
  readonly published: string;
  readonly source: string;
}

export const KNOWN_HOLES: readonly KnownHole[] = [
  {
    id: "CVE-2019-5736",
    part: "runc",
    what: "a container can overwrite runc on the host",
    needs: "an image or an exec that is not trusted",
    fixedIn: ["1.0.0-rc7"],
    published: "2019-02",
    source: "https://nvd.nist.gov/vuln/detail/CVE-2019-5736",
  },
  {
    id: "CVE-2020-15257",
    part: "containerd",
    what: "the shim's socket can be reached from the host's network",
    needs: "containers with the host's network",
    fixedIn: ["1.3.9", "1.4.3"],
    published: "2020-11",
    source: "https://github.com/containerd/containerd/security/advisories/GHSA-36xw-fx78-c5r4",
  },
  {
    id: "CVE-2022-36109",
    part: "dockerd",
    what: "supplementary groups are not set up properly",
    needs: "images that rely on them to keep somebody out",
    fixedIn: ["20.10.18"],
    published: "2022-09",
    source: "https://github.com/moby/moby/security/advisories/GHSA-rc4r-wh2q-q6c4",
  },
  {
    id: "CVE-2024-21626",
    part: "runc",
    what: "a container can get out through a file descriptor that leaked",
    needs: "an image or an exec that is not trusted",
    since: "1.0.0-rc93",
    fixedIn: ["1.1.12"],
    published: "2024-01",
    source: "https://github.com/opencontainers/runc/security/advisories/GHSA-xr7r-f8xq-vfvv",
  },
  {
    id: "CVE-2024-41110",
    part: "dockerd",
    what: "a request can go around authorization plugins",
    needs: "authorization plugins",
    since: "19.03.0",
    fixedIn: ["23.0.15", "25.0.6", "26.1.5", "27.1.1"],
    published: "2024-07",
    source: "https://github.com/moby/moby/security/advisories/GHSA-v23v-6jw2-98fq",
  },
  {
    id: "CVE-2025-54388",
    part: "dockerd",
    what: "a reload of firewalld opens ports that were published to loopback",
    needs: "firewalld",
    since: "28.2.0",
    fixedIn: ["28.3.3"],
    published: "2025-07",
    source: "https://github.com/moby/moby/security/advisories/GHSA-x4rx-4gw3-53p4",
  },
  {
    id: "CVE-2025-31133",
    part: "runc",
    what: "a container can get out through masked paths (with CVE-2025-52565 and CVE-2025-52881)",
    needs: "an image that is not trusted",
    fixedIn: ["1.2.8", "1.3.3"],
    published: "2025-11",
    source: "https://github.com/opencontainers/runc/security/advisories/GHSA-9493-h29p-rfm2",
  },
  {
    id: "CVE-2026-34040",
    part: "dockerd",
    what: "an oversized request can go around authorization plugins",
    needs: "authorization plugins",
    since: "19.03.0",
    fixedIn: ["29.3.1"],
    published: "2026-03",
    source: "https://github.com/moby/moby/security/advisories/GHSA-x744-4wpc-v9h2",
  },
];
