#!/usr/bin/env bash
# curl-together.sh [PORT [KEY]]: starts `fovea emulate together` and walks the whole road with curl alone: upload, job,
# events, deployment, chat. Every step asserts its status and a field.
. "$(dirname "$0")/curl.bash"

{ line "$red_a" "It is red."; line "$blue_a" "It is blue."; } >"$dir/train.jsonl"

begin together "${1:-4011}" "${2:-embedded}" /v1/whoami

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
put "$storage" "$dir/train.jsonl"
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
answered /v1/chat/completions "$ask}"
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
