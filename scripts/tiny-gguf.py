#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a language model of random weights that llama.cpp loads: a few hundred kilobytes, no sense, real manners.

    tiny-gguf.py FILE

It exists to test what a server does, not what a model says. The file format: github.com/ggml-org/ggml, docs/gguf.md.
"""
import sys

import gguf
import numpy

WIDTH, LAYERS, HEADS, INNER, CONTEXT = 64, 1, 2, 128, 32768


def vocabulary():
    """Three special tokens, every byte, and every printable ASCII character as a token of its own."""
    tokens = ["<unk>", "<s>", "</s>"]
    kinds = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL]
    for byte in range(256):
        tokens.append(f"<0x{byte:02X}>")
        kinds.append(gguf.TokenType.BYTE)
    for code in range(33, 127):
        tokens.append(chr(code))
        kinds.append(gguf.TokenType.NORMAL)
    tokens.append("\u2581")
    kinds.append(gguf.TokenType.NORMAL)
    return tokens, kinds


def tensors(words):
    dice = numpy.random.default_rng(7)

    def random(*shape):
        return (dice.standard_normal(shape) * 0.05).astype(numpy.float32)

    yield "token_embd.weight", random(words, WIDTH)
    yield "output_norm.weight", numpy.ones(WIDTH, dtype=numpy.float32)
    yield "output.weight", random(words, WIDTH)
    for layer in range(LAYERS):
        name = f"blk.{layer}."
        yield name + "attn_norm.weight", numpy.ones(WIDTH, dtype=numpy.float32)
        yield name + "ffn_norm.weight", numpy.ones(WIDTH, dtype=numpy.float32)
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            yield name + part + ".weight", random(WIDTH, WIDTH)
        yield name + "ffn_gate.weight", random(INNER, WIDTH)
        yield name + "ffn_up.weight", random(INNER, WIDTH)
        yield name + "ffn_down.weight", random(WIDTH, INNER)


def main(path):
    tokens, kinds = vocabulary()
    out = gguf.GGUFWriter(path, "llama")
    out.add_name("tiny")
    out.add_context_length(CONTEXT)
    out.add_embedding_length(WIDTH)
    out.add_block_count(LAYERS)
    out.add_feed_forward_length(INNER)
    out.add_head_count(HEADS)
    out.add_head_count_kv(HEADS)
    out.add_layer_norm_rms_eps(1e-5)
    out.add_rope_dimension_count(WIDTH // HEADS)
    out.add_vocab_size(len(tokens))
    out.add_tokenizer_model("llama")
    out.add_token_list(tokens)
    out.add_token_scores([0.0] * len(tokens))
    out.add_token_types(kinds)
    out.add_unk_token_id(0)
    out.add_bos_token_id(1)
    out.add_eos_token_id(2)
    for name, data in tensors(len(tokens)):
        out.add_tensor(name, data)
    out.write_header_to_file()
    out.write_kv_data_to_file()
    out.write_tensors_to_file()
    out.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
