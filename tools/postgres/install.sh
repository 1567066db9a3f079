#!/usr/bin/env bash
# Installs a PostgreSQL server with pgvector on Debian 12 or 13, for tests and for trying replicas on one machine. Run as
# root. Does nothing where both are there. Starts no server: the tests start their own.
#
# Debian 13 packages pgvector. Debian 12 has no package for its PostgreSQL 15, so the source of the Debian 13 package is
# fetched (its signature is checked by apt, through sources that stand beside the system's own) and compiled for 15.
#
#   tools/postgres/install.sh
set -euo pipefail

say() { echo "postgres: $*" >&2; }
# Mirrors fail now and then: five attempts, 2 to 16 seconds apart.
retry() {
  local attempt
  for attempt in 1 2 3 4 5; do
    "$@" && return 0
    [ "$attempt" = 5 ] || { say "attempt $attempt failed: $*"; sleep $((2 ** attempt)); }
  done
  return 1
}
newest() { ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null | cut -d/ -f5 | sort -n | tail -1; }
has_vector() { [ -f "/usr/share/postgresql/$1/extension/vector.control" ]; }

version="$(newest)"
if [ -n "$version" ] && has_vector "$version"; then
  say "PostgreSQL $version with pgvector is installed"
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  say "no apt-get here: install PostgreSQL 13 or newer and pgvector 0.8 or newer by hand"
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
retry apt-get update -qq
if [ -z "$version" ]; then
  # The package would start a cluster of its own; nobody here needs it.
  mkdir -p /etc/postgresql-common/createcluster.d
  echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/bokji.conf
  retry apt-get install -y -qq --no-install-recommends postgresql
  version="$(newest)"
fi

if apt-cache show "postgresql-$version-pgvector" >/dev/null 2>&1; then
  retry apt-get install -y -qq --no-install-recommends "postgresql-$version-pgvector"
else
  work="$(mktemp -d)"
  trap 'rm -rf "$work"' EXIT
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/parts" "$work/source"
  # The mirror this machine uses already, whichever it is.
  mirror="$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' |
    awk '$1 ~ /\/debian\/?$/ && $2 !~ /-/ { print $1; exit }')"
  cat >"$work/parts/trixie.sources" <<SOURCES
Types: deb-src
URIs: ${mirror:-http://deb.debian.org/debian}
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
  scoped=(-o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$work/parts"
    -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o "APT::Sandbox::User=root")
  retry apt-get "${scoped[@]}" update -qq
  fetch() { (cd "$work/source" && apt-get "${scoped[@]}" source -qq --download-only pgvector); }
  retry fetch
  retry apt-get install -y -qq --no-install-recommends gcc make libc6-dev "postgresql-server-dev-$version"
  mkdir "$work/build"
  tar -xf "$work"/source/pgvector_*.orig.tar.* -C "$work/build" --strip-components=1
  # Not tuned to this machine's processor, so that the file also runs on another one. No bitcode: clang is not needed.
  for step in all install; do
    make -s -C "$work/build" OPTFLAGS="" with_llvm=no PG_CONFIG="/usr/lib/postgresql/$version/bin/pg_config" "$step" >&2
  done
fi

has_vector "$version" || { say "pgvector is still missing for PostgreSQL $version"; exit 1; }
say "installed PostgreSQL $version with pgvector"
