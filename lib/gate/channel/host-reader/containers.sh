# What the kernel and the log files say of containers.

# What the kernel counts of containers: under /docker or below a slice, in v1 with a hierarchy for each controller.
# A zombie has left its v1 cgroups: its parent tells whose it is.
fact_cgroups() {
  if [ ! -d /sys/fs/cgroup ]; then absent "no cgroups are mounted"; return; fi
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then pids=/sys/fs/cgroup cpu=/sys/fs/cgroup; else pids=/sys/fs/cgroup/pids cpu=/sys/fs/cgroup/cpu; fi
  id='????????????????????????????????????????????????????????????????'
  counters=
  for each in $pids/*/$id $pids/*/*/$id $pids/*/docker-$id.scope $pids/*/*/docker-$id.scope $pids/*/*/*/*/docker-$id.scope; do
    case $each in *'?'*) continue ;; esac
    counters="$counters $each/pids.current $each/pids.max $each/pids.events $cpu${each#"$pids"}/cpu.stat"
  done
  section counters
  if [ -n "$counters" ]; then grep -sHE '^([0-9]+|max|max [0-9]+|nr_periods [0-9]+|nr_throttled [0-9]+)$' $counters; fi
  dead=$(grep -shE '^[0-9]+ \(.*\) Z ' /proc/[0-9]*/stat)
  section zombies
  if [ -n "$dead" ]; then see_dead; else section parents; fi
  section host
  grep -sH '' /proc/loadavg /proc/sys/kernel/pid_max /proc/sys/kernel/threads-max
}

see_dead() {
  # Parent, process, start in ticks, name.
  dead=$(printf '%s\n' "$dead" | sed 's/^\([0-9]*\) (\(.*\)) Z \([0-9]*\) \([^ ]* \)\{17\}\([0-9]*\) .*/\3 \1 \5 \2/')
  found=$(printf '%s\n' "$dead" | sed 's/ .*//' | sort | uniq -c | sort -rn | head -64)
  parents=
  set -f; IFS=$newline
  for line in $found; do
    IFS=' '; set -- $line; IFS=$newline
    parents="$parents$newline/proc/$2/cgroup"; printf '%s\n' "$2 $1"
  done
  section clock
  IFS=' ' read -r up idle </proc/uptime
  printf '%s %s %s\n' "$up" "$page_size" "$ticks"
  section dead; printf '%s\n' "$dead" | head -64
  section parents
  grep -sHE '^[0-9]+:(pids|):|^[0-9]+:[^:]*cpu[^:]*:' $parents
  unset IFS
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
