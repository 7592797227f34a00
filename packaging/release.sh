#!/usr/bin/env bash
# Makes what is published of a version, under target/release-files: an archive for each target
# given (else for this machine's), with manual pages, completions and notices; a list of what is in
# the program (SBOM, SPDX, by `cargo install cargo-sbom`); the source; checksums of all of it; and
# where `repository` in Cargo.toml says where all this is published, the Homebrew formula.
#   packaging/release.sh [TARGET…]
# `PROFILE=dev` packs a quick build, to try the packaging itself.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"name":"shisaku","version":"\([^"]*\)".*/\1/')
host=$(rustc -vV | sed -n 's/^host: //p')
target=${CARGO_TARGET_DIR:-target}
out=$target/release-files
profile=${PROFILE:-release}
# The folder of a profile has its name, but for one.
built=${profile/#dev/debug}
rm -rf "$out"
mkdir -p "$out"
[ $# -gt 0 ] || set -- "$host"

for triple in "$@"; do
  cargo build --profile "$profile" --locked --bin shisaku --target "$triple"
  name=shisaku-$version-$triple
  folder=$out/$name
  mkdir "$folder"
  cp "$target/$triple/$built/shisaku" README.md LICENSE NOTICE CHANGELOG.md "$folder"
  # The pages are the same for every target; a program for another machine cannot write them.
  "$target/$triple/$built/shisaku" --version >/dev/null
  packaging/share.sh "$target/$triple/$built/shisaku" "$folder/share"
  # The same bytes whoever packs it, and when.
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@"${SOURCE_DATE_EPOCH:-0}" \
    -C "$out" -cf - "$name" | gzip -n9 >"$out/$name.tar.gz"
  rm -r "$folder"
done
cargo package --locked --no-verify >&2
source=$out/shisaku-$version-source.tar.gz
cp "$target/package/shisaku-$version.crate" "$source"
cargo sbom --output-format spdx_json_2_3 >"$out/shisaku-$version.spdx.json"
(cd "$out" && sha256sum -- * >SHA256SUMS)
cat "$out/SHA256SUMS"
repository=$(sed -n 's/^repository = "\(.*\)"$/\1/p' Cargo.toml)
if [ -n "$repository" ]; then
  sum=$(sha256sum "$source" | cut -d ' ' -f 1)
  packaging/formula.sh "$repository" "$version" "$sum" >"$out/shisaku.rb"
else
  echo "no formula: Cargo.toml names no repository" >&2
fi
