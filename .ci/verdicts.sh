#!/usr/bin/env bash
# verdicts.sh DATA: `fovea datasets check` and the chat rules agree with the expected verdicts of DATA,
# for each provider, file by file and picture by picture.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
wrong=0

check() { # provider, file, report
  ./fovea datasets check --provider "$1" --json "$2" > "$3" || [ $? -eq 1 ]
}

# One line a picture, so that one check judges them all.
pictures() { # provider, folder
  node -e '
    const fs = require("fs"), [folder, provider, out] = process.argv.slice(1);
    const rows = fs.readFileSync(`${folder}/manifest.tsv`, "utf8").trim().split("\n").map(row => row.split("\t"));
    const column = rows[0].indexOf(`${provider}_train`), magic = rows[0].indexOf("magic");
    const types = {JPEG: "jpeg", PNG: "png", WEBP: "webp"};
    const lines = [], expected = [];
    for (const row of rows.slice(1)) {
      const type = types[row[magic]] || row[magic].toLowerCase();
      const url = `data:image/${type};base64,` + fs.readFileSync(`${folder}/${row[0]}`).toString("base64");
      lines.push(JSON.stringify({messages: [
        {role: "user", content: [{type: "text", text: row[0]}, {type: "image_url", image_url: {url}}]},
        {role: "assistant", content: [{type: "text", text: "seen"}]}]}));
      expected.push([row[0], row[column]]);
    }
    fs.writeFileSync(`${out}.jsonl`, lines.join("\n") + "\n");
    fs.writeFileSync(`${out}.expected`, JSON.stringify(expected));' "$data/$2" "$1" "$out/$2"
  check "$1" "$out/$2.jsonl" "$out/$2.json"
  node -e '
    const fs = require("fs"), [provider, out] = process.argv.slice(1);
    const expected = JSON.parse(fs.readFileSync(`${out}.expected`)), report = JSON.parse(fs.readFileSync(`${out}.json`));
    const wrong = expected.map(([file, verdict], i) => {
      const errors = report.findings.filter(f => f.severity === "error" && f.line === i + 1);
      const agrees = verdict === "accept" ? !errors.length : verdict.startsWith("reject") ? errors.length : true;
      return agrees ? null : `${file}: wanted ${verdict}, found ${JSON.stringify(errors)}`;
    }).filter(Boolean);
    console.log(`${provider}, ${out.split("/").pop()}: ${expected.length} pictures, ${wrong.length} wrong verdicts`);
    wrong.forEach(row => console.log("  " + row));
    process.exit(expected.length && !wrong.length ? 0 : 1);' "$1" "$out/$2" || wrong=1
}

# file <tab> accept or reject, a line each on standard input
files() { # provider
  local file verdict errors count=0
  while IFS=$'\t' read -r file verdict; do
    count=$((count + 1))
    check "$1" "$data/jsonl/$file" "$out/report.json"
    errors=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).errors' "$out/report.json")
    case $verdict in
      accept*) [ "$errors" -eq 0 ] || { echo "$1, $file: wanted $verdict, found $errors errors"; wrong=1; } ;;
      reject*) [ "$errors" -gt 0 ] || { echo "$1, $file: wanted $verdict, found none"; wrong=1; } ;;
      unspecified*) ;;
      *) echo "$1, $file: no verdict to compare with: $verdict"; wrong=1 ;;
    esac
  done
  echo "$1: $count data sets compared"
}

verdicts() { # provider: the files and their verdicts in the manifest
  awk -F'\t' -v name="$1_train" '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) column = i }
    NR > 1 { print $1 "\t" $column }' "$data/jsonl/manifest.tsv"
}

for provider in together fireworks openai; do
  for folder in images photos receipts tables; do
    pictures "$provider" "$folder"
  done
done
# What may be shown in a chat is checked without a command of its own.
for folder in images photos receipts tables; do
  for provider in fireworks openai; do
    java -cp sdk-cli/target/fovea.jar .ci/ChatVerdicts.java "$provider" "$data/$folder" || wrong=1
  done
done
{
  verdicts together | grep -v 'strict mode'
  awk -F'\t' 'NR > 1 { print "together-check-file/" $1 "\t" ($2 == "pass" ? "accept" : "reject") }' \
    "$data/jsonl/together-check-file/expected.tsv" | grep -v valid_instruction_multimodal
} | sort -u > "$out/together.tsv"
verdicts fireworks > "$out/fireworks.tsv"
# One file's lines are good but fewer than ten; "line-level" says so and is compared as unspecified.
verdicts openai | sed 's/\tline-level.*/\tunspecified/' > "$out/openai.tsv"
files together < "$out/together.tsv"
files fireworks < "$out/fireworks.tsv"
files openai < "$out/openai.tsv"

# Their check passes this one although its base64 is no picture; ours must not.
check together "$data/jsonl/together-check-file/valid_instruction_multimodal.jsonl" "$out/report.json"
node -e '
  const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  process.exit(report.errors > 0 ? 0 : 1);' "$out/report.json" || { echo "an undecodable picture passed"; wrong=1; }
exit $wrong
