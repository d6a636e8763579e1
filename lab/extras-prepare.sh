#!/bin/sh
# Runs inside a copy of the trixie base (chroot), once: podman and what a rootless Docker needs, beside the engine.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
# shellcheck disable=SC2086 # a list of words
apt-get install -q -y --no-install-recommends $PACKAGES

# Containers of podman share one cgroup where the machine keeps its controllers in v1: an end of one took others along.
mkdir -p /etc/containers
printf '[containers]\ncgroups = "disabled"\n' > /etc/containers/containers.conf
printf '[storage]\ndriver = "overlay"\nrunroot = "/run/containers/storage"\ngraphroot = "/var/lib/containers/storage"\n' > /etc/containers/storage.conf

for unit in podman-auto-update.timer podman-auto-update.service podman-restart.service podman-clean-transient.service; do
  ln -sf /dev/null "/etc/systemd/system/$unit"
done
# Nobody's session brings a podman of its own along: the daemons of users in here are Docker's.
rm -f /etc/systemd/user/*.wants/podman*
rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/apt/archives/*.deb /etc/apt/apt.conf.d/98machine
touch /etc/.updated /var/.updated
