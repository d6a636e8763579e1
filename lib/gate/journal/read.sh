# One page of the journal, newest last. Before it: until and lines.
page() {
  journal_right || return
  echo @open
  journalctl -q --no-pager -a -o json --output-fields=$fields --until=@$until -n $lines $matches 2>&1
  echo "@end $?"
}
echo @start
page &
wait $!
