#!/bin/sh
# Prepares a Debian 12 machine: system packages, virtual environment, locked Python packages.
# Usage: deploy/siapkan.sh jalan|semua
set -eu
cd "$(dirname "$0")/.."
tingkat=${1:-jalan}
kunci=requirements/$tingkat.lock
sidik() { cat "requirements/$1.lock" pyproject.toml deploy/siapkan.sh | sha256sum | cut -c1-16; }
# What a complete installation left behind proves the system packages too.
if [ -x .venv/bin/python ] && { [ -e ".venv/.$tingkat-$(sidik "$tingkat")" ] || [ -e ".venv/.semua-$(sidik semua)" ]; }; then
    exit 0
fi

python=""
for calon in python3.13 python3.12 python3.11 python3; do
    if command -v "$calon" >/dev/null 2>&1 && "$calon" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$calon
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or later is needed and was not found. On Debian 12: apt-get install python3 python3-venv" >&2
    exit 1
fi

perlu="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
# The reader of photographed KTP: without it the program runs, and only the reader is off.
boleh="tesseract-ocr tesseract-ocr-ind"
# The tests read drawn cards with the engine, whose numbers are set in the face of real ones, look at printed
# pages, and match on Spark.
[ "$tingkat" = semua ] && perlu="$perlu chromium $boleh fonts-ocr-a poppler-utils qpdf openjdk-17-jre-headless" && boleh=""
"$python" -c 'import ensurepip' 2>/dev/null || perlu="$perlu python3-venv"

hilang() {
    for paket in "$@"; do
        dpkg-query -W -f='${Status}' "$paket" 2>/dev/null | grep -q 'install ok installed' || printf ' %s' "$paket"
    done
}
# shellcheck disable=SC2086
kurang=$(hilang $perlu)
# shellcheck disable=SC2086
tambahan=$(hilang $boleh)
dengan=tidak
if [ "$(id -u)" = 0 ]; then
    dengan=""
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || { [ -n "$kurang" ] && [ -t 0 ]; }; }; then
    dengan="sudo"
fi
if [ -n "$kurang" ]; then
    if [ "$dengan" = tidak ]; then
        echo "These system packages are missing, and this account may not install them:$kurang" >&2
        echo "Ask an administrator to run: apt-get install$kurang" >&2
        exit 1
    fi
    echo "Installing system packages:$kurang"
    export DEBIAN_FRONTEND=noninteractive
    $dengan apt-get update -qq
    # shellcheck disable=SC2086
    $dengan apt-get install -y -qq --no-install-recommends $kurang >/dev/null
fi
if [ -n "$tambahan" ]; then
    echo "Installing optional system packages:$tambahan"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    if [ "$dengan" = tidak ] || ! { [ -n "$kurang" ] || $dengan apt-get update -qq; } ||
        ! $dengan apt-get install -y -qq --no-install-recommends $tambahan >/dev/null; then
        echo "Not installed:$tambahan. The program runs without; reading photographed KTP stays off." >&2
    fi
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing Python packages from $kunci …"
if command -v uv >/dev/null 2>&1; then
    UV_PYTHON_DOWNLOADS=never uv pip install --quiet --python .venv/bin/python --require-hashes -r "$kunci"
    UV_PYTHON_DOWNLOADS=never uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
else
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$kunci"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
rm -f .venv/.jalan-* .venv/.semua-*
touch ".venv/.$tingkat-$(sidik "$tingkat")"
