#!/usr/bin/env bash
# Makes nano-R from nothing: lessons of practice webs, vocabulary, pretraining, fine-tuning, model,
# and how often it is right on webs that it has never seen. Every stage that is done is skipped, so
# a run that was stopped goes on when this is started again.
#
#   runs/nano.sh [FOLDER]    FOLDER keeps everything; runs/nano if not given
set -eu
root=$(cd -P "$(dirname "$0")/.." && pwd)
folder=$(mkdir -p "${1:-$root/runs/nano}" && cd "${1:-$root/runs/nano}" && pwd)

"$root/deepsearch" train nano --run "$folder"
"$root/deepsearch" evaluate practice --model "local:$folder/model" --count 40 --out nano
