#!/bin/bash
# Installs what the real lab needs on Debian 12 or newer: qbittorrent-nox, ffmpeg, chromium and PostgreSQL, and
# qbittorrent-nox 5.x beside them.
#
# The host's own packages come from apt (as root, or with sudo). The 5.x clients come from newer Debian suites on the
# mirror that this machine's apt already uses, unpacked into .lab/qbt5: no root, no chroot, nothing outside the folder.
# Run it as often as you like: what is there is left alone. LAB_DEBIAN_MIRROR names a mirror where apt names none.
#
# Exit: 0 all there, 2 a package of the host is missing, 3 a newer client is missing, 4 both.
set -euo pipefail

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=$repo/.lab/qbt5
suites=(trixie trixie-backports) # 5.1 and 5.3, one client of each
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

say() { echo "lab: $*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then env DEBIAN_FRONTEND=noninteractive "$@"; else sudo -n env DEBIAN_FRONTEND=noninteractive "$@"; fi
}

# dpkg's own lock has a time-out; the lock on apt's lists has none, so update is tried again.
update_lists() {
    local try
    for try in 1 2 3 4 5 6; do
        as_root apt-get -qq update && return 0
        [ "$try" = 6 ] || sleep 5
    done
    return 1
}

install_host_packages() {
    local missing=() name
    for name in qbittorrent-nox ffmpeg chromium; do command -v "$name" >/dev/null || missing+=("$name"); done
    compgen -G "/usr/lib/postgresql/*/bin/postgres" >/dev/null || missing+=(postgresql)
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || { say "no apt-get here; install ${missing[*]} by hand"; return 1; }
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || { say "neither root nor sudo; install ${missing[*]} by hand"; return 1; }
    update_lists || say "apt-get update failed; trying with the lists that are here"
    as_root apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >"$scratch/install.log" 2>&1 ||
        { say "apt-get could not install ${missing[*]}:"; tail -n 5 "$scratch/install.log" >&2; return 1; }
}

# apt itself says which mirrors its sources name, in either format; the security archive is not one of them.
mirror() {
    if [ -n "${LAB_DEBIAN_MIRROR:-}" ]; then echo "$LAB_DEBIAN_MIRROR"; return; fi
    local found
    found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian')
    if [ -z "$found" ] && [ "$(. /etc/os-release && echo "$ID")" = debian ]; then # the lists were never fetched, so nobody knows the origin
        found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/*$' || true)
    fi
    sed -n 1p <<<"$found"
}

newer_clients_work() {
    local client count=0
    for client in "$target"/qbt-*; do
        [ -x "$client" ] && "$client" --version >/dev/null 2>&1 && count=$((count + 1))
    done
    [ "$count" -ge ${#suites[@]} ]
}

# apt with a root of its own and an empty dpkg status: it resolves every dependency down to the C library.
private_apt() {
    local root=$scratch/apt
    apt-get -qq -o "Dir=$root" -o "Dir::State::status=$root/var/lib/dpkg/status" -o Dir::Etc::sourcelist=sources.list \
        -o Dir::Etc::sourceparts=sources.list.d -o Dir::Etc::parts=none \
        -o APT::Install-Recommends=false -o "APT::Architecture=$(dpkg --print-architecture)" -o Debug::NoLocking=1 \
        -o "APT::Sandbox::User=$(id -un)" -o Acquire::Retries=3 "$@"
}

download() { # MIRROR
    local root=$scratch/apt suite keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -r "$keyring" ] || { say "no Debian keyring here: install debian-archive-keyring"; return 1; }
    mkdir -p "$root"/etc/apt/{apt.conf.d,preferences.d,sources.list.d,trusted.gpg.d} "$root"/var/lib/apt/lists/partial \
        "$root"/var/cache/apt/archives/partial "$root"/var/lib/dpkg
    : >"$root/var/lib/dpkg/status"
    for suite in "${suites[@]}"; do echo "deb [signed-by=$keyring] $1 $suite main"; done >"$root/etc/apt/sources.list"
    private_apt update &&
        private_apt install -y --download-only "qbittorrent-nox/${suites[0]}" >/dev/null &&
        for suite in "${suites[@]}"; do
            mkdir -p "$scratch/$suite" &&
                (cd "$scratch/$suite" && private_apt download "qbittorrent-nox/$suite" && dpkg -x ./*.deb .) || return 1
        done
}

# Keep only what runs: the clients, the libraries that they load, the loader, Qt's sqlite and tls plugins.
unpack() {
    local tree=$scratch/tree built=$scratch/qbt5 deb loader libraries path suite client version
    mkdir -p "$tree" "$built"/{lib,plugins}
    for deb in "$scratch"/apt/var/cache/apt/archives/*.deb; do dpkg -x "$deb" "$tree"; done
    loader=$(find "$tree" -name 'ld-linux*.so.*' | sed -n 1p)
    libraries=$(dirname "$(find "$tree" -name 'libcrypto.so.3' | sed -n 1p)")
    path=$libraries:$libraries/libproxy:$(dirname "$loader")
    cp -L "$loader" "$built/lib/loader"
    cp -L "$libraries"/lib{ssl,crypto}.so.3 "$built/lib/" # loaded by name, so no list of dependencies has them
    cp -r "$libraries"/qt6/plugins/{sqldrivers,tls} "$built/plugins/"
    for suite in "${suites[@]}"; do
        client=$scratch/$suite/usr/bin/qbittorrent-nox
        version=$(QT_PLUGIN_PATH=$built/plugins "$loader" --library-path "$path" "$client" --version | sed -n 's/^qBittorrent v//p')
        install -m 755 "$client" "$built/qbittorrent-nox-$version"
        write_starter "$version" >"$built/qbt-$version"
        chmod 755 "$built/qbt-$version"
    done
    for client in "$built"/qbittorrent-nox-* "$built"/plugins/*/*.so; do "$loader" --library-path "$path" --list "$client"; done |
        awk '$2 == "=>" && $3 ~ /^\// {print $3}' | sort -u | xargs -I{} cp -L {} "$built/lib/"
    rm -rf "$target"
    mkdir -p "$(dirname "$target")"
    mv "$built" "$target"
}

write_starter() { # VERSION
    cat <<STARTER
#!/bin/sh
here=\$(dirname "\$(readlink -f "\$0")")
export QT_PLUGIN_PATH="\$here/plugins"
exec "\$here/lib/loader" --library-path "\$here/lib" "\$here/qbittorrent-nox-$1" "\$@"
STARTER
}

install_newer_clients() {
    ! newer_clients_work || return 0
    local from
    from=$(mirror)
    [ -n "$from" ] || { say "apt names no Debian mirror here; set LAB_DEBIAN_MIRROR to have the newer clients"; return 1; }
    download "$from" || { say "the newer clients could not be fetched from $from (suites ${suites[*]})"; return 1; }
    unpack # whatever went wrong in it shows in the next line
    newer_clients_work || { say "the newer clients were unpacked into $target but do not run"; return 1; }
}

status=0
install_host_packages || status=2
install_newer_clients || status=$((status == 2 ? 4 : 3))
for client in "$(command -v qbittorrent-nox || true)" "$target"/qbt-*; do
    [ -x "$client" ] && say "$("$client" --version) at $client"
done
exit "$status"
