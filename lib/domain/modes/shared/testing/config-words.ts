import type { ModeId } from "../../../symptom.ts";
import { dockerd, FILE, type Lines, NETWORK } from "./last-words.ts";

/** What starts that failed on a mistake in the configuration or on who else listens said; see `WORDS`. */
export const CONFIG_WORDS: readonly (readonly [ModeId, string, Lines])[] = [
  ["daemon-json-invalid", "26.1.5", dockerd(`${FILE}unexpected end of JSON input`)],
  [
    "daemon-json-flag-conflict",
    "20.10.24",
    dockerd(
      `${FILE}the following directives are specified both as a flag and in the configuration file: hosts: (from flag: [fd://], from file: [unix:///run/docker.sock])`,
    ),
  ],
  [
    "daemon-json-unknown-key",
    "20.10.24",
    dockerd(`${FILE}the following directives don't match any configuration option: log_level`),
  ],
  [
    "daemon-json-unknown-key",
    "26.1.5",
    dockerd("Status: unknown flag: --nosuch", "See 'dockerd --help'., Code: 125"),
  ],
  [
    "daemon-json-wrong-type",
    "20.10.24",
    dockerd(`${FILE}json: cannot unmarshal number into Go struct field Config.log-opts of type string`),
  ],
  [
    "daemon-json-wrong-type",
    "26.1.5",
    dockerd(
      `${FILE}json: cannot unmarshal number into Go struct field Config.CommonConfig.LogConfig.log-opts of type string`,
    ),
  ],
  ["daemon-json-wrong-type", "20.10.24", dockerd("unable to parse logging level: chatty")],
  [
    "daemon-json-wrong-type",
    "26.1.5",
    dockerd(
      `${FILE}merged configuration validation from file and command line flags failed: invalid logging level: chatty`,
    ),
  ],
  [
    "daemon-json-wrong-type",
    "18.09 source",
    dockerd(`${FILE}configuration validation from file failed (invalid max concurrent downloads: -1)`),
  ],
  [
    "cgroup-driver-invalid",
    "20.10.24",
    dockerd("failed to start daemon: native.cgroupdriver option cgroupsfs not supported"),
  ],
  [
    "cgroup-driver-invalid",
    "26.1.5",
    dockerd(
      'failed to start daemon: cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"',
    ),
  ],
  [
    "address-pool-invalid",
    "20.10.24",
    dockerd(`${NETWORK}error obtaining controller instance: invalid pools size: 8`),
  ],
  [
    "address-pool-invalid",
    "26.1.5",
    dockerd(
      `${NETWORK}error obtaining controller instance: invalid base pool "172.80.0.0/33": invalid CIDR address: 172.80.0.0/33`,
    ),
  ],
  [
    "daemon-listen-port-conflict",
    "26.1.5",
    dockerd("failed to load listeners: listen tcp 127.0.0.1:2399: bind: address already in use"),
  ],
  [
    "daemon-listen-port-conflict",
    "source",
    dockerd("failed to load listeners: can't create unix socket /var/run/docker.sock: is a directory"),
  ],
  [
    "daemon-listen-failed",
    "20.10.24",
    dockerd(
      "failed to load listeners: error parsing -H carrier://pigeon: Invalid bind address format: carrier://pigeon",
    ),
  ],
  [
    "daemon-listen-failed",
    "source",
    dockerd(
      "failed to load listeners: no sockets found via socket activation: make sure the service was started by systemd",
    ),
  ],
  [
    "daemon-listen-failed",
    "source",
    [["systemd", "docker.socket: Failed to listen on sockets: Address already in use"]],
  ],
  [
    "daemon-pidfile-conflict",
    "20.10.24",
    dockerd(
      "failed to start daemon: pid file found, ensure docker is not running or delete /var/run/docker.pid",
    ),
  ],
  [
    "daemon-pidfile-conflict",
    "26.1.5",
    dockerd(
      "failed to start daemon, ensure docker is not running or delete /var/run/docker.pid: process with PID 1234 is still running",
    ),
  ],
];
