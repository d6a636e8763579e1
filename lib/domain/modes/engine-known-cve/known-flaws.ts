/** One hole or bug that was found in a part of the engine, and what mended it upstream. As of 2026-06. */
export interface KnownFlaw {
  /** A hole lets somebody in, a bug breaks the engine by itself. */
  readonly kind: "hole" | "bug";
  readonly id: string;
  readonly part: "dockerd" | "containerd" | "runc";
  readonly what: string;
  /** Who is exposed: without it the flaw is there and leads nowhere. */
  readonly needs: string;
  /** The first version that has it; absent: all before the fix. */
  readonly since?: string;
  /** The first fixed version of each branch that got the fix, oldest first. */
  readonly fixedIn: readonly string[];
  /** Year and month in which the source was made public. */
  readonly published: string;
  readonly source: string;
}

export const KNOWN_FLAWS: readonly KnownFlaw[] = [
  {
    kind: "hole",
    id: "CVE-2019-5736",
    part: "runc",
    what: "a container can overwrite runc on the host",
    needs: "an image or an exec that is not trusted",
    fixedIn: ["1.0.0-rc7"],
    published: "2019-02",
    source: "https://nvd.nist.gov/vuln/detail/CVE-2019-5736",
  },
  {
    kind: "hole",
    id: "CVE-2020-15257",
    part: "containerd",
    what: "the shim's socket can be reached from the host's network",
    needs: "containers with the host's network",
    fixedIn: ["1.3.9", "1.4.3"],
    published: "2020-11",
    source: "https://github.com/containerd/containerd/security/advisories/GHSA-36xw-fx78-c5r4",
  },
  {
    kind: "hole",
    id: "CVE-2022-36109",
    part: "dockerd",
    what: "supplementary groups are not set up properly",
    needs: "images that rely on them to keep somebody out",
    fixedIn: ["20.10.18"],
    published: "2022-09",
    source: "https://github.com/moby/moby/security/advisories/GHSA-rc4r-wh2q-q6c4",
  },
  {
    kind: "hole",
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
    kind: "hole",
    id: "CVE-2024-23651",
    part: "dockerd",
    what: "a build can reach files of the host (with CVE-2024-23652 and CVE-2024-23653)",
    needs: "builds of what is not trusted, by BuildKit",
    fixedIn: ["24.0.9", "25.0.2"],
    published: "2024-01",
    source: "https://nvd.nist.gov/vuln/detail/CVE-2024-23651",
  },
  {
    kind: "hole",
    id: "CVE-2024-24557",
    part: "dockerd",
    what: "the cache of the classic builder can be poisoned by a pulled image",
    needs: "builds by the classic builder of what is pulled and not trusted",
    fixedIn: ["24.0.9", "25.0.2"],
    published: "2024-02",
    source: "https://github.com/moby/moby/security/advisories/GHSA-xw73-rw38-6vjc",
  },
  {
    kind: "hole",
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
    kind: "hole",
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
    kind: "hole",
    id: "CVE-2025-54410",
    part: "dockerd",
    what: "a reload of firewalld opens bridge networks to one another",
    needs: "firewalld",
    fixedIn: ["25.0.13", "28.0.0"],
    published: "2025-07",
    source: "https://github.com/moby/moby/security/advisories/GHSA-4vq8-7jfc-9cvp",
  },
  {
    kind: "hole",
    id: "CVE-2025-31133",
    part: "runc",
    what: "a container can get out through masked paths (with CVE-2025-52565 and CVE-2025-52881)",
    needs: "an image that is not trusted",
    fixedIn: ["1.2.8", "1.3.3"],
    published: "2025-11",
    source: "https://github.com/opencontainers/runc/security/advisories/GHSA-9493-h29p-rfm2",
  },
  {
    kind: "hole",
    id: "CVE-2026-34040",
    part: "dockerd",
    what: "an oversized request can go around authorization plugins",
    needs: "authorization plugins",
    since: "19.03.0",
    fixedIn: ["29.3.1"],
    published: "2026-03",
    source: "https://github.com/moby/moby/security/advisories/GHSA-x744-4wpc-v9h2",
  },
  {
    kind: "bug",
    id: "containerd#4025",
    part: "containerd",
    what: "containers and shims hang as they start",
    needs: "one core",
    since: "1.2.12",
    fixedIn: ["1.2.13"],
    published: "2020-02",
    source: "https://github.com/containerd/containerd/pull/4033",
  },
  {
    kind: "bug",
    id: "moby#43737",
    part: "dockerd",
    what: "health checks that time out are not killed and pile up in their container",
    needs: "health checks that hang",
    fixedIn: ["20.10.18", "23.0.0"],
    published: "2022-06",
    source: "https://github.com/moby/moby/issues/43737",
  },
  {
    kind: "bug",
    id: "moby#45770",
    part: "dockerd",
    what: "dockerd can crash when a health check times out as it starts",
    needs: "health checks on a busy host",
    since: "24.0.0",
    fixedIn: ["24.0.3"],
    published: "2023-06",
    source: "https://github.com/moby/moby/issues/45770",
  },
  {
    kind: "bug",
    id: "ttrpc#168",
    part: "containerd",
    what: "calls between containerd and a shim can block one another for ever",
    needs: "many calls at once",
    since: "1.7.0",
    fixedIn: ["1.7.17"],
    published: "2024-05",
    source: "https://github.com/containerd/containerd/pull/10235",
  },
];
