#!/bin/sh
# Reads the vendors, signs the snapshot, and puts it where other repositories read
# it: at a presigned URL of object storage, or in a checked-out Git repository. If
# the read fails, the old snapshot stays, and blocks once it is too old.
set -eu
: "${MINISIGN_SECRET_KEY:?Set MINISIGN_SECRET_KEY to the file with the secret key.}"

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
document="$directory/document.json"
snapshot="$directory/posture.json"

terraform apply -input=false -auto-approve
terraform output -raw posture >"$document"
cp "$document" "$snapshot"
minisign -S -s "$MINISIGN_SECRET_KEY" -m "$snapshot"
cat "$snapshot.minisig" >>"$snapshot"

if [ -n "${SNAPSHOT_UPLOAD_URL:-}" ]; then
  # The URL is a secret, so it is not an argument, which others can see.
  printf 'url = "%s"\n' "$SNAPSHOT_UPLOAD_URL" |
    curl --config - --fail --silent --show-error --max-time 300 --retry 3 --upload-file "$snapshot"
fi

if [ -n "${SNAPSHOT_REPOSITORY:-}" ]; then
  cd "$SNAPSHOT_REPOSITORY"
  # Every signature has its own time: without another document, nothing is new.
  if [ ! -f posture.json ] || ! sed '/^untrusted comment:/,$d' posture.json | cmp -s - "$document"; then
    cp "$snapshot" posture.json
    git add posture.json
    git commit --quiet --message "Take a snapshot of the vendors"
  fi
fi
