#!/usr/bin/env bash
# curl-openai.sh [PORT [KEY]]: starts `fovea emulate openai` and walks the whole road with curl alone: upload at once and in
# parts, job, events, checkpoints, chat with pictures, batch. Every step asserts its status and a field.
. "$(dirname "$0")/curl.bash"

# Ten examples are the least.
for _ in 1 2 3 4 5; do line "$red_a" "It is red."; line "$blue_a" "It is blue."; done >"$dir/train.jsonl"
size=$(wc -c <"$dir/train.jsonl" | tr -d ' ')

begin openai "${1:-4015}" "${2:-embedded}" /v1/models

# What is there, and what happens without a key, with a wrong one, at a wrong place.
call 200 GET /v1/models
has '"id":"gpt-4o-2024-08-06"'
header x-request-id | grep -q '^req_' || fail "no request id"
right=$key
key=sk-invalid
call 401 GET /v1/models
is code invalid_api_key
is status 401
key=$right
call 404 GET /v1/nowhere
has 'Invalid URL (GET /v1/nowhere)'

# Upload, in either order of the parts.
call 200 POST /v1/files -F purpose=fine-tune -F "file=@$dir/train.jsonl"
is status processed
is bytes "$size"
file=$(field id)
call 200 GET "/v1/files/$file/content"
cmp -s "$dir/body" "$dir/train.jsonl" || fail "the file came back changed"
call 200 GET '/v1/files?purpose=fine-tune&limit=1'
is first_id "$file"
is has_more false
call 404 GET /v1/files/file-none
is param id

# Upload in parts.
json 200 POST /v1/uploads "{\"filename\":\"train.jsonl\",\"purpose\":\"fine-tune\",\"bytes\":$size,\"mime_type\":\"text/jsonl\"}"
is status pending
upload=$(field id)
head -c 1000 "$dir/train.jsonl" >"$dir/one"
tail -c +1001 "$dir/train.jsonl" >"$dir/two"
call 200 POST "/v1/uploads/$upload/parts" -F "data=@$dir/one"
one=$(field id)
call 200 POST "/v1/uploads/$upload/parts" -F "data=@$dir/two"
two=$(field id)
json 200 POST "/v1/uploads/$upload/complete" "{\"part_ids\":[\"$one\",\"$two\"]}"
is status completed

# The job, its events and checkpoints.
json 200 POST /v1/fine_tuning/jobs "{\"training_file\":\"$file\",\"model\":\"gpt-4o-2024-08-06\",\"suffix\":\"curl\",\"metadata\":{\"run\":\"curl\"},\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"n_epochs\":2}}}}"
is status validating_files
is fine_tuned_model null
job=$(grep -o 'ftjob-[A-Za-z0-9]*' "$dir/body" | head -n 1)
poll "/v1/fine_tuning/jobs/$job" status succeeded
model=$(field fine_tuned_model)
call 200 GET "/v1/fine_tuning/jobs/$job/events?limit=2"
has '"message":"The job has successfully completed"'
is has_more true
call 200 GET "/v1/fine_tuning/jobs/$job/checkpoints"
is fine_tuned_model_checkpoint "$model:ckpt-step-$(field step_number)"
call 200 GET '/v1/fine_tuning/jobs?metadata%5Brun%5D=curl'
has "\"id\":\"$job\""
call 400 POST "/v1/fine_tuning/jobs/$job/cancel" -H 'Content-Length: 0'
json 400 POST /v1/fine_tuning/jobs '{"training_file":"file-none","model":"gpt-4o-2024-08-06"}'
is type invalid_request_error

# The chat, as soon as the model is there: about pictures that were not in the file.
ask="{\"model\":\"$model\",\"messages\":[{\"role\":\"user\",\"content\":$(parts "$blue_b")}]"
answered /v1/chat/completions "$ask}"
json 200 POST /v1/chat/completions "$ask}"
is content "It is blue."
is finish_reason stop
is model "$model"
header x-ratelimit-remaining-requests | grep -q '^[0-9]*$' || fail "no word of the limits"
json 200 POST /v1/chat/completions "${ask//$blue_b/$red_b}}"
is content "It is red."
json 200 POST /v1/chat/completions "$ask,\"stream\":true,\"stream_options\":{\"include_usage\":true}}"
has '^data: {"id":"chatcmpl-'
has '"choices":\[\],"usage":{"prompt_tokens":'
has '^data: \[DONE\]'
has 'text/event-stream' headers
json 400 POST /v1/chat/completions "${ask/$blue_b/aGVsbG8=}}"
is code invalid_image_format
json 404 POST /v1/chat/completions '{"model":"ft:none","messages":[{"role":"user","content":"x"}]}'
is code model_not_found

# Vectors and moderation.
json 200 POST /v1/embeddings '{"model":"text-embedding-3-small","input":"a leaf","dimensions":2,"encoding_format":"base64"}'
is object list
json 200 POST /v1/moderations '{"input":"a leaf"}'
is flagged false

# A batch.
printf '{"custom_id":"one","method":"POST","url":"/v1/chat/completions","body":%s}}\n' "$ask" >"$dir/batch.jsonl"
call 200 POST /v1/files -F purpose=batch -F "file=@$dir/batch.jsonl"
json 200 POST /v1/batches "{\"input_file_id\":\"$(field id)\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\"}"
is status validating
poll "/v1/batches/$(field id)" status completed
call 200 GET "/v1/files/$(field output_file_id)/content"
is custom_id one
is content "It is blue."

# Gone.
call 200 DELETE "/v1/models/$model"
is deleted true
json 404 POST /v1/chat/completions "$ask}"
is code model_not_found
call 200 DELETE "/v1/files/$file"
is deleted true
call 404 GET "/v1/files/$file"
echo "curl alone walked the whole road."
