# A registry of one tiny image inside a lab host, which can be told to fail. POSIX shell and Debian's perl-base.
# Files under /run/lab-registry/www are whole HTTP answers; both servers hand them out as they are:
#   port 5000  plain HTTP (perl), fails as /run/lab-registry/mode says
#   port 5443  TLS (openssl s_server) with a certificate that nobody trusts; only when asked for
dir=/run/lab-registry
www=$dir/www/v2/lab/app
mkdir -p $www/manifests $www/blobs $dir/layer
address=$(hostname -I | cut -d' ' -f1)

answer() { # <file> <type> <body file> [digest]
  { printf 'HTTP/1.1 200 OK\r\nConnection: close\r\nDocker-Distribution-Api-Version: registry/2.0\r\nContent-Type: %s\r\n' "$2"
    if [ -n "$4" ]; then printf 'Docker-Content-Digest: sha256:%s\r\n' "$4"; fi
    printf 'Content-Length: %s\r\n\r\n' "$(stat -c %s "$3")"
    cat "$3"; } > "$1"
}
sum() { sha256sum "$1" | cut -d' ' -f1; }

echo lab > $dir/layer/lab
tar -C $dir/layer --sort=name --mtime=@0 --owner=0 --group=0 -cf $dir/layer.tar lab
gzip -n -c $dir/layer.tar > $dir/layer.gz
printf '{"architecture":"amd64","os":"linux","config":{"Cmd":["lab"]},"created":"2024-01-01T00:00:00Z","history":[{"created":"2024-01-01T00:00:00Z"}],"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' "$(sum $dir/layer.tar)" > $dir/config.json
printf '{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%s,"digest":"sha256:%s"},"layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%s,"digest":"sha256:%s"}]}' \
  "$(stat -c %s $dir/config.json)" "$(sum $dir/config.json)" "$(stat -c %s $dir/layer.gz)" "$(sum $dir/layer.gz)" > $dir/manifest.json
answer $www/manifests/1 application/vnd.docker.distribution.manifest.v2+json $dir/manifest.json "$(sum $dir/manifest.json)"
answer "$www/manifests/sha256:$(sum $dir/manifest.json)" application/vnd.docker.distribution.manifest.v2+json $dir/manifest.json "$(sum $dir/manifest.json)"
answer "$www/blobs/sha256:$(sum $dir/config.json)" application/octet-stream $dir/config.json
answer "$www/blobs/sha256:$(sum $dir/layer.gz)" application/octet-stream $dir/layer.gz

if [ ! -e $dir/cert.pem ]; then
  openssl req -x509 -newkey rsa:2048 -nodes -keyout $dir/key.pem -out $dir/cert.pem -days 30 -subj /CN=lab-registry \
    -addext "subjectAltName=IP:$address" 2>/dev/null
fi

cat > $dir/server.pl <<'PERL'
use strict; use warnings; use IO::Socket::INET; use Socket qw(MSG_PEEK);
$SIG{CHLD} = 'IGNORE'; $SIG{PIPE} = 'IGNORE';
my %failures = (
  auth => ['401 Unauthorized', 'UNAUTHORIZED', 'authentication required'],
  denied => ['403 Forbidden', 'DENIED', 'requested access to the resource is denied'],
  'rate-limit' => ['429 Too Many Requests', 'TOOMANYREQUESTS', 'You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit'],
  'not-found' => ['404 Not Found', 'MANIFEST_UNKNOWN', 'manifest unknown'],
);
my $server = IO::Socket::INET->new(LocalPort => $ARGV[0], Listen => 64, ReuseAddr => 1) or die "listen: $!";
while (my $client = $server->accept) {
  if (fork) { close $client; next }
  # A client that tries TLS first must hear at once that this is none: it would wait for a handshake.
  my $first; recv $client, $first, 1, MSG_PEEK;
  if (($first // '') eq "\x16") { print $client "HTTP/1.0 400 Bad Request\r\n\r\nthis is plain HTTP\n"; exit }
  my $line = <$client> // exit;
  while (defined(my $head = <$client>)) { last if $head =~ /^\r?\n$/ }
  open my $told, '<', '/run/lab-registry/mode'; my $mode = <$told> // 'pass'; chomp $mode;
  my ($path) = $line =~ m{^(?:GET|HEAD) /(\S*)};
  my $say = sub { my ($status, $body, $head) = @_; printf $client "HTTP/1.1 %s\r\nConnection: close\r\nDocker-Distribution-Api-Version: registry/2.0\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s", $status, $head // '', length $body, $body; exit };
  my $error = sub { my ($status, $code, $message) = @_; $say->($status, qq({"errors":[{"code":"$code","message":"$message"}]})) };
  if ($mode eq 'hang') { sleep 3600; exit }
  if ($mode eq 'server-error') { $say->('500 Internal Server Error', 'boom') }
  if ($mode eq 'unavailable') { $say->('503 Service Unavailable', 'down for maintenance') }
  if (!defined $path || $path eq 'v2/') { $say->('200 OK', '{}') }
  if ($failures{$mode} && $path =~ m{/manifests/}) { $error->(@{$failures{$mode}}) }
  my $file = "/run/lab-registry/www/$path";
  if ($path =~ /\.\./ || !-f $file) { $error->('404 Not Found', 'MANIFEST_UNKNOWN', 'manifest unknown') }
  open my $answer, '<:raw', $file; local $/; my $text = <$answer>;
  if ($mode eq 'corrupt' && $path =~ m{/blobs/}) { $text =~ s/.\z/!/s }
  # A layer, which gzip begins with these two bytes: most of it, then silence.
  if ($mode eq 'stall' && $text =~ /\r\n\r\n\x1f\x8b/) { $client->autoflush(1); print $client substr($text, 0, -16); sleep 3600; exit }
  print $client $text; exit;
}
PERL

up() { # <unit> <port> <program …>
  unit=$1 port=$2; shift 2
  systemctl --quiet is-active "$unit" || { systemctl reset-failed "$unit" 2>/dev/null || true; systemd-run --quiet --collect --unit="$unit" "$@"; }
  until ss -ltnH "sport = :$port" | grep -q .; do sleep 0.05; done
}
up lab-registry.service 5000 perl $dir/server.pl 5000
lab_registry_tls() {
  systemctl stop lab-registry-tls.service 2>/dev/null || true
  up lab-registry-tls.service 5443 --working-directory=$dir/www openssl s_server -quiet -HTTP -accept 5443 -cert $dir/cert.pem -key $dir/key.pem
}
lab_registry_plain() { up lab-registry-tls.service "$1" perl $dir/server.pl "$1"; }

# Without TLS dockerd takes only what daemon.json names; it reads that anew at a reload.
trust_plain() { # <port>
  if [ -e /etc/docker/daemon.json ]; then cp -p /etc/docker/daemon.json $dir/daemon.json; fi
  mkdir -p /etc/docker
  printf '{"insecure-registries": ["%s:%s"]}\n' "$address" "$1" > /etc/docker/daemon.json
  systemctl reload docker.service
}
untrust_plain() {
  if [ -e $dir/daemon.json ]; then mv $dir/daemon.json /etc/docker/daemon.json; else rm -f /etc/docker/daemon.json; fi
  systemctl reload docker.service
}
