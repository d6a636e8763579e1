#!/bin/bash
# Becomes the booted host: enters the cgroups made for it, then turns into systemd-nspawn.
# Environment: LAB_CGROUP (below each hierarchy's root), LAB_ROOT, LAB_NAME, LAB_NAMESPACE (path),
# LAB_DATA, LAB_VOLUME, LAB_CONTAINERD, LAB_JOURNAL (directories), LAB_BINDS (directories, one per line, seen in the host as they are).
set -eu

if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  echo $$ > "/sys/fs/cgroup/$LAB_CGROUP/cgroup.procs"
else
  for hierarchy in /sys/fs/cgroup/*/; do
    # Links such as cpu,cpuacct -> cpu would only repeat a hierarchy.
    [ -L "${hierarchy%/}" ] || echo $$ > "$hierarchy$LAB_CGROUP/cgroup.procs"
  done
fi

# "network", not "1": dockerd must write /proc/sys/net, but the host's systemd must not write the
# machine's own kernel.* settings.
export SYSTEMD_NSPAWN_API_VFS_WRITABLE=network

devices=()
for device in /dev/fuse /dev/kmsg; do
  [ -e "$device" ] && devices+=("--bind=$device")
done

# Not recursive: a checkout holds the mounts of all its hosts, and would keep them from ever going away.
binds=()
while IFS= read -r directory; do
  [ -z "$directory" ] || binds+=("--bind-ro=$directory:$directory:norbind")
done <<< "$LAB_BINDS"

init=()
# systemd 257 (Debian 13) wants to be told that cgroup v1 is meant.
[ -e /sys/fs/cgroup/cgroup.controllers ] || init+=(SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1)

# --keep-unit --register=no: the machine need not run systemd itself.
exec systemd-nspawn --boot --quiet --directory="$LAB_ROOT" --machine="$LAB_NAME" \
  --keep-unit --register=no --link-journal=no \
  --network-namespace-path="$LAB_NAMESPACE" --capability=all --system-call-filter='@keyring bpf' \
  --bind="$LAB_DATA/docker:/var/lib/docker" --bind="$LAB_VOLUME:/srv/vol" \
  --bind="$LAB_CONTAINERD:/var/lib/containerd" --bind="$LAB_JOURNAL:/var/log/journal" \
  --bind="$LAB_DATA/containers:/var/lib/containers" \
  "${devices[@]}" "${binds[@]}" --resolv-conf=off --timezone=off --console=pipe "${init[@]}"
