#!/usr/bin/env bash
# conformance-together.sh SHARED [PORT]: every operation that Together's official specification declares, sent by the
# client to a server that rejects what the specification does not declare. Exceptions stand in docs/providers/together.md.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$1
port=${2:-4012}
dir=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || "$shared/conformance/spec-server" stop "$port" || true
  rm -rf "$dir"
}
trap stop EXIT

# The paths stand at two spaces, their methods at four.
awk '/^[a-z]/ { paths = /^paths:/ }
  paths && /^  \// { path = $1; sub(/:$/, "", path) }
  paths && /^    (get|post|put|patch|delete):/ { method = $1; sub(/:$/, "", method); print toupper(method), path }' \
  "$shared/specs/together.yaml" >"$dir/declared"
[ "$(wc -l <"$dir/declared")" -gt 50 ] || { echo "found too few calls in the specification" >&2; exit 1; }

"$shared/conformance/spec-server" together "$port" --strict
server=started
mvn -B -ntp -q -Dlauncher -pl sdk-together -am test -Dtest=SpecificationCheck -Dsurefire.failIfNoSpecifiedTests=false \
  -Dfovea.spec.url="http://127.0.0.1:$port" -Dfovea.spec.declared="$dir/declared"
echo "the specification accepts what the client sends"
