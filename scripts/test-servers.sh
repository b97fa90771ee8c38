#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# The main job through servers that none of us wrote, from PyPI, into a folder that is kept (.build/servers), so that the
# second time takes seconds. Each server gets a spool and a short song; in the middle the server is killed, and then the
# daemon; both come back, and the film must be finished with every call in the ledger once.
#
#   test-servers.sh [SERVER...]   only these; without an argument litellm, katan and comfyui
#
#   litellm   the LiteLLM gateway with a mocked model as writer: prose instead of JSON, and its own word on the cost
#   katan     llm-katan's echo as writer: no schema, no limits in its headers, other words for its errors
#   comfyui   ComfyUI from the folder COMFYUI_DIR (its Python in COMFYUI_PYTHON, else python3) as maker of clips, by a
#             workflow that needs no model; without COMFYUI_DIR it is skipped
#   llama     llama-cpp-python on a tiny model of random weights that is written here, as writer. There is no ready-made
#             wheel of it: compiling takes half an hour and more, so it is tested only where it is named
#
#   REELSPOOL_SERVERS_DIR   where the servers are installed and the films are made
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
home=${REELSPOOL_SERVERS_DIR:-$here/.build/servers}
reelspool=$here/.build/debug/reelspool
[[ -x $reelspool ]] || reelspool=$here/.build/release/reelspool
[[ -x $reelspool ]] || { echo "unable to test: reelspool is not built; run: swift build" >&2; exit 100; }
mkdir -p "$home"

# Made up for this run; the gateway starts with none that is weak.
REELSPOOL_TEST_KEY=sk-$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
export REELSPOOL_TEST_KEY

server=
daemon=
end() { # PID: ends one process of ours and waits for it
  [[ -n $1 ]] || return 0
  kill -TERM "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}
strike() { # PID: kills one process of ours, which gets no time to tidy up
  kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}
trap 'end "$daemon"; end "$server"' EXIT

fail() { echo "FAULT $*" >&2; exit 1; }

install_into() { # VENV PACKAGES...
  local venv=$home/$1
  shift
  [[ -e $venv/done ]] && return 0
  python3 -m venv "$venv" && "$venv/bin/pip" -q install "$@" && touch "$venv/done"
}

wait_for() { # WHAT SECONDS COMMAND...: until the command succeeds
  local what=$1 seconds=$2
  shift 2
  for _ in $(seq $((seconds * 5))); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 0.2
  done
  fail "waited in vain until $what"
}

# --- servers --------------------------------------------------------------------------------------------------------------

start_litellm() { # PORT
  cat > "$home/litellm.yaml" <<Y
model_list:
  - model_name: mock
    litellm_params:
      model: openai/gpt-4o-mini
      api_key: unused
      mock_response: "I would rather tell you about the weather than write JSON."
Y
  LITELLM_MASTER_KEY=$REELSPOOL_TEST_KEY LITELLM_LOG=ERROR "$home/litellm/bin/litellm" --config "$home/litellm.yaml" --host 127.0.0.1 --port "$1" \
    --telemetry False > "$home/litellm.log" 2>&1 &
  server=$!
}

start_katan() { # PORT
  "$home/katan/bin/llm-katan" --model echo --served-model-name mock --backend echo --host 127.0.0.1 --port "$1" \
    --latency-ms 300 > "$home/katan.log" 2>&1 &
  server=$!
}

start_llama() { # PORT
  [[ -e $home/tiny.gguf ]] || "$home/llama/bin/python" "$here/scripts/tiny-gguf.py" "$home/tiny.gguf"
  "$home/llama/bin/python" -m llama_cpp.server --model "$home/tiny.gguf" --n_ctx 16384 --host 127.0.0.1 --port "$1" \
    > "$home/llama.log" 2>&1 &
  server=$!
}

start_comfyui() { # PORT
  (cd "$COMFYUI_DIR" && exec "${COMFYUI_PYTHON:-python3}" main.py --cpu --listen 127.0.0.1 --port "$1" \
    --output-directory "$work/comfyui" --temp-directory "$work/comfyui" --input-directory "$work/comfyui" \
    --user-directory "$work/comfyui") >> "$home/comfyui.log" 2>&1 &
  server=$!
}

# What a server answers when it is up.
hello() { # KIND PORT
  case $1 in
    comfyui) echo "http://127.0.0.1:$2/system_stats" ;;
    *) echo "http://127.0.0.1:$2/v1/models" ;;
  esac
}

# --- one film -------------------------------------------------------------------------------------------------------------

write_configuration() { # FILE KIND PORT MODEL
  cat > "$1" <<T
[film]
width = 180
height = 320
fps = 10
[retry]
base = 0.5
cap = 2
attempts = 20
T
  if [[ $2 == comfyui ]]; then
    cat >> "$1" <<T
[providers]
clips = "server"
[providers.comfyui.server]
endpoint = "http://127.0.0.1:$3"
clips_workflow = "$here/config/workflows/still-stands.json"
clips_size = "192x320"
clips_fps = 10
frame_step = 1
T
  else
    cat >> "$1" <<T
[providers]
writer = "server"
[providers.openai-chat.server]
endpoint = "http://127.0.0.1:$3/v1"
model = "$4"
key_env = "REELSPOOL_TEST_KEY"
max_tokens = 1024
batch = 4
answer_within = 300
T
  fi
}

start_daemon() { # SPOOL CONFIGURATION LOG
  "$reelspool" run --spool "$1" --config "$2" >> "$3" 2>&1 &
  daemon=$!
}

is_done() { compgen -G "$1/done/*"; }
has_call() { grep -qs reserved "$1"/.reelspool/ledger/*.ndjson; }
has_clip() { compgen -G "$1/generating/*/shots/ready/*" || is_done "$1"; }

film() { # KIND PORT MODEL
  local kind=$1 port=$2 model=$3 middle=has_call
  [[ $kind == comfyui ]] && middle=has_clip
  work=$(mktemp -d "$home/film-$kind-XXXXXX")
  mkdir "$work/comfyui"
  write_configuration "$work/reelspool.toml" "$kind" "$port" "$model"
  ffmpeg -v error -f lavfi -i "aevalsrc='0.5*sin(2*PI*110*t)*lt(mod(t,0.5),0.1)':s=44100:d=12" "$work/song.wav"
  echo "an old fisherman looks for his dog in the fog by the sea" > "$work/song.txt"

  "start_$kind" "$port"
  wait_for "$kind answers" 180 curl -fs -H "Authorization: Bearer $REELSPOOL_TEST_KEY" "$(hello "$kind" "$port")"
  "$reelspool" doctor --config "$work/reelspool.toml" | grep "server:" || true

  start_daemon "$work/spool" "$work/reelspool.toml" "$work/daemon.log"
  wait_for "there is an inbox" 20 test -d "$work/spool/inbox"
  "$reelspool" submit --spool "$work/spool" "$work/song.wav" "$work/song.txt" > /dev/null
  wait_for "the job is in the middle" 120 "$middle" "$work/spool"
  strike "$server"
  strike "$daemon"
  local before after
  before=$(calls "$work")
  "start_$kind" "$port"
  start_daemon "$work/spool" "$work/reelspool.toml" "$work/daemon.log"
  wait_for "the film is finished (log: $work/daemon.log)" 400 is_done "$work/spool"
  end "$daemon"
  daemon=
  end "$server"
  server=
  after=$(calls "$work")
  echo "      $before calls when both were killed, $after in the end"

  "$reelspool" costs --spool "$work/spool" --by provider
  "$reelspool" costs --spool "$work/spool" --by provider --json > "$work/costs.json"
  grep -q '"open" : 0' "$work/costs.json" || fail "$kind: calls are left open"
  local doubles
  doubles=$(cat "$work"/spool/.reelspool/ledger/*.ndjson | grep '"event":"settled"' | grep -o '"fingerprint":"[^"]*"' \
    | sort | uniq -d | wc -l)
  [[ $doubles -eq 0 ]] || fail "$kind: $doubles questions were paid for twice"
  grep "left out" "$work/daemon.log" || true
  "$reelspool" verify --spool "$work/spool" song > /dev/null || fail "$kind: the film does not pass"
  echo "ok    $kind: $(ls -d "$work"/spool/done/*)/final.mp4"
}

calls() { # WORK: how many calls the ledger allowed so far
  cat "$1"/spool/.reelspool/ledger/*.ndjson 2>/dev/null | grep -c '"event":"reserved"' || true
}

work=
wanted=("$@")
[[ $# -gt 0 ]] || wanted=(litellm katan comfyui)
for kind in "${wanted[@]}"; do
  case $kind in
    litellm) packages=("litellm[proxy]==1.106.2") port=18431 model=mock ;;
    katan) packages=("llm-katan==0.22.0") port=18433 model=mock ;;
    llama) packages=("llama-cpp-python[server]==0.3.36" gguf numpy) port=18432 model=any ;;
    comfyui)
      if [[ -z ${COMFYUI_DIR:-} ]]; then
        echo "skip  comfyui: COMFYUI_DIR names no ComfyUI"
        continue
      fi
      film comfyui 18434 any
      continue
      ;;
    *) echo "there is no server \"$kind\"; there are litellm, katan, comfyui and llama" >&2; exit 100 ;;
  esac
  if install_into "$kind" "${packages[@]}"; then
    film "$kind" "$port" "$model"
  else
    echo "skip  $kind: it cannot be installed here"
  fi
done
