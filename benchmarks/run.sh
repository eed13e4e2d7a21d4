#!/usr/bin/env bash
# run.sh [quick] [FOLDER]: builds, measures everything side by side, and prints it as the tables of docs/performance.md.
# Needs 4 GiB free in FOLDER (the temporary folder if absent); about five minutes on an idle machine, two with `quick`.
set -euo pipefail
cd "$(dirname "$0")/.."
quick=
if [ "${1:-}" = quick ]; then quick=yes; shift; fi
folder=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/fovea-benchmarks.XXXXXX")
trap 'rm -rf "$folder"' EXIT

mvn -B -ntp -q -Dlauncher -pl benchmarks -am -DskipTests compile dependency:build-classpath -Dmdep.outputFile=target/classpath
# Without what only tests need.
class_path=benchmarks/target/classes:$(tr ':' '\n' < benchmarks/target/classpath | grep -v -e junit -e assertj -e byte-buddy | paste -sd:)
fovea() { java -cp "$class_path" dev.fovea.benchmarks.Main "$@"; }

rounds=3 times=4 bytes=$((1 << 30)) stream=3 jmh=(-i 3 -wi 3)
if [ -n "$quick" ]; then rounds=1 times=3 bytes=$((1 << 28)) stream=1 jmh=(-i 2 -wi 2 -w 1 -r 1); fi

cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1 || true)
echo "$(date -u +%F), $(getconf _NPROCESSORS_ONLN) cores${cpu:+ of $cpu}, $(uname -sr), $(java -version 2>&1 | sed -n 2p)"
echo "load when it began: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || uptime)"

printf '\n### Check\n\n'
fovea generate "$folder/vision.jsonl" "$bytes"
echo
fovea compare-passes "$folder/vision.jsonl" "$rounds" "$times"
rm "$folder/vision.jsonl"

printf '\n### Write\n\n'
fovea compare-writes "$folder" "$rounds" "$times" "$bytes"
echo
fovea writer-heap "$folder"

printf '\n### Long stream\n\n'
java -Xmx128m -cp "$class_path" dev.fovea.benchmarks.Main stream "$stream"

printf '\n### One line and ten, two pictures each\n\n'
java -cp "$class_path" org.openjdk.jmh.Main LineBenchmark -prof gc "${jmh[@]}" -o "$folder/jmh.txt"
echo '| what | lines | us | bytes allocated |'
echo '|---|---|---|---|'
awk '$1 ~ /^LineBenchmark\.[a-z]+$/ { us[$1 " | " $2] = $5 }
  $1 ~ /alloc\.rate\.norm$/ { sub(/:.*/, "", $1); printf "| %s | %s | %.0f | %.0f |\n", $1, $2, us[$1 " | " $2], $5 }' "$folder/jmh.txt"
echo
echo "load when it ended: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || uptime)"
