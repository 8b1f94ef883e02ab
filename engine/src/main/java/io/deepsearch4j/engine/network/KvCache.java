package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.KeyTile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Keys and values of one sequence, in pages.
///
/// The MTP layer's keys live in the same pages behind those of the other layers; its row of token
/// `t` needs token `t + 1`, so it is always one row behind at least.
final class KvCache implements Network.Cache {
  private final PagePool pool;
  private final List<PagePool.Page> pages;
  private int length;

  private boolean followed;

  /// States of the stream behind the last layer, of the latest tokens; `[tokens][width]`.
  private float[] hidden = new float[0];

  private int hiddenFrom;
  private int hiddenTokens;
  private boolean closed;

  KvCache(PagePool pool) {
    this(pool, new ArrayList<>(), 0);
  }

  private KvCache(PagePool pool, List<PagePool.Page> pages, int length) {
    this.pool = pool;
    this.pages = pages;
    this.length = length;
  }

  @Override
  public int length() {
    return length;
  }

  /// Makes room behind the present tokens, in pages of our own.
  void reserve(int tokens) {
    // The MTP layer writes one row before the end, too.
    int from = Math.max(0, followed ? length - 1 : length) / KeyTile.KEYS;
    for (int i = from; i < pages.size(); i++) {
      pages.set(i, pool.own(pages.get(i)));
    }
    while (pages.size() * KeyTile.KEYS < length + tokens) {
      pages.add(pool.take());
    }
  }

  /// Counts tokens that were written behind the present ones.
  void grow(int tokens) {
    length += tokens;
  }

  @Override
  public void truncate(int tokens) {
    if (tokens < 0 || tokens > length) {
      throw new IllegalArgumentException(
          "a cache of %d tokens cannot be cut to %d".formatted(length, tokens));
    }
    length = tokens;
    while (pages.size() > Math.ceilDiv(tokens, KeyTile.KEYS)) {
      pool.giveBack(pages.removeLast());
    }
  }

  @Override
  public Network.Cache fork() {
    List<PagePool.Page> shared = new ArrayList<>(pages.size());
    for (PagePool.Page page : pages) {
      shared.add(pool.share(page));
    }
    var fork = new KvCache(pool, shared, length);
    fork.followed = followed;
    fork.hidden = hidden.clone();
    fork.hiddenFrom = hiddenFrom;
    fork.hiddenTokens = hiddenTokens;
    return fork;
  }

  @Override
  public void followForDrafts() {
    if (length > 0) {
      throw new IllegalStateException("drafts can be followed from the first token on only");
    }
    followed = true;
  }

  boolean isFollowed() {
    return followed;
  }

  /// Keeps the states of tokens from a position on, for the next draft.
  void keepHidden(int position, float[] states, int at, int tokens, int width) {
    if (hidden.length < tokens * width) {
      hidden = new float[tokens * width];
    }
    System.arraycopy(states, at, hidden, 0, tokens * width);
    hiddenFrom = position;
    hiddenTokens = tokens;
  }

  /// Copies the state of the token at a position; zeros when it was not kept, which makes a draft
  /// worse and nothing else.
  void hidden(int position, float[] to, int at, int width) {
    int row = position - hiddenFrom;
    if (row < 0 || row >= hiddenTokens) {
      Arrays.fill(to, at, at + width, 0);
      return;
    }
    System.arraycopy(hidden, row * width, to, at, width);
  }

  KeyTile tile(int page, int index) {
    return pages.get(page).tiles[index];
  }

  @Override
  public long bytes() {
    return pages.size() * pool.pageBytes();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pages.forEach(pool::giveBack);
      pages.clear();
    }
  }
}
