#!/usr/bin/env bash
# Builds the program twice, in two folders, and compares the bytes: the same source must give the
# same binary. Takes two release builds.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in one two; do
  git clone --quiet --no-hardlinks . "$work/$copy"
  # The folder's name would otherwise stand in the messages of panics.
  RUSTFLAGS="--remap-path-prefix=$work/$copy=. ${RUSTFLAGS:-}" CARGO_TARGET_DIR="$work/target-$copy" \
    cargo build --quiet --release --locked --manifest-path "$work/$copy/Cargo.toml"
done
sha256sum "$work"/target-*/release/shisaku
cmp "$work/target-one/release/shisaku" "$work/target-two/release/shisaku"
echo "the two builds are the same"
