#!/usr/bin/env bash
# long-stream.sh [GB]: a stream made on the fly, checked in one pass with 128 MB of heap. Its last lines are broken, one behind
# 134 MB and one behind 2.2 GB of base64; every finding must stand at its line and column, and no more than 48 MB of heap may live.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -ntp -q -Dlauncher -pl benchmarks -am -DskipTests compile dependency:build-classpath -Dmdep.outputFile=target/classpath
java -Xmx128m -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.fovea.benchmarks.Main stream "${1:-3}"
