package io.deepsearch4j.documents;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Embeds with bge-small-zh-v1.5 (Chinese and English, 512 numbers, quantised), offline, on the
/// processor.
///
/// Safe to share. The model is loaded at first use. A text's vector is the model's output at its
/// first token, normalised; texts beyond [#MAX_TOKENS] tokens are cut. Questions get the prefix
/// that the model was trained with for retrieval.
public final class BgeEmbedder implements Embedder {
  static final int MAX_TOKENS = 256;

  private static final int DIMENSIONS = 512;
  private static final int BATCH = 16;
  private static final int MAX_CHARACTERS = 4_000;
  private static final String MODEL = "/bge-small-zh-v1.5-q.onnx";
  private static final String TOKENIZER = "/bge-small-zh-v1.5-q-tokenizer.json";
  private static final String QUESTION_PREFIX = "为这个句子生成表示以用于检索相关文章：";

  private final int threads;
  private Optional<Loaded> loaded = Optional.empty();
  private boolean closed;

  private record Loaded(
      OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {}

  /// An embedder that uses a number of threads for one batch.
  public BgeEmbedder(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("an embedder needs at least one thread, not " + threads);
    }
    this.threads = threads;
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public float[] question(String question) {
    return embed(List.of(QUESTION_PREFIX + question)).getFirst();
  }

  @Override
  public List<float[]> passages(List<String> passages) {
    return embed(passages);
  }

  private List<float[]> embed(List<String> texts) {
    Loaded model = model();
    // Texts of similar length share a batch, so that little is spent on padding.
    int[] order =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> texts.get(i).length()))
            .mapToInt(Integer::intValue)
            .toArray();
    var vectors = new float[texts.size()][];
    for (int start = 0; start < order.length; start += BATCH) {
      int[] batch = Arrays.copyOfRange(order, start, Math.min(start + BATCH, order.length));
      float[][] embedded = embed(model, Arrays.stream(batch).mapToObj(texts::get).toList());
      for (int i = 0; i < batch.length; i++) {
        vectors[batch[i]] = embedded[i];
      }
    }
    return Arrays.asList(vectors);
  }

  private static float[][] embed(Loaded model, List<String> texts) {
    List<String> cut =
        texts.stream()
            .map(text -> text.substring(0, Math.min(text.length(), MAX_CHARACTERS)))
            .toList();
    Encoding[] encodings = model.tokenizer.batchEncode(cut);
    int width =
        Arrays.stream(encodings).mapToInt(encoding -> encoding.getIds().length).max().orElse(1);
    var inputs = new Inputs(encodings.length, width);
    for (int i = 0; i < encodings.length; i++) {
      inputs.put(i, encodings[i]);
    }
    try {
      return run(model, inputs);
    } catch (OrtException broken) {
      throw new DocumentsException(
          "the embedding model failed (" + broken.getMessage() + "); ranking works without it",
          broken);
    }
  }

  private static float[][] run(Loaded model, Inputs inputs) throws OrtException {
    long[] shape = {inputs.rows, inputs.width};
    try (var ids = OnnxTensor.createTensor(model.environment, LongBuffer.wrap(inputs.ids), shape);
        var mask = OnnxTensor.createTensor(model.environment, LongBuffer.wrap(inputs.mask), shape);
        var types =
            OnnxTensor.createTensor(model.environment, LongBuffer.wrap(inputs.types), shape);
        var result =
            model.session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      float[][][] hidden = (float[][][]) result.get(0).getValue(); // [texts][tokens][dimensions]
      var vectors = new float[hidden.length][];
      for (int i = 0; i < hidden.length; i++) {
        vectors[i] = normalised(hidden[i][0]);
      }
      return vectors;
    }
  }

  private static float[] normalised(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    float length = (float) Math.sqrt(squares);
    if (length > 0) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= length;
      }
    }
    return vector;
  }

  /// What the model takes: token ids, which of them are real, and zeros.
  private static final class Inputs {
    final int rows;
    final int width;
    final long[] ids; // [rows][width]
    final long[] mask; // [rows][width]
    final long[] types; // [rows][width]

    Inputs(int rows, int width) {
      this.rows = rows;
      this.width = width;
      this.ids = new long[rows * width];
      this.mask = new long[rows * width];
      this.types = new long[rows * width];
    }

    void put(int row, Encoding encoding) {
      long[] tokens = encoding.getIds();
      System.arraycopy(tokens, 0, ids, row * width, tokens.length);
      System.arraycopy(encoding.getAttentionMask(), 0, mask, row * width, tokens.length);
    }
  }

  private synchronized Loaded model() {
    if (closed) {
      throw new IllegalStateException("the embedder is closed");
    }
    if (loaded.isEmpty()) {
      loaded = Optional.of(load());
    }
    return loaded.get();
  }

  private Loaded load() {
    try (InputStream model = resource(MODEL);
        InputStream tokenizer = resource(TOKENIZER);
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      return new Loaded(
          environment,
          environment.createSession(model.readAllBytes(), options),
          HuggingFaceTokenizer.newInstance(
              tokenizer,
              Map.of(
                  "padding",
                  "true",
                  "truncation",
                  "true",
                  "maxLength",
                  String.valueOf(MAX_TOKENS),
                  "modelMaxLength",
                  String.valueOf(MAX_TOKENS))));
    } catch (IOException | OrtException broken) {
      throw unloadable(broken);
    }
  }

  private static DocumentsException unloadable(Exception cause) {
    return new DocumentsException(
        "the embedding model cannot be loaded ("
            + cause.getMessage()
            + "); mend that, or rank without embeddings",
        cause);
  }

  private static InputStream resource(String name) throws IOException {
    InputStream stream = BgeEmbedder.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException(name + " is not on the class path");
    }
    return stream;
  }

  /// Frees the model. Calls still running must have ended.
  @Override
  public synchronized void close() {
    closed = true;
    var failures = new ArrayList<OrtException>();
    loaded.ifPresent(
        model -> {
          model.tokenizer.close();
          try {
            model.session.close();
          } catch (OrtException broken) {
            failures.add(broken);
          }
        });
    loaded = Optional.empty();
    if (!failures.isEmpty()) {
      throw new DocumentsException("the embedding model could not be freed", failures.getFirst());
    }
  }
}
