# Foghorn's constant reader. Runs on the host for as long as the gate is connected.
# Requests come on standard input, one line each: <nonce> <word> [arguments], words from the list at the end.
# An answer is sections, each under a line "<nonce> section <name>", and last "<nonce> end <status> [message]".
# The nonce is new for every request, so nothing that is read can look like a border.
# Before it: owner, the number of the user whose daemon this is; 0 but for a rootless one.
LC_ALL=C TZ=UTC0 PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL TZ PATH
umask 077
account=$(id -un 2>/dev/null || id -u)
page_size=$(getconf PAGESIZE 2>/dev/null || echo 4096)
ticks=$(getconf CLK_TCK 2>/dev/null || echo 100)
newline='
'

# The manager of the owner's units: a rootless daemon is a unit of its user, and that manager answers nobody else. As
# --machine does it each call would open a session; this is the user for one question.
manager() {
  if [ "$owner" = 0 ]; then systemctl "$@"
  elif [ "$owner" = "$(id -u)" ]; then XDG_RUNTIME_DIR=/run/user/$owner systemctl --user "$@"
  else
    setpriv --reuid="$owner" --regid="$(stat -c %g "/run/user/$owner")" --clear-groups env XDG_RUNTIME_DIR="/run/user/$owner" systemctl --user "$@"
  fi
}
# Where a rootless daemon has what the packaged one has at the path <path>: below the home of its user.
own_path() {
  path=$1
  if [ "$owner" = 0 ]; then return; fi
  home=$(getent passwd "$owner" | cut -d: -f6)
  case $1 in
    /etc/docker/daemon.json) path=$home/.config/docker/daemon.json ;;
    /var/lib/docker) path=$home/.local/share/docker ;;
  esac
}

section() { printf '\n%s section %s\n' "$nonce" "$1"; }
denied() { status="denied $1"; }
absent() { status="absent $1"; }

# How a failed tool is told: no right apart from not there.
explain() {
  case $2 in
    *"ermission denied"*|*"peration not permitted"*|*"must be root"*|*"ccess denied"*) denied "$1: no right" ;;
    *"o such file"*|*"not found"*) absent "$1: not there" ;;
    *) absent "$1 failed" ;;
  esac
}

fact_units() {
  if [ ! -d /run/systemd/system ]; then absent "this host does not run systemd"; return; fi
  out=$(manager show docker.service docker.socket containerd.service -p Id -p LoadState -p ActiveState -p SubState -p Result -p NRestarts -p MainPID -p ExecMainStatus -p StateChangeTimestamp 2>&1) || { explain systemctl "$out"; return; }
  section units; printf '%s\n' "$out"
}

# The queue is ss's to tell: /proc/net/unix lacks the connections that came out of other network namespaces, as
# those of containers do. Without ss it still says who listens.
fact_socket() {
  section path; printf '%s\n' "$1"
  section account; printf '%s\n' "$account"
  if [ ! -e "$1" ] && [ -d "${1%/*}" ] && [ ! -x "${1%/*}" ]; then denied "the directory of $1 is closed to $account"; return; fi
  section stat
  if [ -e "$1" ]; then stat -L -c '%A %U %G' "$1"; fi
  section access
  if [ -r "$1" ] && [ -w "$1" ]; then echo yes; else echo no; fi
  if [ "$owner" != 0 ]; then
    # It listens in a network namespace of its own, which only its process shows; without one nobody listens.
    main_pid; section unix
    if [ -n "$pid" ]; then grep -F "/${1##*/}" "/proc/$pid/net/unix"; fi
  elif command -v ss >/dev/null; then
    section ss; ss -xlH src "*/${1##*/}"
  else
    section unix; grep -F "/${1##*/}" /proc/net/unix
  fi
}

fact_disk() {
  second=
  own_path "$1"; set -- "$path"
  if [ -d /var/lib/containerd ]; then second=/var/lib/containerd; fi
  section filesystems
  out=$(stat -f -c '%S %b %f %a %c %d %n' "$1" 2>&1) || { explain "$1" "$out"; return; }
  printf '%s\n' "$out"
  if [ -n "$second" ]; then stat -f -c '%S %b %f %a %c %d %n' "$second"; fi
  section mounts
  awk -v a="$1" -v b="$second" 'function below(p, m) { return m == "/" || p == m || index(p, m "/") == 1 }
  below(a, $5) && length($5) >= length(x) { x = $5 }
  b != "" && below(b, $5) && length($5) >= length(y) { y = $5 }
  END { print x " " a; if (b != "") print y " " b }' /proc/self/mountinfo
}

fact_config_file() {
  own_path "$1"; set -- "$path"
  section path; printf '%s\n' "$1"
  if [ -f "$1" ]; then
    if [ ! -r "$1" ]; then denied "$1 is not readable for $account"; return; fi
    section stat; stat -L -c '%Y %s' "$1"
    section text; head -c 262144 "$1"
  elif [ -d "${1%/*}" ] && [ ! -x "${1%/*}" ]; then
    denied "the directory of $1 is closed to $account"
  fi
}

# What is between the marks of a certificate and nothing else: a file may hold its key as well.
fact_certificate() {
  section path
  if [ "$1" = /dev/null ]; then return; fi
  printf '%s\n' "$1"
  if [ -f "$1" ]; then
    if [ ! -r "$1" ]; then denied "$1 is not readable for $account"; return; fi
    section text; head -c 65536 "$1" | sed -n '/^-----BEGIN CERTIFICATE-----/,/^-----END CERTIFICATE-----/p'
  elif [ -d "${1%/*}" ] && [ ! -x "${1%/*}" ]; then
    denied "the directory of $1 is closed to $account"
  fi
}

main_pid() {
  pid=
  if [ "$owner" = 0 ] && [ -r /run/docker.pid ]; then read -r pid </run/docker.pid || :; fi
  name=
  if [ -n "$pid" ] && [ -r "/proc/$pid/comm" ]; then read -r name <"/proc/$pid/comm" || :; fi
  if [ "$name" != dockerd ]; then
    pid=
    for each in $(grep -slx dockerd /proc/[0-9]*/comm); do
      each=${each%/comm}
      if [ "$(stat -c %u "$each" 2>/dev/null)" = "$owner" ]; then pid=${each#/proc/}; break; fi
    done
  fi
}

fact_unit_files() {
  section unit
  if [ -d /run/systemd/system ]; then manager cat docker.service 2>/dev/null | head -c 131072; fi
  section defaults
  if [ "$owner" = 0 ] && [ -r /etc/default/docker ]; then head -c 65536 /etc/default/docker; fi
  section arguments
  main_pid
  if [ -n "$pid" ]; then head -c 65536 "/proc/$pid/cmdline"; fi
}

# One pass over /proc: Docker's own processes whatever their state, all others only when they hang in the kernel.
fact_processes() {
  if [ ! -r /proc/1/stat ]; then denied "/proc is mounted with hidepid"; return; fi
  section clock
  read -r up idle </proc/uptime
  printf '%s %s %s\n' "$up" "$page_size" "$ticks"
  section processes
  found=$(grep -shE '^[0-9]+ \((dockerd|containerd|containerd-shim[^)]*)\) |^[0-9]+ \(.*\) D ' /proc/[0-9]*/stat)
  case "$owner $found" in
    "0 "*"(dockerd)"*"(dockerd)"*|[1-9]*) found=$(printf '%s\n' "$found" | owned) ;;
  esac
  printf '%s\n' "$found"
  details= tasks= hung=0
  set -f; IFS=$newline
  for line in $found; do
    p=${line%% *}
    case $line in
      *"(dockerd)"*|*"(containerd)"*) details="$details$newline/proc/$p/cmdline$newline/proc/$p/wchan" tasks="$tasks$newline/proc/$p/task/[0-9]*/stat" ;;
      *"(containerd-shim"*") D"*) details="$details$newline/proc/$p/cmdline$newline/proc/$p/wchan" ;;
      *"(containerd-shim"*) details="$details$newline/proc/$p/cmdline" ;;
      *) hung=$((hung+1)); if [ $hung -le 64 ]; then details="$details$newline/proc/$p/wchan"; fi ;;
    esac
  done
  stuck=
  if [ -n "$tasks" ]; then
    set +f; stuck=$(grep -sHE '\) D ' $tasks); set -f
  fi
  section tasks; printf '%s\n' "$stuck"
  for line in $stuck; do details="$details$newline${line%%/stat:*}/wchan"; done
  section details
  if [ -n "$details" ]; then grep -asH '' $details; fi
}

# Of more than one engine on a host, the processes of this one; and all that hang in the kernel, whoever they are.
owned() {
  while read -r p rest; do
    case $rest in
      "(dockerd)"*|"(containerd)"*|"(containerd-shim"*)
        if [ "$(stat -c %u "/proc/$p" 2>/dev/null)" = "$owner" ]; then printf '%s %s\n' "$p" "$rest"; fi ;;
      *) printf '%s %s\n' "$p" "$rest" ;;
    esac
  done
}

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
  section routes; head -c 131072 /proc/net/route 2>/dev/null
  section switches
  grep -sH '' /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/docker0/forwarding /proc/sys/net/ipv4/conf/br-*/forwarding /proc/sys/net/bridge/bridge-nf-call-iptables
  section resolv
  if [ -r /etc/resolv.conf ]; then head -c 16384 /etc/resolv.conf; fi
  section resolved
  if [ -r /run/systemd/resolve/resolv.conf ]; then head -c 16384 /run/systemd/resolve/resolv.conf; fi
  section firewalld
  if [ -d /sys/fs/cgroup/system.slice/firewalld.service ] || [ -d /sys/fs/cgroup/systemd/system.slice/firewalld.service ]; then echo yes; else echo no; fi
}

fact_boot() {
  section boot
  read -r id </proc/sys/kernel/random/boot_id
  read -r up idle </proc/uptime
  printf '%s %s %s\n' "$id" "$up" "$(date +%s%N)"
}

# Sizes of what containers wrote through drivers that keep files, one line for each: all its files, the one it writes
# now, how many. And files that were removed while dockerd writes on: they take space that no listing shows.
fact_log_files() {
  if ! below "$1" "$1/containers"; then return; fi
  cd "$1/containers" || return
  section files
  find . -mindepth 2 -maxdepth 3 \( -name '*-json.log*' -o -path '*/local-logs/container.log*' -o -name 'container-cached.log*' \) -exec stat -c '%s %n' {} + 2>/dev/null |
    awk '{ id = substr($2, 3, 64); all[id] += $1; n[id]++; if ($2 ~ /\.log$/) now[id] = $1 }
    END { for (id in all) printf "%.0f %.0f %d %s\n", all[id], now[id], n[id], id }' | sort -rn | head -512
  main_pid
  if [ -n "$pid" ] && [ -r "/proc/$pid/fd" ]; then
    section removed
    ls -l "/proc/$pid/fd" 2>/dev/null | sed -n 's|.* \([0-9]*\) -> .*/containers/\([0-9a-f]\{64\}\)/[0-9a-f]*-json\.log[.0-9]* (deleted)$|\1 \2|p' | head -64 |
      while read -r fd id; do printf '%s %s\n' "$(stat -L -c %s "/proc/$pid/fd/$fd" 2>/dev/null || echo 0)" "$id"; done
  fi
}
below() {
  if [ -d "$2" ] && [ -r "$2" ] && [ -x "$2" ]; then return 0; fi
  if [ ! -d "$1" ]; then absent "$1 does not exist"
  elif [ ! -x "$1" ] || [ -d "$2" ]; then denied "$2 is closed to $account"
  else absent "$2 does not exist"; fi
  return 1
}

# What dockerd still has to send, by connection: a sink that does not read lets it pile up.
fact_log_sinks() {
  if ! command -v ss >/dev/null; then absent "ss is not installed"; return; fi
  main_pid
  if [ -n "$pid" ] && [ ! -r "/proc/$pid/fd" ]; then denied "whose connections these are is closed to $account"; return; fi
  section connections
  ss -tnpH state established 2>/dev/null | grep -F '"dockerd"' | head -256
}

# Layers on their way, as files that dockerd or containerd holds open: size, place, path. A file alone proves nothing, since
# containerd keeps what an aborted pull left; who holds it is looked for only where there is one.
fact_pulls() {
  if ! below "$1" "$1/tmp"; then return; fi
  section dockerd
  set -- "$1" "$1"/tmp/GetImageBlob*
  if [ -e "$2" ]; then main_pid; held "$pid" 'tmp/GetImageBlob[0-9]*'; fi
  section containerd
  set -- "$1" /var/lib/containerd/io.containerd.content.v1.content/ingest/*/data "$1"/containerd/daemon/io.containerd.content.v1.content/ingest/*/data
  if [ -e "$2" ] || [ -e "$3" ]; then
    for each in $(grep -slx containerd /proc/[0-9]*/comm); do held "${each%/comm}" 'ingest/[0-9a-f]*/data'; done
  fi
}
held() { # <pid or its directory> <pattern>
  dir=/proc/${1#/proc/}
  ls -l "$dir/fd" 2>/dev/null | sed -n "s|.* \([0-9]*\) -> \(/.*/$2\)\$|\1 \2|p" | head -64 |
    while read -r fd path; do
      place=
      read -r word place <"$dir/fdinfo/$fd" || :
      printf '%s %s %s\n' "$(stat -L -c %s "$dir/fd/$fd" 2>/dev/null || echo 0)" "${place:-0}" "$path"
    done
}

# Each layer's directory against the layer store. Names only, nothing below them; what is young may still be made.
# What is found wrong is looked for a second time: it may just be on its way out.
fact_layers() {
  if ! below "$1" "$1/overlay2"; then return; fi
  cd "$1/overlay2" || return
  dirs=$(ls); set -f; IFS=$newline
  set -- "$1" $dirs; IFS=' '
  if [ $# -gt 8193 ]; then absent "more than 8192 layers are too many to look through"; return; fi
  section counts; printf '%s\n' "$(($#-1))"
  section wrong
  wrong=$(wrong_layers "$1")
  if [ -n "$wrong" ]; then sleep 1; again=$(wrong_layers "$1"); printf '%s\n' "$wrong" | grep -xF "$again"; fi
  section orphans
  found=$({ layer_refs "$1" | sed 's/ .*//'; echo =; find . -maxdepth 1 -type d -mmin +60 | sed -n 's|^\./\([0-9a-z]\{25,64\}\(-init\)\{0,1\}\)$|\1|p'; } |
    awk '$0 == "=" { dirs = 1; next } !dirs { known[$0]; next } !($0 in known)')
  if [ -n "$found" ]; then
    # BuildKit keeps its own account of the layers it made.
    set +f
    built=$(printf '%s\n' "$found" | grep -ahoFf - "$1"/buildkit/*.db 2>/dev/null | sort -u)
    if [ -n "$built" ]; then found=$(printf '%s\n' "$found" | grep -vxF "$built"); fi
    printf '%s\n' "$found" | head -200
  fi
}
layer_refs() { # <root>: "<layer> <its entry in the layer store>"
  find "$1/image/overlay2/layerdb" -mindepth 3 -maxdepth 3 \( -name cache-id -o -name mount-id -o -name init-id \) -exec grep -H '' {} + 2>/dev/null |
    sed -n 's|^.*/layerdb/\([^:]*\):\(.*\)$|\2 \1|p'
}
wrong_layers() { # <root>
  layer_refs "$1" | sort -u -k 1,1 | while read -r layer entry; do
    see_layer "$layer"
    if [ "$fault" != whole ]; then echo "$fault $layer $entry"; fi
  done | head -200
}
see_layer() {
  fault=whole link=
  if [ ! -d "$1" ]; then fault=missing
  elif [ ! -d "$1/diff" ]; then fault=no-diff
  elif [ ! -s "$1/link" ]; then fault=no-link
  else
    read -r link <"$1/link" || :
    if [ ! -d "l/$link" ]; then fault=no-short-name; fi
  fi
}

# What a look through the directories found, each by itself and no directory listed but its own: layers as
# <layer>=<its entry in the layer store>, containers with large logs by id; commas between them, - for none.
fact_suspects() { # <root> <layers> <containers>
  if ! below "$1" "$1/containers"; then return; fi
  layers=$2 ids=$3 store=$1/image/overlay2/layerdb
  section layers
  IFS=,
  if [ "$layers" != - ] && cd "$1/overlay2"; then
    for each in $layers; do
      layer=${each%%=*} named=
      if [ -r "$store/${each#*=}" ]; then read -r named <"$store/${each#*=}" || :; fi
      # What nobody names any more is nobody's loss.
      fault=whole
      if [ "$named" = "$layer" ]; then see_layer "$layer"; fi
      echo "$fault $layer"
    done
  fi
  section files
  if [ "$ids" = - ]; then return; fi
  cd "$1/containers" || return
  set --
  for id in $ids; do set -- "$@" "$id"/*-json.log* "$id"/local-logs/container.log* "$id"/container-cached.log*; done
  stat -c '%s %n' "$@" 2>/dev/null | awk -v ids="$ids" '{ id = substr($2, 1, 64); all[id] += $1; n[id]++ }
    END { count = split(ids, known, ","); for (i = 1; i <= count; i++) printf "%.0f 0 %d %s\n", all[known[i]], n[known[i]], known[i] }'
}

# What the kernel counts of containers: under /docker or below a slice, in v1 with a hierarchy for each controller.
# A zombie has left its v1 cgroups: its parent tells whose it is.
fact_cgroups() {
  if [ ! -d /sys/fs/cgroup ]; then absent "no cgroups are mounted"; return; fi
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then pids=/sys/fs/cgroup cpu=/sys/fs/cgroup; else pids=/sys/fs/cgroup/pids cpu=/sys/fs/cgroup/cpu; fi
  id='????????????????????????????????????????????????????????????????'
  section counters
  for each in "*/$id" "*/*/$id" "*/docker-$id.scope" "*/*/docker-$id.scope" "*/*/*/*/docker-$id.scope"; do
    grep -sHE '^([0-9]+|max|max [0-9]+|nr_periods [0-9]+|nr_throttled [0-9]+)$' $pids/$each/pids.current $pids/$each/pids.max $pids/$each/pids.events $cpu/$each/cpu.stat
  done
  # Parent, process, start in ticks, name.
  dead=$(grep -shE '^[0-9]+ \(.*\) Z ' /proc/[0-9]*/stat | sed 's/^\([0-9]*\) (\(.*\)) Z \([0-9]*\) \([^ ]* \)\{17\}\([0-9]*\) .*/\3 \1 \5 \2/')
  found=$(printf '%s\n' "$dead" | sed '/^$/d; s/ .*//' | sort | uniq -c | sort -rn | head -64)
  parents= counts=
  set -f; IFS=$newline
  for line in $found; do
    IFS=' '; set -- $line; IFS=$newline
    parents="$parents$newline/proc/$2/cgroup" counts="$counts$2 $1$newline"
  done
  section zombies; printf '%s' "$counts"
  if [ -n "$dead" ]; then
    section clock
    IFS=' ' read -r up idle </proc/uptime
    printf '%s %s %s\n' "$up" "$page_size" "$ticks"
    section dead; printf '%s\n' "$dead" | head -64
  fi
  section parents
  if [ -n "$parents" ]; then grep -sHE '^[0-9]+:(pids|):|^[0-9]+:[^:]*cpu[^:]*:' $parents; fi
  section host
  grep -sH '' /proc/loadavg /proc/sys/kernel/pid_max /proc/sys/kernel/threads-max
}

# A log file from a place on: <path> <inode> <offset>. What was renamed to <path>.1 meanwhile is read to its end first.
fact_log_file() {
  if [ ! -e "$1" ]; then
    if [ -d "${1%/*}" ] && [ ! -x "${1%/*}" ]; then denied "the directory of $1 is closed to $account"; else absent "$1 does not exist"; fi
    return
  fi
  if [ ! -r "$1" ]; then denied "$1 is not readable for $account"; return; fi
  state=$(stat -L -c '%i %s' "$1")
  inode=${state% *} size=${state#* }
  section state; printf '%s\n' "$state"
  if [ "$2" = "$inode" ]; then
    if [ "$size" -gt "$3" ]; then section text; tail -c +$(($3+1)) "$1" | head -c 262144; fi
  elif [ "$2" != 0 ] && [ -r "$1.1" ]; then
    state=$(stat -L -c '%i %s' "$1.1")
    if [ "${state% *}" = "$2" ]; then
      section rotated; printf '%s\n' "$state"
      if [ "${state#* }" -gt "$3" ]; then section text; tail -c +$(($3+1)) "$1.1" | head -c 262144; fi
    fi
  fi
}

answer() { "$@"; printf '\n%s end %s\n' "$nonce" "$status"; }

# Each reading runs beside this loop, which therefore always hears that the gate is gone; then everything goes with it.
printf '%s ready\n' "$account"
last=
while IFS=' ' read -r nonce word one two three; do
  if [ -n "$last" ]; then wait "$last"; fi
  status=ok
  case $word in
    units) answer fact_units & ;;
    socket) answer fact_socket "$one" & ;;
    disk) answer fact_disk "$one" & ;;
    certificate) answer fact_certificate "$one" & ;;
    config-file) answer fact_config_file "$one" & ;;
    unit-files) answer fact_unit_files & ;;
    processes) answer fact_processes & ;;
    firewall) answer fact_firewall & ;;
    pressure) answer fact_pressure & ;;
    boot) answer fact_boot & ;;
    network-links) answer fact_network_links & ;;
    log-files) answer fact_log_files "$one" & ;;
    log-sinks) answer fact_log_sinks & ;;
    pulls) answer fact_pulls "$one" & ;;
    layers) answer fact_layers "$one" & ;;
    suspects) answer fact_suspects "$one" "$two" "$three" & ;;
    cgroups) answer fact_cgroups & ;;
    log-file) answer fact_log_file "$one" "$two" "$three" & ;;
    *) status="absent unknown word"; answer : & ;;
  esac
  last=$!
done
kill -KILL 0
