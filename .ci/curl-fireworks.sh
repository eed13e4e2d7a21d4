#!/usr/bin/env bash
# curl-fireworks.sh [PORT [KEY]]: starts `fovea emulate fireworks` and walks the whole road with curl alone: data set, job,
# model, deployment, chat. Every step asserts its status and a field.
. "$(dirname "$0")/curl.bash"

{ line "$red_a" "It is red."; line "$blue_a" "It is blue."; line "$red_a" "It is red."; } >"$dir/train.jsonl"
bytes=$(wc -c <"$dir/train.jsonl")
vision=accounts/fireworks/models/qwen3-vl-8b-instruct

begin fireworks "${1:-4014}" "${2:-embedded}" "/v1/accounts?pageSize=2"

# Whose is the key, in either header, and what happens without one.
call 200 GET "/v1/accounts?pageSize=2"
account=$(field name)
case $account in accounts/?*) ;; *) fail "'$account' is no account" ;; esac
right=$key
key=wrong
call 401 GET "/v1/accounts?pageSize=2"
is code 16
call 200 GET "/v1/$account" -H "X-Api-Key: $right"
is name "$account"
key=$right
call 404 GET /v1/nothing-here

# A data set in one request, and one by a signed address that wants no key but the signed headers.
new_set() { printf '{"datasetId":"%s","dataset":{"format":"CHAT","exampleCount":"3","userUploaded":{}}}' "$1"; }
json 200 POST "/v1/$account/datasets" "$(new_set direct)"
is name "$account/datasets/direct"
is state UPLOADING
is exampleCount 3
json 409 POST "/v1/$account/datasets" "$(new_set direct)"
is code 6
json 400 POST "/v1/$account/datasets" "$(new_set 1-Wrong_Id)"
is code 3
call 200 POST "/v1/$account/datasets/direct:upload" -F "file=@$dir/train.jsonl;type=application/octet-stream"
is bytes "$bytes"
is created_at "$(field created_at | grep -o '^[0-9]*$')"
poll "/v1/$account/datasets/direct" state READY
json 200 POST "/v1/$account/datasets" "$(new_set signed)"
json 200 POST "/v1/$account/datasets/signed:getUploadEndpoint" "{\"filenameToSize\":{\"train.jsonl\":\"$bytes\"}}"
put "$(field train.jsonl)" "$dir/train.jsonl" -H 'Content-Type: application/octet-stream' \
  -H "x-goog-content-length-range: $bytes,$bytes"
json 200 POST "/v1/$account/datasets/signed:validateUpload" '{}'
poll "/v1/$account/datasets/signed" state READY
call 200 GET "/v1/$account/datasets?pageSize=1&orderBy=name%20desc"
is name "$account/datasets/signed"
is totalSize 2
[ -n "$(field nextPageToken)" ] || fail "there is a second page, and no token for it"
call 200 GET "/v1/$account/datasets/direct:getDownloadEndpoint"
curl -sS -o "$dir/back.jsonl" "$(field train.jsonl)"
cmp "$dir/train.jsonl" "$dir/back.jsonl" || fail "the download differs"

# The job.
jobs=/v1/$account/supervisedFineTuningJobs
job() { printf '{"dataset":"%s/datasets/direct","outputModel":"curl-tuned","epochs":2,"loraRank":%s,%s}' "$account" "$1" "$2"; }
json 200 POST "$jobs?supervisedFineTuningJobId=curl" "$(job 8 "\"baseModel\":\"$vision\"")"
is name "$account/supervisedFineTuningJobs/curl"
has '"state":"JOB_STATE_'
json 409 POST "$jobs?supervisedFineTuningJobId=curl" "$(job 8 "\"baseModel\":\"$vision\"")"
json 400 POST "$jobs?supervisedFineTuningJobId=odd" "$(job 12 "\"baseModel\":\"$vision\"")"
json 400 POST "$jobs?supervisedFineTuningJobId=both" "$(job 8 "\"baseModel\":\"$vision\",\"warmStartFrom\":\"$account/models/m\"")"
poll "$jobs/curl" state JOB_STATE_COMPLETED
tuned=$(field outputModel)
is outputModel "$account/models/curl-tuned"
metrics=$(field metricsFileSignedUrl)
curl -sS -o "$dir/body" "$metrics"
has '"loss":'
call 200 GET "/v1/$tuned"
is state READY
is kind HF_PEFT_ADDON
call 404 GET "/v1/$account/models/none"
is code 5

# The deployment.
here=/v1/$account/deployments
json 200 POST "$here?deploymentId=curl&validateOnly=true" "{\"baseModel\":\"$tuned\"}"
call 404 GET "$here/curl"
json 200 POST "$here?deploymentId=curl" \
  "{\"baseModel\":\"$tuned\",\"acceleratorType\":\"NVIDIA_H100_80GB\",\"acceleratorCount\":1,\"minReplicaCount\":0,\"maxReplicaCount\":1}"
is state CREATING
poll "$here/curl" state READY
ask="{\"model\":\"$account/deployments/curl\",\"messages\":[{\"role\":\"user\",\"content\":$(parts "$blue_b")}]"

# The chat below both prefixes: about pictures that were not in the file.
answered /inference/v1/chat/completions "$ask}"
for prefix in /inference/v1 /v1; do
  json 200 POST "$prefix/chat/completions" "$ask}" -H 'x-request-id: curl-1'
  is content "It is blue."
  is finish_reason stop
  [ "$(header x-request-id)" = curl-1 ] || fail "the request id is '$(header x-request-id)'"
  [ "$(header fireworks-prompt-tokens)" -gt 0 ] || fail "no count of the prompt's tokens in the headers"
done
json 200 POST /inference/v1/chat/completions "${ask//$blue_b/$red_b},\"perf_metrics_in_response\":true}"
is content "It is red."
has '"perf_metrics":{'
json 200 POST /inference/v1/chat/completions "$ask,\"stream\":true}"
has '^data: {"id":'
has '"usage":{'
has '^data: \[DONE\]'
has 'text/event-stream' headers
status=$(curl -sS -o "$dir/body" -w '%{http_code}' -H "Authorization: Bearer $key" --data-binary "$ask,\"no_such_field\":1}" "$base/inference/v1/chat/completions")
case $status in 400 | 422) ;; *) fail "an unknown field: status $status" ;; esac
json 400 POST /inference/v1/chat/completions "$ask,\"max_tokens\":4,\"max_completion_tokens\":4}"
json 404 POST /inference/v1/chat/completions "${ask/deployments\/curl/deployments\/none}}"

# Nothing runs, a question wakes it, and it goes only when told twice.
json 200 PATCH "$here/curl:scale" '{"replicaCount":0}'
poll "$here/curl" replicaCount 0
json 503 POST /inference/v1/chat/completions "$ask}"
is code DEPLOYMENT_SCALING_UP
answered /inference/v1/chat/completions "$ask}"
call 400 DELETE "$here/curl"
is code 9
call 200 DELETE "$here/curl?ignoreChecks=true"
call 200 GET "$here"
if grep -q '"name":' "$dir/body"; then fail "a deleted deployment is still listed"; fi
call 200 GET "$here?showDeleted=true"
is name "$account/deployments/curl"
json 200 POST "$here/curl:undelete" '{}'
call 200 DELETE "$here/curl?ignoreChecks=true&hard=true"
call 404 GET "$here/curl"
is code 5
call 200 DELETE "/v1/$account/datasets/direct"
call 404 GET "/v1/$account/datasets/direct"
echo "curl alone walked the whole road."
