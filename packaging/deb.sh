#!/usr/bin/env bash
# Builds the Debian package, installs it in a clean root (as root; else unpacks it there), runs it
# there and takes it off again. Needs `cargo install cargo-deb`. `PROFILE=dev` packs a quick build, to try the packaging itself.
set -euo pipefail
cd "$(dirname "$0")/.."
profile=${PROFILE:-release}
target=${CARGO_TARGET_DIR:-target}
folder=$([ "$profile" = dev ] && echo debug || echo "$profile")

cargo build --locked --bin shisaku --profile "$profile"
packaging/share.sh "$target/$folder/shisaku" target/share
package=$(cargo deb --no-build --profile "$profile" | tail -n 1)
echo "$package"

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
dpkg-deb --info "$package"
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$root"/var/lib/dpkg/{info,updates}
  touch "$root/var/lib/dpkg/status"
  # The C library is that of this machine.
  dpkg --root="$root" --force-depends --install "$package" 2>&1
else
  dpkg-deb --extract "$package" "$root"
fi
mkdir "$root/home"
inside() { env -i HOME="$root/home" PATH="$root/usr/bin:/usr/bin:/bin" LANG=C.UTF-8 "$@"; }

inside shisaku --version
inside shisaku --lang ja totals | grep -F "173,665.4"
for page in man1 ja/man1; do
  gzip -dc "$root/usr/share/man/$page/shisaku.1.gz" >"$root/page.1"
  grep -q "^.TH shisaku 1" "$root/page.1"
  if command -v groff >/dev/null; then
    test -z "$(groff -ww -man -Kutf8 -Tutf8 "$root/page.1" 2>&1 >/dev/null)"
  fi
done
# The completions of the package, asked as bash asks.
inside bash --norc -c '
  source "$0"; COMP_LINE="shisaku --theme hi"; COMP_POINT=${#COMP_LINE}; _shisaku
  [ "${COMPREPLY[*]}" = high-contrast ]' "$root/usr/share/bash-completion/completions/shisaku"
for file in licenses.txt NOTICE copyright; do
  test -s "$root/usr/share/doc/shisaku/$file"
done
if [ "$(id -u)" = 0 ]; then
  dpkg --root="$root" --purge shisaku
  test -z "$(find "$root" -path "$root/usr/*" -name '*shisaku*')"
fi
echo "the package holds"
