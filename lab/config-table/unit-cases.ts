import { type ConfigCase, flags, json, startedWith, WITHOUT_HOST } from "./case.ts";

/** What the unit, its drop-ins and /etc/default/docker add. */
export const UNIT_CASES: readonly ConfigCase[] = [
  json("hosts against -H of the unit", { hosts: ["unix:///run/docker.sock"] }),
  json("hosts in the file alone", { hosts: ["unix:///run/docker.sock"] }, { dropIn: WITHOUT_HOST }),
  json("hosts with an unknown protocol", { hosts: ["carrier://pigeon"] }, { dropIn: WITHOUT_HOST }),
  json("containerd against the unit", { containerd: "/run/containerd/containerd.sock" }),
  json(
    "log driver against defaults",
    { "log-driver": "json-file" },
    { defaults: 'DOCKER_OPTS="--log-driver=journald"\n' },
  ),
  json("debug against -D", { debug: true }, { defaults: 'DOCKER_OPTS="-D"\n' }),
  json("short option with its value", { "log-level": "info" }, { defaults: 'DOCKER_OPTS="-l warn"\n' }),
  json("labels against --label", { labels: ["rack=1"] }, { defaults: 'DOCKER_OPTS="--label rack=2"\n' }),
  json(
    "log-opts against --log-opt",
    { "log-opts": { "max-size": "1m" } },
    { defaults: 'DOCKER_OPTS="--log-opt max-file=2"\n' },
  ),
  json(
    "runtimes of both",
    { runtimes: { a: { path: "/bin/a" } } },
    { defaults: 'DOCKER_OPTS="--add-runtime b=/bin/b"\n' },
  ),
  json("bip against --bip", { bip: "172.28.0.1/16" }, { defaults: 'DOCKER_OPTS="--bip=172.28.0.1/16"\n' }),
  json(
    "proxy against --http-proxy",
    { proxies: { "http-proxy": "http://a" } },
    { defaults: 'DOCKER_OPTS="--http-proxy=http://b"\n' },
  ),
  json(
    "different settings",
    { "log-driver": "json-file" },
    { defaults: 'DOCKER_OPTS="--debug --iptables=true"\n' },
  ),
  json("defaults with export", { debug: true }, { defaults: 'export DOCKER_OPTS="--debug"\n' }),
  json("defaults in a comment", { debug: true }, { defaults: '#DOCKER_OPTS="--debug"\n' }),
  json("defaults in single quotes", { debug: true }, { defaults: "DOCKER_OPTS='--debug'\n" }),
  json("another variable in defaults", { debug: true }, { defaults: 'OPTIONS="--debug"\n' }),
  json(
    "variable of a drop-in",
    { "log-level": "info" },
    { dropIn: '[Service]\nEnvironment="DOCKER_OPTS=--log-level=warn"\n' },
  ),
  json(
    "drop-in that takes the unit's start back",
    { debug: true },
    {
      dropIn: startedWith("-H fd:// --containerd=/run/containerd/containerd.sock"),
      defaults: 'DOCKER_OPTS="--debug"\n',
    },
  ),
  json(
    "drop-in over several lines",
    { debug: true },
    {
      dropIn: startedWith("\\\n  --debug \\\n  -H fd:// \\\n  --containerd=/run/containerd/containerd.sock"),
    },
  ),
  {
    id: "drop-in with a second start",
    dropIn: "[Service]\nExecStart=/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock\n",
  },
  flags("flag unknown", "--nosuch"),
  flags("short flag unknown", "-Z"),
  flags("flag of an older engine", "--oom-score-adjust=-500"),
  flags("word that is no flag", "daemon"),
  flags("flag with a bad number", "--mtu=large"),
  flags("flag with a bad switch", "--debug=maybe"),
  flags("flag without its value", "--log-level"),
  flags("log level by flag", "--log-level=chatty"),
  flags("cgroup driver by flag", "--exec-opt native.cgroupdriver=nosuch"),
  flags("storage driver by flag", "--storage-driver=nosuch"),
  flags("bip by flag", "--bip=172.28.0.0/16"),
  flags("log-opt by flag", "--log-opt max-sise=10m"),
  flags("host with an unknown protocol", "-H carrier://pigeon"),
  flags("pool by flag", "--default-address-pool base=10.99.0.0/16,size=8"),
  flags("another file that is not there", "--config-file=/etc/docker/other.json", { file: "{}\n" }),
  flags("file that is not read", "--config-file=/dev/null", { file: "{" }),
];
