#!/bin/sh
# Reads the graph, and posts what has changed since the last run to a chat.
set -eu
: "${CHAT_WEBHOOK_URL:?Set CHAT_WEBHOOK_URL to the incoming webhook of the channel.}"

message=$(mktemp)
kept=$(mktemp)
trap 'rm -f "$message" "$kept"' EXIT

# The URL is a secret, so it is not an argument, which others can see.
post() {
  printf 'url = "%s"\n' "$CHAT_WEBHOOK_URL" |
    curl --config - --fail --silent --show-error --max-time 30 --retry 3 \
      --header 'Content-Type: application/json' --data-binary "@$message"
}

if terraform apply -input=false -auto-approve && terraform output -raw message >"$message" && terraform output -raw kept >"$kept"; then
  post
  mv "$kept" last-week.json
else
  # No message could be taken for good news.
  echo '{"text": "Vendor graph: not read. The run failed; read its log."}' >"$message"
  post
  exit 1
fi
