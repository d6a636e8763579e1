#!/bin/sh
# Runs inside a freshly made Debian tree (chroot), once per base: what every host of the lab has in common.
set -eu

: > /etc/machine-id # filled at boot; otherwise all hosts would be one machine to journald and dockerd
mkdir -p /var/log/journal /var/lib/docker /var/lib/containerd /srv/vol

useradd --create-home --shell /bin/bash ops
usermod --append --groups docker,adm,systemd-journal ops
useradd --create-home --shell /bin/bash guest

# Keys of the package installation would be the same for all hosts; each host gets its own when it comes up.
rm -f /etc/ssh/ssh_host_*
mkdir -p /etc/ssh/sshd_config.d
cat > /etc/ssh/sshd_config.d/lab.conf <<'CONF'
HostKey /etc/ssh/ssh_host_ed25519_key
PasswordAuthentication no
PermitRootLogin prohibit-password
CONF

mkdir -p /etc/systemd/journald.conf.d
cat > /etc/systemd/journald.conf.d/lab.conf <<'CONF'
[Journal]
Storage=persistent
SystemMaxUse=128M
CONF

# cgroup v1 controllers arrive read-only in a booted container; dockerd needs to write them.
cat > /etc/systemd/system/lab-cgroups.service <<'UNIT'
[Unit]
Description=Writable cgroup controllers
DefaultDependencies=no
Before=sysinit.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c 'for m in /sys/fs/cgroup/*; do mountpoint -q $m && mount -o remount,rw,bind $m; done; mount -o remount,rw,bind /sys/fs/cgroup; true'
UNIT
mkdir -p /etc/systemd/system/sysinit.target.wants
ln -sf ../lab-cgroups.service /etc/systemd/system/sysinit.target.wants/lab-cgroups.service

# What a container cannot do, or must not do by itself in the middle of a test.
for unit in systemd-udevd.service systemd-udevd-control.socket systemd-udevd-kernel.socket \
  systemd-networkd-wait-online.service systemd-timesyncd.service systemd-resolved.service \
  apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer \
  dpkg-db-backup.timer getty@.service console-getty.service; do
  ln -sf /dev/null "/etc/systemd/system/$unit"
done

# The test image: Debian's dynamic busybox. The static one crashes on any name lookup.
tree=$(mktemp -d)
mkdir -p "$tree/bin" "$tree/etc" "$tree/tmp" "$tree/proc" "$tree/sys" "$tree/dev" "$tree/www"
chmod 1777 "$tree/tmp"
cp /bin/busybox "$tree/bin/busybox"
for applet in $(/bin/busybox --list); do
  [ "$applet" = busybox ] || ln -s busybox "$tree/bin/$applet"
done
ldd /bin/busybox | grep -o '/[^ ]*' | while read -r library; do
  mkdir -p "$tree$(dirname "$library")"
  cp -L "$library" "$tree$library"
done
printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' > "$tree/etc/passwd"
printf 'root:x:0:\nnogroup:x:65534:\n' > "$tree/etc/group"
echo ok > "$tree/www/index.html"
mkdir -p /usr/share/foghorn-lab
tar -C "$tree" --numeric-owner --owner=0 --group=0 -cf /usr/share/foghorn-lab/image.tar .
# Otherwise each boot rebuilds the library cache and the journal catalogue first.
touch /etc/.updated /var/.updated
rm -rf "$tree" /var/lib/apt/lists/* /var/cache/apt/*.bin
