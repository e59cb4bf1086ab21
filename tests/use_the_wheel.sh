#!/bin/sh
# use_the_wheel.sh COMMAND: from nothing to a site, as a company that has just installed it does.
# COMMAND is the decision-record of an environment that has the wheel and what it declares.
set -eu
command=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

"$command" init acme-records --forge github --package decision-record
cd acme-records
"$command" check
"$command" build

for page in index.html accounts/northgate/index.html guide/index.html api/v1/accounts.json; do
  test -s "site/$page" || { echo "the site has no $page" >&2; exit 1; }
done
echo "The wheel makes a repository, checks it and builds its site."
