#!/usr/bin/env bash
# convert.sh DATA: data sets of DATA are refused where they are, converted, and taken where they arrive.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

check() { # provider, file, report
  ./fovea datasets check --provider "$1" --json "$2" > "$3" || [ $? -eq 1 ]
}

holds() { # report, condition on it as JavaScript, what it means
  node -e '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    if (!eval(process.argv[2])) { console.log(`not so: ${process.argv[3]}: ${JSON.stringify(report).slice(0, 2000)}`); process.exit(1); }
    console.log(process.argv[3]);' "$1" "$2" "$3"
}

food=$data/jsonl/fireworks_food_reasoning_1-20.jsonl
check together "$food" "$out/before.json"
holds "$out/before.json" 'report.examples === 20 && report.errors === 20 && report.counts["together.mixed-content"] === 20
  && new Set(report.findings.map(found => found.line)).size === 20' "together finds one mixed content in each of 20 lines"
./fovea datasets convert "$food" "$out/food.jsonl" --from fireworks --to together --strict --json > "$out/moved.json"
holds "$out/moved.json" 'report.written && report.losses === 0 && report.counts["wrapped-content"] === 20' \
  "they are converted without a loss, with one wrapped content each"
check together "$out/food.jsonl" "$out/after.json"
holds "$out/after.json" 'report.examples === 20 && report.errors === 0 && report.warnings === 0' "together finds nothing any more"

# The pictures of this one are not there: any will do.
demo=$data/jsonl/llamafactory_v1_multimodal_demo.jsonl
picture=$(find "$data/photos" -iname '*.jpg' | sort | head -1)
grep -o '"value": "data/[^"]*"' "$demo" | sed 's/.*: "//; s/"$//' | sort -u | while read -r file; do
  mkdir -p "$out/$(dirname "$file")"
  cp "$picture" "$out/$file"
done
./fovea datasets convert "$demo" "$out/demo.jsonl" --from sharegpt --to together --images "$out" --json > "$out/demo.json"
holds "$out/demo.json" 'report.written && report.lines === 24 && report.examples === 24 && report.pictures === 32' \
  "a demo of another tool is converted with its pictures"
