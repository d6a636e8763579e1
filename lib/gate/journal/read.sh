# One page of the journal, newest first: forwards, systemd 252 counts from the end and not from --until. Before it: until and lines.
page() {
  journal_right || return
  echo @open
  journalctl -r -q --no-pager -a -o json --output-fields=$fields --until=@$until -n $lines $matches 2>&1
  echo "@end $?"
}
echo @start
page &
wait $!
