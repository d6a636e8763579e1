/** One configuration to start an engine with, beside what Debian's package brings. */
export interface ConfigCase {
  /** What is tried, in a few words; unique. */
  readonly id: string;
  /** daemon.json; absent: there is no such file. */
  readonly file?: string;
  /** /etc/default/docker, which the unit reads. */
  readonly defaults?: string;
  /** A drop-in of docker.service. */
  readonly dropIn?: string;
  /** Why the files alone do not tell: the answer lies in the kernel, the accounts or other files of the host. */
  readonly needsHost?: string;
}

/** A drop-in that starts dockerd with these arguments instead of the unit's. */
export const startedWith = (args: string): string =>
  `[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd ${args}\n`;

/** The unit's arguments without -H, so that `hosts` may stand in the file. */
export const WITHOUT_HOST = startedWith("--containerd=/run/containerd/containerd.sock $DOCKER_OPTS");

/** A case whose daemon.json is this value. */
export const json = (id: string, value: unknown, more: Omit<ConfigCase, "id" | "file"> = {}): ConfigCase => ({
  id,
  file: `${JSON.stringify(value)}\n`,
  ...more,
});

/** A case without daemon.json, whose flags stand in /etc/default/docker. */
export const flags = (id: string, options: string, more: Omit<ConfigCase, "id"> = {}): ConfigCase => ({
  id,
  defaults: `DOCKER_OPTS="${options}"\n`,
  ...more,
});
