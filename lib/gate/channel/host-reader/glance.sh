# What a host that is well is looked at by between two whole readings of it.

# Two programs and words of the shell: this is asked for every few seconds for as long as the host is watched.
fact_glance() { # <socket> <data root> <daemon.json> <pid of dockerd> <pid of containerd>, 0 where there is none
  name_second; own_path "$2"; root=$path; own_path "$3"; config=$path
  section files
  stat -L -c '%n %f %u %g %i %s %Y %Z' "$1" "$config" /etc/default/docker /etc/systemd/system/docker.service /etc/systemd/system/docker.service.d /etc/systemd/system/docker.service.d/*.conf /etc/resolv.conf /run/systemd/resolve/resolv.conf 2>/dev/null
  section filesystems
  filesystems "$root" 2>/dev/null
  section network
  for each in /proc/sys/net/ipv4/ip_forward /proc/sys/net/bridge/bridge-nf-call-iptables /proc/sys/net/ipv4/conf/docker0/forwarding /proc/sys/net/ipv4/conf/br-*/forwarding /sys/class/net/docker0/flags /sys/class/net/br-*/flags /sys/class/net/docker0/mtu /sys/class/net/br-*/mtu; do
    # A switch gives its one digit and no end of line to a shell, which reads byte by byte.
    line=
    if [ -r "$each" ]; then read -r line <"$each" || :; printf '%s %s\n' "$each" "$line"; fi
  done
  set -- "$4" "$5" /sys/class/net/veth*
  if [ -e "$3" ]; then printf 'veth %s\n' "$(($#-2))"; fi
  if runs_firewalld; then echo firewalld; fi
  if [ -r /proc/net/route ]; then
    left=64
    while [ $left -gt 0 ] && read -r line; do left=$((left-1)); printf '%s\n' "$line"; done </proc/net/route
  fi
  section processes
  for each in "dockerd $1" "containerd $2"; do
    if read -r line <"/proc/${each#* }/stat"; then line=${line##*") "}; printf '%s %s\n' "$each" "${line%"${line#?}"}"; fi
  done 2>/dev/null
}
