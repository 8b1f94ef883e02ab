"""Trains the small tokenizers of this folder and writes the ids that their libraries give.

    pip install sentencepiece==0.2.3 tokenizers==0.23.3 protobuf
    python make.py

Everything is seeded; the same versions give the same files.
"""

import io
import json
import pathlib
import random

import sentencepiece as spm
from sentencepiece import sentencepiece_model_pb2 as proto
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from tokenizers import processors, trainers, AddedToken

HERE = pathlib.Path(__file__).parent
ENGLISH = (
    "the a search engine reads pages and finds facts about rivers bridges companies people "
    "which year did who was how many measured between report source answer question model token "
    "network weights layer expert router attention it's don't we've they'll I'm she'd quickly "
    "un believ able hydro electric inter national under standing over view re used pre trained"
).split()
CHINESE = (
    "搜索 引擎 阅读 网页 事实 河流 桥梁 公司 人物 哪一年 是谁 多少 测量 报告 来源 答案 问题 模型 词元 网络 权重 "
    "专家 路由 注意力 用户 助手 系统 工具 的 了 在 和 有 不 是 我们 他们 因此 但是 如果 可以 中华人民共和国 北京 上海"
).split()


def corpus():
    pick = random.Random(20)
    lines = []
    for _ in range(4000):
        words = [pick.choice(ENGLISH) for _ in range(pick.randint(3, 12))]
        if pick.random() < 0.3:
            words.insert(pick.randint(0, len(words)), str(pick.randint(0, 99999)))
        line = " ".join(words)
        if pick.random() < 0.4:
            line = line.capitalize() + pick.choice([".", "!", "?", ";", " (see p. 3)."])
        lines.append(line)
        lines.append(
            "".join(pick.choice(CHINESE) for _ in range(pick.randint(3, 14)))
            + pick.choice(["。", "，", "？", "！", "：2024年", ""])
        )
        if pick.random() < 0.2:
            lines.append("x = %d;  if (x > %d) {  return  %.2f; }" % (
                pick.randint(0, 9), pick.randint(0, 999), pick.random()))
    return lines


def texts():
    pick = random.Random(7)
    fixed = [
        "", " ", "  ", "\n", "\t", "a", " a", "a ", "  a  b   c  ", "hello world", "Hello, World!",
        "The search engine reads pages.", "搜索引擎阅读网页。", "中华人民共和国的首都是北京",
        "mixed 中文 and English 混合text12345", "3.14159 1,000,000 2024年12月31日",
        "line one\nline two\r\nline three\n\n\n  indented\n\ttabbed",
        "é e\u0301 ñ n\u0303 Å \u212b ﬁ ﬀ ½ ² ℃ ㎏ Ⅷ", "ＡＢＣ　１２３　ｆｕｌｌ", "nbsp\u00a0here\u202fand\u2009there\u3000full",
        "👍 👨‍👩‍👧‍👦 🇨🇳 🏳️‍🌈 e\u0301\u0302\u0303", "𠮷野家 𝒳𝔘 😀a😀", "ﷺ ﷽", "한국어 각 \u1100\u1161\u11a8",
        "عربي עברית ไทย हिन्दी", "zero\u200bwidth\u200djoin\ufeffbom", "soft\u00adhyphen",
        "[unused9]系统：[unused10]", "<|User|>: hi <|Bot|>:", "<s>text</s> <unk> <pad>", "<sep><sep> a<sep>b",
        "<0x41><0x0A>", "▁ ▁▁ a▁b", "\u2047 ?", "I'M don't DON'T 'tis it's'll", "it ' s", "a'b 'S 'ſ",
        "tab\tand\x0bvertical\x0cfeed\x1funit\x7f", "\x00nul\x00", "null \x01\x02", "\u0085next\u2028line\u2029para",
        "a" * 300, " " * 60, "ab" * 120, "的" * 100, "\n" * 40, "=" * 77, "0123456789" * 12, "a b" * 60,
        " " * 33 + "x", "x" + " " * 33, "!?" * 40, "é" * 50, "e\u0301" * 50, "👍" * 30, "aé" * 40,
        "internationalunderstanding", "UNBELIEVABLE Hydroelectric", "x = 3;  if (x > 12) {  return  0.25; }",
        "https://www.example.com/a/b?c=d&e=%20#f", "user@example.com", "C:\\path\\to\\file", "{\"k\": [1, 2, {\"z\": null}]}",
        "```java\nfinal int x = 1;\n```", "…—–‘’“”«»", "①②③ ⒈ ㈱ ㍿", "ÀÁÂ àáâ ÖÖß ẞ İı", "ŉ Ǆ ﬃ",
        "\U0010ffff \ufffd \ufffe", "e" + "\u0301" * 40, "\u0301start", "a\u00a0\u00a0 b", "　　", "。。。", " 。 ", "a\n b", "a \n b",
        "a  \n\n  b", "\r\n\r\n", "\u3000a\u3000", "word\u2581word", " \t \n ", "12 345 6789 １２３４", "Ⅳ ٣٤٥ ௧௨",
    ]
    pieces = ENGLISH + CHINESE + list(" \n\t.,!?。，：123é̈👍ＡⅧ") + ["  ", "[unused9]", "<sep>", "▁"]
    for _ in range(40):
        fixed.append("".join(pick.choice(pieces) for _ in range(pick.randint(1, 30))))
    for _ in range(40):
        out = []
        for _ in range(pick.randint(1, 25)):
            top = pick.choice([0x7F, 0x24F, 0x3000, 0xA000, 0xFFFF, 0x1FFFF])
            code = pick.randint(1, top)
            out.append("" if 0xD800 <= code < 0xE000 else chr(code))
        fixed.append("".join(out))
    return fixed


LINES = corpus()
TEXTS = texts()
SEPARATE = "<sep>"


def write(name, value):
    (HERE / name).write_text(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")


def train(model_type, vocab, **options):
    out = io.BytesIO()
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES), model_writer=out, model_type=model_type, vocab_size=vocab,
        num_threads=1, minloglevel=2, shuffle_input_sentence=False, character_coverage=0.9995, **options)
    model = proto.ModelProto.FromString(out.getvalue())
    # Names of files on the machine that trained it are nobody's business.
    model.trainer_spec.ClearField("model_prefix")
    model.normalizer_spec.ClearField("normalization_rule_tsv")
    return model


def sentencepiece(name, model):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    (folder / "tokenizer.model").write_bytes(model.SerializeToString())
    library = spm.SentencePieceProcessor()
    library.LoadFromSerializedProto(model.SerializeToString())
    ids = [library.encode(text) for text in TEXTS]
    write(name + ".json", {"ids": ids, "decoded": [library.decode(one) for one in ids]})
    print(name, model.ByteSize(), "bytes,", len(model.pieces), "pieces")


def huggingface(name, tokenizer):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    text = tokenizer if isinstance(tokenizer, str) else tokenizer.to_str()
    (folder / "tokenizer.json").write_text(text)
    library = Tokenizer.from_str(text)
    ids = [library.encode(one, add_special_tokens=False).ids for one in TEXTS]
    write(name + ".json", {"ids": ids, "decoded": [library.decode(one) for one in ids]})
    print(name, len(text), "bytes,", library.get_vocab_size(), "pieces")


def retype(model, wanted, kind, step=1):
    """Marks every so many of the ordinary pieces that satisfy a condition."""
    hits = [p for p in model.pieces if p.type == p.NORMAL and wanted(p.piece)]
    for piece in hits[::step]:
        piece.type = kind
    return model


def all_sentencepiece():
    sentencepiece("bpe-bytes", train(
        "bpe", 1100, byte_fallback=True, normalization_rule_name="identity", add_dummy_prefix=True,
        remove_extra_whitespaces=False, split_digits=True, allow_whitespace_only_pieces=True,
        control_symbols=["[unused9]", "[unused10]"], user_defined_symbols=["<|User|>:", "<|Bot|>:"]))
    sentencepiece("bpe-nfkc", train(
        "bpe", 800, normalization_rule_name="nfkc", user_defined_symbols=[SEPARATE, SEPARATE * 2]))
    sentencepiece("unigram-bytes", train(
        "unigram", 900, byte_fallback=True, normalization_rule_name="identity", add_dummy_prefix=False,
        remove_extra_whitespaces=False, user_defined_symbols=[SEPARATE, "[unused9]"]))
    sentencepiece("unigram-folded", train(
        "unigram", 600, normalization_rule_name="nmt_nfkc_cf", control_symbols=["[unused9]"]))
    rules = HERE / "rules.tsv"
    rules.write_text("61 62\t7A\n61 62 61\t79 20\n20 20\t20\n3002\t2E 20\nA0\t20\n")
    sentencepiece("bpe-suffix", train(
        "bpe", 700, normalization_rule_tsv=str(rules), treat_whitespace_as_suffix=True,
        allow_whitespace_only_pieces=True))
    rules.unlink()
    unused = train("bpe", 700, byte_fallback=True, normalization_rule_name="identity")
    sentencepiece("bpe-unused", retype(unused, lambda p: len(p) > 1, 5, 3))
    unescaped = train("unigram", 500, byte_fallback=True, normalization_rule_name="identity")
    retype(unescaped, lambda p: len(p) > 2, 5, 4)
    unescaped.normalizer_spec.escape_whitespaces = False
    sentencepiece("unigram-unescaped", unescaped)


GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
          r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
QWEN = LLAMA3.replace("{1,3}", "")


def byte_level(name, vocab, pre, **model_options):
    tokenizer = Tokenizer(models.BPE(**model_options))
    tokenizer.pre_tokenizer = pre
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(LINES, trainers.BpeTrainer(
        vocab_size=vocab, show_progress=False, special_tokens=["<|end|>", "<|begin|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return tokenizer


def split(pattern):
    return pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(pattern), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def all_json():
    huggingface("json-gpt2", byte_level(
        "json-gpt2", 700, pre_tokenizers.ByteLevel(add_prefix_space=True)))
    llama3 = byte_level("json-llama3", 800, split(LLAMA3), ignore_merges=True)
    llama3.post_processor = processors.TemplateProcessing(
        single="<|begin|> $A", special_tokens=[("<|begin|>", llama3.token_to_id("<|begin|>"))])
    huggingface("json-llama3", llama3)
    qwen = byte_level("json-qwen", 700, split(QWEN))
    qwen.normalizer = normalizers.NFC()
    huggingface("json-qwen", qwen)

    base = Tokenizer(models.BPE())
    base.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    base.train_from_iterator(LINES, trainers.BpeTrainer(vocab_size=600, show_progress=False))
    learnt = json.loads(base.to_str())["model"]
    names = ["<unk>", "<s>", "</s>"] + ["<0x%02X>" % b for b in range(256)]
    names += [t for t, _ in sorted(learnt["vocab"].items(), key=lambda e: e[1]) if t not in names]
    vocab = {t: i for i, t in enumerate(names)}
    merges = [tuple(m) for m in learnt["merges"]] + [("▁", "▁"), ("▁▁", "▁▁"), ("▁", "▁▁")]
    for left, right in merges[-3:]:
        vocab.setdefault(left + right, len(vocab))

    def metaspace():
        tokenizer = Tokenizer(models.BPE(
            vocab=dict(vocab), merges=merges, unk_token="<unk>", byte_fallback=True, fuse_unk=True))
        tokenizer.add_special_tokens([AddedToken(t, special=True) for t in ["<unk>", "<s>", "</s>"]])
        tokenizer.decoder = decoders.Sequence([
            decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
        return tokenizer

    llama2 = metaspace()
    llama2.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    llama2.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    old = json.loads(llama2.to_str())
    old["model"]["merges"] = [" ".join(m) for m in old["model"]["merges"]]
    huggingface("json-llama2", json.dumps(old, ensure_ascii=False))
    first = metaspace()
    first.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=True)
    first.decoder = decoders.Metaspace(prepend_scheme="first")
    huggingface("json-metaspace", first)


write("texts.json", TEXTS)
all_sentencepiece()
all_json()
