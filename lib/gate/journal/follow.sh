# Follows the journal. Lines of the journal begin with "{", lines of this script with "@".
# Before it: owner (see host-reader.sh), cursor (may be empty), since and lookback_lines.
LC_ALL=C PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH
fields=MESSAGE,PRIORITY,_PID,_COMM,_SYSTEMD_UNIT,UNIT,USER_UNIT,_TRANSPORT,CONTAINER_ID,CONTAINER_ID_FULL
owner=${owner:-0}
engine='_SYSTEMD_UNIT=docker.service _SYSTEMD_UNIT=containerd.service + _PID=1 UNIT=docker.service UNIT=docker.socket UNIT=containerd.service'
own=system*
if [ "$owner" != 0 ]; then
  engine="_SYSTEMD_USER_UNIT=docker.service _UID=$owner + USER_UNIT=docker.service _UID=$owner"
  own=user-$owner*
fi
matches="$engine + _TRANSPORT=kernel SYSLOG_FACILITY=0 + _COMM=systemd-journal SYSLOG_IDENTIFIER=systemd-journald"

# journalctl ends with 0 and no line when there is no right: the files themselves are asked.
journal_right() {
  command -v journalctl >/dev/null || { echo "@absent journalctl is not installed"; return 1; }
  # One that fails at once would read as a journal that is empty: as if everything since the last line were lost.
  journalctl --version >/dev/null 2>&1 || { echo "@absent journalctl does not run"; return 1; }
  right=absent
  for f in /var/log/journal/*/$own.journal /run/log/journal/*/$own.journal; do
    if [ -r "$f" ]; then return 0; fi
    if [ -e "$f" ]; then right=denied; fi
  done
  for d in /var/log/journal /run/log/journal; do
    if [ -d "$d" ] && [ ! -r "$d" ]; then right=denied; fi
  done
  case $right in
    denied) echo "@denied $(id -un 2>/dev/null || id -u)" ;;
    *) echo "@absent no journal is kept on this host" ;;
  esac
  return 1
}

follow() {
  journal_right || return
  if [ -n "$cursor" ]; then
    at=$(journalctl -q --no-pager -o json --output-fields=_BOOT_ID --cursor="$cursor" -n 1 $matches 2>/dev/null)
    # A journal that reaches back behind the time we last read lost nothing of ours, wherever that line went.
    case $at in
      *"$cursor"*) ;;
      *) printf '@oldest %s\n' "$(journalctl -q --no-pager -o json --output-fields=_BOOT_ID 2>/dev/null | head -n 1)" ;;
    esac
    printf '@clock %s\n' "$(date +%s)"
    printf '@resume %s\n' "$at"
    if [ -z "$at" ]; then start="--lines=0"; else start="--cursor=$cursor --no-tail"; fi
  else
    start="--since=$since --lines=$lookback_lines"
    echo @open
  fi
  journalctl -q --no-pager -a -o json --output-fields=$fields -f $start $matches 2>&1
  echo "@end $?"
}

echo @start
follow &
while read -r line; do :; done
kill -KILL 0
