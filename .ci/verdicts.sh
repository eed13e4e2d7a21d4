#!/usr/bin/env bash
# verdicts.sh DATA: checks of data sets and of chats agree with the expected verdicts of DATA, for each
# provider, file by file and picture by picture, with pixels within reach and without.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
wrong=0

./fovea --help >/dev/null # builds what is missing
javac -cp "sdk-cli/target/lib/*" -d "$classes" .ci/verdicts/*.java

verdicts() { # with or without, class path
  java -Djava.awt.headless=true -XX:+UseSerialGC -cp "$classes:$2" Verdicts "$data" .ci/verdicts/answers.tsv "$1"
}
jars=$(printf '%s:' sdk-cli/target/lib/*.jar)
verdicts with "$jars" &
with=$!
verdicts without "$(printf '%s' "$jars" | sed 's|[^:]*/sdk-imaging-[^:]*:||')" || wrong=1
wait "$with" || wrong=1
exit $wrong
