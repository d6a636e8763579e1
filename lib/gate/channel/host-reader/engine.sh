# The engine's own: units, socket, disk, configuration, processes.

fact_units() {
  if [ ! -d /run/systemd/system ]; then absent "this host does not run systemd"; return; fi
  out=$(manager show docker.service docker.socket containerd.service -p Id -p LoadState -p ActiveState -p SubState -p Result -p NRestarts -p MainPID -p ExecMainStatus -p StateChangeTimestamp -p SocketGroup -p SocketMode 2>&1) || { explain systemctl "$out"; return; }
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

# Of the data root, and of containerd's where it is named as the second.
filesystems() { stat -f -c '%S %b %f %a %c %d %n' "$1" $second; }
name_second() {
  second=
  if [ -d /var/lib/containerd ]; then second=/var/lib/containerd; fi
}

fact_disk() {
  name_second; own_path "$1"; set -- "$path"
  section filesystems
  out=$(filesystems "$1" 2>&1) || { explain "$1" "$out"; return; }
  printf '%s\n' "$out"
  section mounts
  # What comes over the network is listed and not looked at: a server that is away holds whoever does.
  awk -v nonce="$nonce" -v a="$1" -v b="$second" 'function below(p, m) { return m == "/" || p == m || index(p, m "/") == 1 }
  below(a, $5) && length($5) >= length(x) { x = $5 }
  b != "" && below(b, $5) && length($5) >= length(y) { y = $5 }
  { for (i = 7; i < NF && $i != "-"; i++); type = $(i + 1)
    if (type ~ /^(nfs4?|cifs|smb3|ceph|9p|afs|glusterfs|fuse\.(sshfs|glusterfs|ceph|ceph-fuse|s3fs|rclone))$/ && n < 64) remote[n++] = type " " $(i + 2) " " $5 }
  END { print x " " a; if (b != "") print y " " b
    printf "\n%s section remote\n", nonce
    for (i = 0; i < n; i++) print remote[i] }' /proc/self/mountinfo
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
