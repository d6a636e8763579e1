# Answers requests until the gate is gone.

answer() { "$@"; printf '\n%s end %s\n' "$nonce" "$status"; }

# Each reading runs beside this loop, which therefore always hears that the gate is gone; then everything goes with it.
printf '%s ready\n' "$account"
last=
while IFS=' ' read -r nonce word one two three four five; do
  if [ -n "$last" ]; then wait "$last"; fi
  status=ok
  case $word in
    units) answer fact_units & ;;
    glance) answer fact_glance "$one" "$two" "$three" "$four" "$five" & ;;
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
    torn-logs) answer fact_torn_logs "$one" & ;;
    cgroups) answer fact_cgroups & ;;
    log-file) answer fact_log_file "$one" "$two" "$three" & ;;
    *) status="absent unknown word"; answer : & ;;
  esac
  last=$!
done
kill -KILL 0
