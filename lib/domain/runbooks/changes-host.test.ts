import { expect, test } from "vitest";
import { changeIn } from "./changes-host.ts";

test.each([
  ["kill -CONT $(pidof dockerd)", "kill -CONT"],
  ["systemctl reset-failed docker.service && systemctl start docker.service", "systemctl reset-failed"],
  ["systemctl --user restart docker", "systemctl --user restart"],
  ["pidof dockerd | xargs -r kill -9", "kill -9"],
  ["docker update --memory 1g web", "docker update"],
  ["docker network prune --force", "docker network prune"],
  ["sudo sysctl -w net.ipv4.ip_forward=1", "sysctl -w"],
  ["iptables -t nat -F", "iptables -t nat -F"],
  ["cd /tmp; rm -rf core.*", "rm"],
  ["if test -e x; then rm x; fi", "rm"],
  ["timeout -s KILL 5 docker rm web", "docker rm"],
  ["sensible-editor /etc/docker/daemon.json", "sensible-editor"],
])("%s changes the host", (line, words) => {
  expect(changeIn(line)?.words).toBe(words);
});

test.each([
  "kill -0 1234",
  "systemctl status docker",
  "systemctl show -p NRestarts docker",
  "journalctl -u docker | grep -e restart -e kill",
  "docker ps --format '{{.Names}} {{.Status}}'",
  "docker inspect -f '{{.HostConfig.RestartPolicy}}' web",
  "docker run --rm alpine true",
  "iptables -nvL FORWARD",
  "ip link show docker0",
  "mount | grep ' ro,'",
  "docker logs --tail 20 rm",
  "ps -eo stat,args | grep -v grep",
  "sysctl net.ipv4.ip_forward",
])("%s only looks", (line) => {
  expect(changeIn(line)).toBeUndefined();
});

test("the column is where the words begin", () => {
  expect(changeIn("pidof dockerd && kill -CONT 1")).toEqual({ words: "kill -CONT", column: 18 });
});
