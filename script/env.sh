# shellcheck shell=bash
# Why: every script must use the same compiler, tools and caches.
# Source it (`. script/env.sh`); it only sets variables and installs nothing.
# script/bootstrap fills the folders named here.

BLKOUT_CHECKOUT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BLKOUT_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/blkout
export BLKOUT_CHECKOUT BLKOUT_CACHE

# cargo-leptos changes the compiler's flags in debug builds, so it gets its
# own folder: script/build uses target-leptos, everything else this one.
export CARGO_TARGET_DIR=$BLKOUT_CACHE/target

# `rust` is a link to the private toolchain; it is missing where the
# machine's own Rust will do. `node` likewise.
blkout_path=$BLKOUT_CACHE/rust/bin:$BLKOUT_CACHE/tools/bin
blkout_path=$blkout_path:$BLKOUT_CACHE/node/bin
blkout_path=$blkout_path:$BLKOUT_CACHE/npm-style/node_modules/.bin
blkout_path=$blkout_path:$BLKOUT_CACHE/npm-end2end/node_modules/.bin
case $PATH in
"$blkout_path":*) ;;
*) export PATH=$blkout_path:$PATH ;;
esac
unset blkout_path
