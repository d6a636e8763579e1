# The host beneath it: firewall, pressure, network, boot.

# Without -t: naming a table would load its module on a host that never used it.
fact_firewall() {
  section forwarding
  if [ -r /proc/sys/net/ipv4/ip_forward ]; then read -r f </proc/sys/net/ipv4/ip_forward; printf '%s\n' "$f"; fi
  any= out=
  if command -v iptables-nft-save >/dev/null; then any=nft; save nft iptables-nft-save; fi
  if command -v iptables-legacy-save >/dev/null; then
    any=$any-legacy tables=
    if [ -r /proc/net/ip_tables_names ]; then
      read -r tables </proc/net/ip_tables_names || :
      if [ -n "$tables" ]; then save legacy iptables-legacy-save; fi
    elif [ -e /proc/net/ip_tables_names ]; then
      # Root alone may know. Without Docker's chains in the other backend this would read as wiped.
      case $out in *:DOCKER*) ;; *) denied "iptables-legacy-save: no right" ;; esac
    fi
  fi
  if [ -z "$any" ]; then
    if command -v iptables-save >/dev/null; then save iptables iptables-save; else absent "iptables-save is not installed"; fi
  fi
}
save() {
  out=$("$2" 2>&1) || { explain "$2" "$out"; return; }
  section "$1"; printf '%s\n' "$out"
}

fact_pressure() {
  section files
  grep -sE '^(MemTotal|MemAvailable|some |cpu |[0-9])' /proc/loadavg /proc/stat /proc/meminfo /proc/pressure/cpu /proc/pressure/io /proc/pressure/memory /proc/sys/net/netfilter/nf_conntrack_count /proc/sys/net/netfilter/nf_conntrack_max
}

# What carries the network: interfaces, addresses, routes of the main table, the switches dockerd sets once, and whom
# the host asks for names. Two calls of ip, the rest are files of the kernel.
fact_network_links() {
  if ! command -v ip >/dev/null; then absent "ip is not installed"; return; fi
  out=$(ip -o link 2>&1) || { explain ip "$out"; return; }
  section links; printf '%s\n' "$out"
  section addresses; ip -o -4 addr 2>/dev/null
  # One process for what four would read: this is asked for every few seconds.
  awk -v nonce="$nonce" 'function section(name) { printf "\n%s section %s\n", nonce, name }
  function copy(file, most) { while (most-- > 0 && (getline line <file) > 0) print line; close(file) }
  BEGIN {
    section("routes"); copy("/proc/net/route", 1024)
    section("switches")
    for (i = 1; i < ARGC; i++) if ((getline line <ARGV[i]) > 0) { print ARGV[i] ":" line; close(ARGV[i]) }
    section("resolv"); copy("/etc/resolv.conf", 200)
    section("resolved"); copy("/run/systemd/resolve/resolv.conf", 200)
  }' /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/docker0/forwarding /proc/sys/net/ipv4/conf/br-*/forwarding /proc/sys/net/bridge/bridge-nf-call-iptables
  section firewalld
  if runs_firewalld; then echo yes; else echo no; fi
}
runs_firewalld() { [ -d /sys/fs/cgroup/system.slice/firewalld.service ] || [ -d /sys/fs/cgroup/systemd/system.slice/firewalld.service ]; }

fact_boot() {
  section boot
  read -r id </proc/sys/kernel/random/boot_id
  read -r up idle </proc/uptime
  printf '%s %s %s\n' "$id" "$up" "$(date +%s%N)"
}
