# Sourced by the scripts that walk an emulator's road with curl alone: begin PROVIDER PORT KEY, then call, json, poll and the
# assertions. Needs bash, curl, base64, sed and grep.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dir=$(mktemp -d)
emulator=
stop() {
  if [ -n "$emulator" ]; then kill "$emulator" 2>/dev/null || true; wait "$emulator" 2>/dev/null || true; fi
  rm -rf "$dir"
}
trap stop EXIT

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  [ -f "$dir/body" ] && sed 's/^/  body: /' "$dir/body" | cut -c1-500 >&2
  [ -f "$dir/emulator.log" ] && tail -n 5 "$dir/emulator.log" | sed 's/^/  emulator: /' >&2
  exit 1
}

# begin PROVIDER PORT KEY PATH: starts the emulator and waits until it answers at the path.
begin() {
  base=http://127.0.0.1:$2
  key=$3
  ./fovea emulate "$1" --port "$2" >"$dir/emulator.log" 2>&1 &
  emulator=$!
  local tries=0
  until curl -s -o "$dir/body" "$base$4"; do
    kill -0 "$emulator" 2>/dev/null || fail "the emulator ended"
    tries=$((tries + 1))
    [ "$tries" -lt 1200 ] || fail "nobody answers on port $2"
    sleep 0.2
  done
}

# call STATUS METHOD PATH [curl options]: one request; the answer stands in $dir/body and $dir/headers.
call() {
  local wanted=$1 method=$2 path=$3
  shift 3
  local status
  status=$(curl -sS -o "$dir/body" -D "$dir/headers" -w '%{http_code}' -X "$method" \
    -H "Authorization: Bearer $key" "$@" "$base$path") || fail "$method $path: no answer"
  [ "$status" = "$wanted" ] || fail "$method $path: status $status, wanted $wanted"
  printf '%-6s %-70s %s\n' "$method" "$path" "$status"
}
# json STATUS METHOD PATH BODY [curl options]
json() { call "$1" "$2" "$3" -H 'Content-Type: application/json' --data-binary "$4" "${@:5}"; }
# put URL FILE [curl options]: to storage, without the key.
put() {
  local url=$1 file=$2 status
  shift 2
  case $url in http://*) ;; *) fail "the storage URL '$url' is not absolute" ;; esac
  status=$(curl -sS -o "$dir/body" -w '%{http_code}' -T "$file" "$@" "$url")
  [ "$status" = 200 ] || fail "PUT to storage: status $status, wanted 200"
  printf '%-6s %-70s %s\n' PUT "${url%%\?*}" "$status"
}
# The first text, number or boolean of this name in the answer.
field() { grep -o "\"$1\":\(\"[^\"]*\"\|[^,}\"]*\)" "$dir/body" | head -n 1 | sed -e "s/^\"$1\"://" -e 's/^"//' -e 's/"$//'; }
# is NAME VALUE: the field has this value.
is() { [ "$(field "$1" || true)" = "$2" ] || fail "field $1 is '$(field "$1" || true)', wanted '$2'"; }
has() { grep -q -- "$1" "$dir/${2:-body}" || fail "no '$1' in the ${2:-body}"; }
header() { grep -i "^$1:" "$dir/headers" | sed -e 's/^[^:]*: *//' -e 's/\r$//' | head -n 1; }
# poll PATH NAME VALUE: asks until the field has this value.
poll() {
  local tries=0
  until curl -sS -o "$dir/body" -H "Authorization: Bearer $key" "$base$1" && [ "$(field "$2")" = "$3" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 150 ] || fail "GET $1: $2 is still '$(field "$2" || true)', wanted '$3'"
    sleep 0.2
  done
  printf '%-6s %-70s %s\n' poll "$1" "$2=$3"
}
# answered PATH BODY: asks until the model answers.
answered() {
  local tries=0
  until [ "$(curl -sS -o "$dir/body" -w '%{http_code}' -H "Authorization: Bearer $key" -H 'Content-Type: application/json' \
    --data-binary "$2" "$base$1")" = 200 ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 150 ] || fail "POST $1: it never answered"
    sleep 0.2
  done
}

# Four pictures, two red and two blue things on white, and what they are.
red_a=iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAAJklEQVR4XmP4TyXAgC5ALhjkBp2QkyOIkNUjg1GDRg2iBhjGBgEADOq+Tr3I6PwAAAAASUVORK5CYII=
red_b=iVBORw0KGgoAAAANSUhEUgAAABgAAAAYCAIAAABvFaqvAAAANUlEQVR4XmP4TyXAgC5ALhjkBp2QkyOIkNUjg1GDRg2CAUxtmAhZPTIYKQZRAkYNIgyGsUEAs4qdfC+4yDsAAAAASUVORK5CYII=
blue_a=iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAAJklEQVR4XmP4TyXAgC5ALhjkBsnZnCCIkNUjg1GDRg2iBhjGBgEAfGHJjsm4oDYAAAAASUVORK5CYII=
blue_b=iVBORw0KGgoAAAANSUhEUgAAABgAAAAYCAIAAABvFaqvAAAANUlEQVR4XmP4TyXAgC5ALhjkBsnZnCCIkNUjg1GDRg2CAUxtmAhZPTIYKQZRAkYNIgyGsUEAu7euXBhGlxgAAAAASUVORK5CYII=
printf '%s' "$red_a" | base64 -d | grep -q PNG || fail "the pictures of this script are damaged"

question='"Which colour is it?"'
# parts PICTURE: the content of a question about it.
parts() { printf '[{"type":"text","text":%s},{"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}}]' "$question" "$1"; }
# line PICTURE ANSWER: a line of training data.
line() {
  printf '{"messages":[{"role":"user","content":%s},{"role":"assistant","content":[{"type":"text","text":"%s"}]}]}\n' "$(parts "$1")" "$2"
}
