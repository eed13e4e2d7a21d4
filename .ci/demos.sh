#!/usr/bin/env bash
# demos.sh DATA: the demo on drawn pictures and on the two labelled sets of DATA, with the accuracies it must reach.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

accuracy() { node -e '
  const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  const tuned = report.tunedAccuracy, floor = Number(process.argv[2]);
  console.log(`tuned ${tuned}, base ${report.baseAccuracy}, wanted at least ${floor}`);
  process.exit(tuned >= floor ? 0 : 1);' "$1" "$2"; }

./fovea demo --json > "$out/drawn.json"
accuracy "$out/drawn.json" 0.9
./fovea demo --json --images "$data/photos" --labels "$data/photos/labels.jsonl" > "$out/photos.json"
accuracy "$out/photos.json" 0.6
./fovea demo --json --images "$data/receipts" --labels "$data/receipts/labels.jsonl" > "$out/receipts.json"
node -e '
  const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  const keys = "company,date,address,total";
  const wrong = report.answers.filter(a => Object.keys(JSON.parse(a.tuned)).join() !== keys);
  console.log(`${report.answers.length} receipts answered, ${wrong.length} without exactly the trained keys`);
  process.exit(report.answers.length > 0 && wrong.length === 0 ? 0 : 1);' "$out/receipts.json"
