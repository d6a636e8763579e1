# What stands on its disk: logs, pulls, layers.

# Sizes of what containers wrote through drivers that keep files, one line for each: all its files, the one it writes
# now, how many. And files that were removed while dockerd writes on: they take space that no listing shows.
fact_log_files() {
  if ! below "$1" "$1/containers"; then return; fi
  cd "$1/containers" || return
  section files
  find . -mindepth 2 -maxdepth 3 \( -name '*-json.log*' -o -path '*/local-logs/container.log*' -o -name 'container-cached.log*' \) -exec stat -c '%s %n' {} + 2>/dev/null |
    awk '{ id = substr($2, 3, 64); all[id] += $1; n[id]++; if ($2 ~ /\.log$/) now[id] = $1 }
    END { for (id in all) printf "%.0f %.0f %d %s\n", all[id], now[id], n[id], id }' | sort -rn | head -512
  see_removed
}

see_removed() {
  main_pid
  if [ -n "$pid" ] && [ -r "/proc/$pid/fd" ]; then
    section removed
    ls -l "/proc/$pid/fd" 2>/dev/null | sed -n 's|.* \([0-9]*\) -> .*/containers/\([0-9a-f]\{64\}\)/[0-9a-f]*-json\.log[.0-9]* (deleted)$|\1 \2|p' |
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
  unset IFS
  see_removed
  section files
  if [ "$ids" = - ]; then return; fi
  cd "$1/containers" || return
  IFS=,
  set --
  for id in $ids; do set -- "$@" "$id"/*-json.log* "$id"/local-logs/container.log* "$id"/container-cached.log*; done
  stat -c '%s %n' "$@" 2>/dev/null | awk -v ids="$ids" '{ id = substr($2, 1, 64); all[id] += $1; n[id]++ }
    END { count = split(ids, known, ","); for (i = 1; i <= count; i++) printf "%.0f 0 %d %s\n", all[known[i]], n[known[i]], known[i] }'
}

# Whose log holds, in its last part, what is no log line: zeros of a copy that was cut, a line without its end, two in one.
fact_torn_logs() { # <root>
  if ! below "$1" "$1/containers"; then return; fi
  cd "$1/containers" || return
  section torn
  files=$(ls -t */*-json.log 2>/dev/null | head -64)
  if [ -z "$files" ]; then return; fi
  tail -v -c 65536 $files 2>/dev/null | grep -aE "^==> |$(printf '[^ -\377]')|[^}]\$|.\{\"log\":\"" |
    awk '/^==> / { id = substr($2, 1, 64); next } { print id }' | sort -u
}
