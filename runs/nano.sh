#!/usr/bin/env bash
# Makes nano-R from nothing: lessons of practice webs, vocabulary, pretraining, fine-tuning, model;
# then counts how often it is right on webs that it has never seen. Every stage that is done is
# skipped, so a run that was stopped goes on when this is started again.
#
#   runs/nano.sh [FOLDER]    FOLDER keeps the run and the model; runs/nano if not given
#
# The count is a report in the home folder, named after the model's weights.
set -eu
root=$(cd -P "$(dirname "$0")/.." && pwd)
folder=$(mkdir -p "${1:-$root/runs/nano}" && cd "${1:-$root/runs/nano}" && pwd)

"$root/deepsearch" train nano --run "$folder"
weights=$(cksum <"$folder/model/model.safetensors" | cut -d ' ' -f 1)
"$root/deepsearch" evaluate practice --model "local:$folder/model" --count 200 --out "nano-$weights"
