#!/usr/bin/env bash
# demos.sh DATA: the demo at each provider, on drawn pictures and on the two labelled sets of DATA, with the accuracies it must
# reach; what all have learned from the same pictures must be the same.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

accuracy() { node -e '
  const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  const tuned = report.tunedAccuracy, floor = Number(process.argv[2]);
  console.log(`${report.provider}: tuned ${tuned}, base ${report.baseAccuracy}, wanted at least ${floor}`);
  process.exit(tuned >= floor ? 0 : 1);' "$1" "$2"; }

providers=$(.ci/providers | xargs)
for provider in $providers; do
  demo() { ./fovea demo -p "$provider" --seed 7 --json "$@"; }
  demo > "$out/drawn-$provider.json"
  accuracy "$out/drawn-$provider.json" 0.9
  demo --images "$data/photos" --labels "$data/photos/labels.jsonl" > "$out/photos-$provider.json"
  accuracy "$out/photos-$provider.json" 0.6
  demo --images "$data/receipts" --labels "$data/receipts/labels.jsonl" > "$out/receipts-$provider.json"
  node -e '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const keys = "company,date,address,total";
    const wrong = report.answers.filter(a => Object.keys(JSON.parse(a.tuned)).join() !== keys);
    console.log(`${report.provider}: ${report.answers.length} receipts answered, ${wrong.length} without exactly the trained keys`);
    process.exit(report.answers.length > 0 && wrong.length === 0 ? 0 : 1);' "$out/receipts-$provider.json"
done

for set in drawn photos receipts; do
  node -e '
    const read = provider => JSON.parse(require("fs").readFileSync(`${process.argv[1]}-${provider}.json`, "utf8"));
    const said = report => JSON.stringify([report.tunedAccuracy, report.answers.map(a => [a.sha256, a.tuned])]);
    const [set, ...providers] = process.argv.slice(1);
    const same = new Set(providers.map(provider => said(read(provider)))).size === 1;
    console.log(`${set.split("/").pop()}: ${same ? "the same answers" : "OTHER ANSWERS"} at ${providers.join(", ")}`);
    process.exit(same ? 0 : 1);' "$out/$set" $providers
done
