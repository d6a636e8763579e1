# Certificates for the API of a lab host in /run/lab-tls: one authority (ca), another one nobody trusts (ca2), and by
# each a server and a client; `expired` ones ended in 2021. POSIX shell and OpenSSL 3.0.
dir=/run/lab-tls
mkdir -p $dir; cd $dir
address=$(hostname -I | cut -d' ' -f1)
authority() { # <name>
  if [ -e $1.pem ]; then return; fi
  openssl req -x509 -newkey rsa:2048 -nodes -keyout $1.key -out $1.pem -days 3650 -subj "/CN=lab $1" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
}
certificate() { # <authority> <name> <start> <end> <use>
  if [ -e $2.pem ]; then return; fi
  openssl req -newkey rsa:2048 -nodes -keyout $2.key -out $2.csr -subj "/CN=lab $2" 2>/dev/null
  printf '[ca]\ndefault_ca=c\n[c]\ndatabase=db.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nunique_subject=no\nrand_serial=yes\n[p]\ncommonName=supplied\n[e]\nsubjectAltName=IP:127.0.0.1,IP:%s\nextendedKeyUsage=%s\n' "$address" "$5" > ca.cnf
  : > db.txt
  openssl ca -batch -notext -config ca.cnf -extensions e -cert $1.pem -keyfile $1.key -in $2.csr -out $2.pem -startdate $3 -enddate $4 2>/dev/null
}
authority ca
authority ca2
certificate ca server 20240101000000Z 20450101000000Z serverAuth
certificate ca server-expired 20200101000000Z 20210101000000Z serverAuth
certificate ca client 20240101000000Z 20450101000000Z clientAuth
certificate ca client-expired 20200101000000Z 20210101000000Z clientAuth
certificate ca2 client-stranger 20240101000000Z 20450101000000Z clientAuth

drop=/etc/systemd/system/docker.service.d/lab-tcp.conf
# The containers outlive the restarts: the fault is the listener.
listen() { # <url> <settings>
  mkdir -p /etc/docker ${drop%/*}
  test -e $dir/daemon.json.kept || test ! -e /etc/docker/daemon.json || cp -p /etc/docker/daemon.json $dir/daemon.json.kept
  printf '{"live-restore": true}\n' > /etc/docker/daemon.json
  systemctl reload docker.service
  printf '{"live-restore": true%s}\n' "$2" > /etc/docker/daemon.json
  printf '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// -H %s --containerd=/run/containerd/containerd.sock\n' "$1" > $drop
  systemctl daemon-reload
  systemctl reset-failed docker.service docker.socket 2>/dev/null || true
  systemctl restart docker.service
}
with_tls() { # <server certificate>
  listen tcp://0.0.0.0:2376 ", \"tlsverify\": true, \"tlscacert\": \"$dir/ca.pem\", \"tlscert\": \"$dir/$1.pem\", \"tlskey\": \"$dir/$1.key\""
}
close_again() {
  if [ ! -e $drop ]; then return; fi
  rm $drop
  printf '{"live-restore": true}\n' > /etc/docker/daemon.json
  systemctl daemon-reload
  systemctl reset-failed docker.service docker.socket 2>/dev/null || true
  systemctl restart docker.service
  # A key that is missing keeps its value at a reload: it is told to be off first.
  printf '{"live-restore": false}\n' > /etc/docker/daemon.json
  systemctl reload docker.service
  if [ -e $dir/daemon.json.kept ]; then mv $dir/daemon.json.kept /etc/docker/daemon.json; else rm /etc/docker/daemon.json; fi
}
# As a client: <client certificate or ->
call() {
  if [ "$1" = - ]; then curl -sS --max-time 5 --cacert ca.pem https://127.0.0.1:2376/_ping
  else curl -sS --max-time 5 --cacert ca.pem --cert $1.pem --key $1.key https://127.0.0.1:2376/_ping; fi
}
