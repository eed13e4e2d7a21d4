#!/usr/bin/env bash
# conformance.sh SHARED PROVIDER PORT: every operation that the provider's official specification declares, sent by the
# client to a server that rejects what the specification does not declare. Exceptions stand in docs/providers/PROVIDER.md.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$1
provider=$2
port=$3
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
  "$shared/specs/$provider.yaml" >"$dir/declared"
[ "$(wc -l <"$dir/declared")" -gt 50 ] || { echo "found too few calls in the specification" >&2; exit 1; }

"$shared/conformance/spec-server" "$provider" "$port" --strict
server=started
mvn -B -ntp -q -Dlauncher -pl "sdk-$provider" -am test -Dtest='*SpecificationCheck' -Dsurefire.failIfNoSpecifiedTests=false \
  -Dfovea.spec.url="http://127.0.0.1:$port" -Dfovea.spec.declared="$dir/declared"
echo "the specification of $provider accepts what the client sends"
