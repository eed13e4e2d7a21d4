# Sourced by the scripts that need a package of npm in a temporary folder, $dir: package NAME@VERSION. And by those that drive an
# emulator with a vendor's own npm client, unmodified: walk PROVIDER CLIENT ROAD PORT KEY; the road gets the folder as its third
# argument. Needs curl, node 20 and npm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dir=$(mktemp -d)
emulator=
stop() {
  if [ -n "$emulator" ]; then kill "$emulator" 2>/dev/null || true; wait "$emulator" 2>/dev/null || true; fi
  rm -rf "$dir"
}
trap stop EXIT

package() {
  echo '{"private":true}' >"$dir/package.json"
  npm install --prefix "$dir" --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error "$1"
}

walk() {
  local provider=$1 client=$2 road=$3 port=$4 key=$5
  package "$client"

  ./fovea emulate "$provider" --port "$port" >"$dir/emulator.log" 2>&1 &
  emulator=$!
  local tries=0
  until curl -s -o "$dir/answer" "http://127.0.0.1:$port/v1/models"; do
    kill -0 "$emulator" 2>/dev/null || { cat "$dir/emulator.log" >&2; exit 1; }
    tries=$((tries + 1))
    [ "$tries" -lt 1200 ] || { echo "nobody answers on port $port" >&2; exit 1; }
    sleep 0.2
  done
  node "$road" "http://127.0.0.1:$port/v1" "$key" "$dir" || { tail -n 5 "$dir/emulator.log" >&2; exit 1; }
}
