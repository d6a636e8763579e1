import { REGISTRY_UP } from "../lab/faults/registry.ts";

/* What operators and pipelines do to a healthy host all day, as shell. Each ends with everything as it was. */

export interface Action {
  readonly what: string;
  readonly script: (turn: number) => string;
}

const IMAGE = "foghorn/bb:1";
const LABEL = "--label foghorn.lab=life";
const SERVE = `"trap 'exit 0' TERM; httpd -p 80 -h /www; while :; do sleep 3600 & wait; done"`;

export const LIFE: readonly Action[] = [
  {
    what: "a deploy: the new container answers, the old one goes, the name moves",
    script: (turn) => `
      docker tag ${IMAGE} lab/api:${turn}
      docker run --detach --name api-next ${LABEL} --network shop --memory 64m --health-cmd 'wget -q -O /dev/null http://127.0.0.1/' \\
        --health-interval 1s --health-start-period 2s lab/api:${turn} sh -c ${SERVE}
      until [ "$(docker inspect --format '{{.State.Health.Status}}' api-next)" = healthy ]; do sleep 0.2; done
      docker rm --force api >/dev/null 2>&1 || true
      docker rename api-next api`,
  },
  { what: "a container is restarted", script: () => "docker restart --time 2 cache" },
  {
    what: "a container that ignores TERM is stopped and killed in the end",
    script: () => `
      docker run --detach --name deaf ${LABEL} ${IMAGE} sh -c "trap '' TERM; while :; do sleep 1; done"
      docker stop --time 1 deaf
      docker rm deaf`,
  },
  {
    what: "a pull from the local registry",
    script: () => `
      ${REGISTRY_UP}
      docker pull --quiet 127.0.0.1:5000/lab/app:1
      docker rmi --force 127.0.0.1:5000/lab/app:1`,
  },
  {
    what: "a job writes a flood of lines",
    script: () =>
      `docker run --rm ${LABEL} --log-opt max-size=5m --log-opt max-file=2 ${IMAGE} sh -c 'seq 1 300000'`,
  },
  {
    what: "a job runs and ends well",
    script: () => `docker run --rm ${LABEL} ${IMAGE} sh -c 'sleep 1; true'`,
  },
  { what: "the daemon reloads its configuration", script: () => "systemctl reload docker.service" },
  {
    what: "a container is stopped by hand and started again",
    script: () => "docker stop --time 2 worker; docker start worker",
  },
  {
    what: "somebody looks around: exec, cp, logs, stats, top",
    script: () => `
      for n in 1 2 3 4 5; do docker exec web true; done
      docker cp web:/etc/hostname - >/dev/null
      docker logs --tail 100 mailer >/dev/null 2>&1
      docker stats --no-stream >/dev/null
      docker top web >/dev/null`,
  },
  {
    what: "networks and volumes come and go",
    script: (turn) => `
      docker network create life-${turn}
      docker volume create life-${turn}
      docker run --rm ${LABEL} --network life-${turn} --volume life-${turn}:/data ${IMAGE} sh -c 'echo 1 > /data/1'
      docker network rm life-${turn}
      docker volume rm life-${turn}`,
  },
  {
    what: "a container is paused for a moment",
    script: () => "docker pause cache; sleep 2; docker unpause cache",
  },
  {
    what: "a burst of short containers",
    script: () => `for n in 1 2 3 4 5 6 7 8; do docker run --rm ${LABEL} ${IMAGE} true & done; wait`,
  },
  {
    what: "an image is built and old ones are pruned",
    script: (turn) => `
      printf 'FROM ${IMAGE}\\nRUN echo ${turn} > /built\\n' | DOCKER_BUILDKIT=0 docker build --quiet --tag lab/built:${turn} -
      docker rmi lab/built:${turn}
      docker image prune --force`,
  },
];

export const PLANNED_RESTART: Action = {
  what: "a planned restart of the engine, under a mute",
  script: () => `
    systemctl restart docker.service
    until docker ps >/dev/null 2>&1; do sleep 0.2; done
    docker start api >/dev/null 2>&1 || true`,
};
