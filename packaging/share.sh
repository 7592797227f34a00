#!/usr/bin/env bash
# Writes what goes beside the program: manual pages, completions, notices.
#   packaging/share.sh PROGRAM FOLDER
set -euo pipefail
program=$1
folder=$2
mkdir -p "$folder/ja"
"$program" --lang en man >"$folder/shisaku.1"
"$program" --lang ja man >"$folder/ja/shisaku.1"
"$program" completions bash >"$folder/shisaku.bash"
"$program" completions zsh >"$folder/_shisaku"
"$program" completions fish >"$folder/shisaku.fish"
"$program" licenses >"$folder/licenses.txt"
