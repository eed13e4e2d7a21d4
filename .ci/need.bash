# Sourced: need COMMAND [APT_OPTION...] DEBIAN_PACKAGE... installs the packages where the command is missing.
need() {
  command -v "$1" >/dev/null 2>&1 && return
  echo "installing ${*: -1}"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${@:2}"
}
