#!/usr/bin/env bash
# curl-together.sh [PORT [KEY]]: starts `fovea emulate together` and walks the whole road with curl alone: upload, job,
# events, deployment, chat. Every step asserts its status and a field. Needs bash, curl, base64, sed and grep.
set -euo pipefail
cd "$(dirname "$0")/.."
port=${1:-4011}
key=${2:-embedded}
base=http://127.0.0.1:$port
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
json() { call "$1" "$2" "$3" -H 'Content-Type: application/json' --data-binary "$4"; }
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

# Four pictures, two red and two blue things on white, and what they are.
red_a=iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAAJklEQVR4XmP4TyXAgC5ALhjkBp2QkyOIkNUjg1GDRg2iBhjGBgEADOq+Tr3I6PwAAAAASUVORK5CYII=
red_b=iVBORw0KGgoAAAANSUhEUgAAABgAAAAYCAIAAABvFaqvAAAANUlEQVR4XmP4TyXAgC5ALhjkBp2QkyOIkNUjg1GDRg2CAUxtmAhZPTIYKQZRAkYNIgyGsUEAs4qdfC+4yDsAAAAASUVORK5CYII=
blue_a=iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAAJklEQVR4XmP4TyXAgC5ALhjkBsnZnCCIkNUjg1GDRg2iBhjGBgEAfGHJjsm4oDYAAAAASUVORK5CYII=
blue_b=iVBORw0KGgoAAAANSUhEUgAAABgAAAAYCAIAAABvFaqvAAAANUlEQVR4XmP4TyXAgC5ALhjkBsnZnCCIkNUjg1GDRg2CAUxtmAhZPTIYKQZRAkYNIgyGsUEAu7euXBhGlxgAAAAASUVORK5CYII=
printf '%s' "$red_a" | base64 -d | grep -q PNG || fail "the pictures of this script are damaged"

question='"Which colour is it?"'
# parts PICTURE: the content of a question about it.
parts() { printf '[{"type":"text","text":%s},{"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}}]' "$question" "$1"; }
line() {
  printf '{"messages":[{"role":"user","content":%s},{"role":"assistant","content":[{"type":"text","text":"%s"}]}]}\n' "$(parts "$1")" "$2"
}
{ line "$red_a" "It is red."; line "$blue_a" "It is blue."; } >"$dir/train.jsonl"

./fovea emulate together --port "$port" >"$dir/emulator.log" 2>&1 &
emulator=$!
tries=0
until curl -s -o "$dir/body" "$base/v1/whoami"; do
  kill -0 "$emulator" 2>/dev/null || fail "the emulator ended"
  tries=$((tries + 1))
  [ "$tries" -lt 1200 ] || fail "nobody answers on port $port"
  sleep 0.2
done

# Who am I, and what happens without a key.
call 200 GET /v1/whoami
is project_slug embedded
project=$(field project_id)
right=$key
key=wrong
call 401 GET /v1/whoami
is type authentication_error
key=$right

# Upload: announced, put to storage without a key, processed.
call 302 POST /v1/files --data-urlencode purpose=fine-tune --data-urlencode file_name=train.jsonl --data-urlencode file_type=jsonl
file=$(header X-Together-File-Id)
storage=$(header Location)
case $storage in http://*) ;; *) fail "the storage URL '$storage' is not absolute" ;; esac
status=$(curl -sS -o "$dir/body" -w '%{http_code}' -T "$dir/train.jsonl" "$storage")
[ "$status" = 200 ] || fail "PUT to storage: status $status, wanted 200"
printf '%-6s %-70s %s\n' PUT "${storage%%\?*}" "$status"
call 200 POST "/v1/files/$file/preprocess" -H 'Content-Length: 0'
is id "$file"
poll "/v1/files/$file" processing_status COMPLETED
is LineCount 2

# The job and its events.
json 200 POST /v1/fine-tunes "{\"training_file\":\"$file\",\"model\":\"Qwen/Qwen3-VL-8B-Instruct\",\"n_epochs\":2,\"suffix\":\"curl\"}"
is status pending
job=$(field id)
poll "/v1/fine-tunes/$job" status completed
model=$(field model_object_id)
call 200 GET "/v1/fine-tunes/$job/events"
has '"type":"TRAINING_START"'
has '"type":"JOB_COMPLETE"'
json 400 POST /v1/fine-tunes '{"training_file":"file-none","model":"Qwen/Qwen3-VL-8B-Instruct"}'
is param training_file

# The deployment: endpoint, certified config, replicas, traffic.
call 200 GET "/v2/projects/$project/configs?referenceModel=projects/$project/models/$model"
config=$(field id)
json 200 POST "/v2/projects/$project/endpoints" '{"name":"curl"}'
endpoint=$(field id)
name=$(field name)
json 200 POST "/v2/projects/$project/endpoints/$endpoint/deployments" \
  "{\"name\":\"first\",\"model\":\"projects/$project/models/$model\",\"config\":\"projects/proj_platform/configs/$config\",\"autoscaling\":{\"minReplicas\":1,\"maxReplicas\":1}}"
is state DEPLOYMENT_STATE_PROVISIONING
deployment=$(field id)
ask="{\"model\":\"$name\",\"messages\":[{\"role\":\"user\",\"content\":$(parts "$blue_b")}]"
json 503 POST /v1/chat/completions "$ask}"
is code routing_error
poll "/v2/projects/$project/endpoints/$endpoint/deployments/$deployment" state DEPLOYMENT_STATE_READY
json 200 PATCH "/v2/projects/$project/endpoints/$endpoint" "{\"trafficSplit\":[{\"deploymentId\":\"$deployment\",\"weight\":1}]}"
is deploymentId "$deployment"

# The chat, as soon as the routers know: about pictures that were not in the file.
tries=0
until [ "$(curl -sS -o "$dir/body" -w '%{http_code}' -H "Authorization: Bearer $key" --data-binary "$ask}" "$base/v1/chat/completions")" = 200 ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 150 ] || fail "the endpoint never answered"
  sleep 0.2
done
json 200 POST /v1/chat/completions "$ask}"
is content "It is blue."
is finish_reason stop
json 200 POST /v1/chat/completions "${ask//$blue_b/$red_b}}"
is content "It is red."
json 200 POST /v1/chat/completions "$ask,\"stream\":true}"
has '^data: {"id":'
has '^data: \[DONE\]'
has 'text/event-stream' headers

# Stopped, out of the split, gone.
json 200 PATCH "/v2/projects/$project/endpoints/$endpoint/deployments/$deployment" '{"autoscaling":{"minReplicas":0,"maxReplicas":0}}'
is state DEPLOYMENT_STATE_STOPPING
poll "/v2/projects/$project/endpoints/$endpoint/deployments/$deployment" state DEPLOYMENT_STATE_STOPPED
json 200 PATCH "/v2/projects/$project/endpoints/$endpoint" "{\"trafficSplit\":[{\"deploymentId\":\"$deployment\",\"weight\":0}]}"
is weight 0
call 200 DELETE "/v2/projects/$project/endpoints/$endpoint/deployments/$deployment"
call 200 DELETE "/v2/projects/$project/endpoints/$endpoint"
call 404 GET "/v2/projects/$project/endpoints/$endpoint"
is code 5
echo "curl alone walked the whole road."
