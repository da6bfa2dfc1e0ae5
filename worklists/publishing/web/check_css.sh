#!/bin/sh
# Compiles the style sheet from the lock file and fails if the committed one differs.
set -eu
cd "$(dirname "$0")"
npm ci --silent
npm run --silent css
git diff --exit-code -- list.css package-lock.json
echo "list.css is what the sources compile to"
