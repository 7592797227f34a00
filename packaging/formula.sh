#!/usr/bin/env bash
# Writes the Homebrew formula of a version, for where its files are published.
#   packaging/formula.sh REPOSITORY VERSION SHA256
# REPOSITORY is `repository` in Cargo.toml, SHA256 that of shisaku-VERSION-source.tar.gz.
set -euo pipefail
[ $# = 3 ] || { sed -n '3p' "$0" >&2; exit 2; }
sed -e '/^# A template/d' -e "s|@REPOSITORY@|$1|g" -e "s|@VERSION@|$2|g" -e "s|@SHA256@|$3|g" \
  "$(dirname "$0")/homebrew/shisaku.rb"
