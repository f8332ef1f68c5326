#!/usr/bin/env bash
# Installs what builds and runs an image without a Docker engine, on Debian as root. What is there is left alone.
# Exit: 0 all there, 1 not, with a sentence that says why.
set -euo pipefail
tools=(buildah podman runc mmdebstrap)
missing=()
for tool in "${tools[@]}"; do command -v "$tool" >/dev/null || missing+=("$tool"); done
[ ${#missing[@]} -gt 0 ] || exit 0
say() { echo "image: $*" >&2; exit 1; }
command -v apt-get >/dev/null || say "no apt-get here; install ${missing[*]} by hand"
[ "$(id -u)" = 0 ] || say "only root can install ${missing[*]}"
apt-get -qq update || true
DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends \
    "${missing[@]}" netavark uidmap fuse-overlayfs >/dev/null || say "apt-get cannot install ${missing[*]}"
