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
