package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.KeyTile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/// Memory for cached keys and values, in pages of [KeyTile#KEYS] tokens over all layers. A page is
/// shared by counting who uses it. Used by the engine's thread only.
final class PagePool implements AutoCloseable {

  /// One stretch of tokens, all layers and groups: `tiles[layer * groups + group]`.
  static final class Page {
    final KeyTile[] tiles;
    private final MemorySegment data;
    private int users = 1;

    private Page(MemorySegment data, KeyTile[] tiles) {
      this.data = data;
      this.tiles = tiles;
    }
  }

  private final CacheType type;
  private final int keyWidth;
  private final int valueWidth;
  private final boolean valuesInKeys;
  private final int tiles;
  private final long tileBytes;
  private final long limit;
  private final Arena arena = Arena.ofShared();
  private final Deque<Page> free = new ArrayDeque<>();
  private long allocated;

  /// @param tiles of a page: layers times groups
  /// @param limit bytes at most
  PagePool(
      CacheType type, int keyWidth, int valueWidth, boolean valuesInKeys, int tiles, long limit) {
    this.type = type;
    this.keyWidth = keyWidth;
    this.valueWidth = valueWidth;
    this.valuesInKeys = valuesInKeys;
    this.tiles = tiles;
    tileBytes = KeyTile.bytes(type, keyWidth, valueWidth, valuesInKeys);
    this.limit = limit;
  }

  long pageBytes() {
    return tileBytes * tiles;
  }

  /// Bytes that can still be taken.
  long available() {
    return limit - allocated + free.size() * pageBytes();
  }

  Page take() {
    Page page = free.poll();
    if (page != null) {
      page.users = 1;
      return page;
    }
    if (allocated + pageBytes() > limit) {
      throw new NetworkException(
          "the cache for keys and values is full at %d MiB; allow it more memory, or run fewer or shorter requests"
              .formatted(limit >> 20));
    }
    MemorySegment data = arena.allocate(pageBytes(), 64);
    allocated += pageBytes();
    KeyTile[] all = new KeyTile[tiles];
    for (int i = 0; i < tiles; i++) {
      all[i] =
          new KeyTile(
              type, keyWidth, valueWidth, valuesInKeys, data.asSlice(i * tileBytes, tileBytes));
    }
    return new Page(data, all);
  }

  Page share(Page page) {
    page.users++;
    return page;
  }

  void giveBack(Page page) {
    if (--page.users == 0) {
      free.push(page);
    }
  }

  /// A page that only the caller uses, with the same content; the caller's share of the old one is
  /// given back.
  Page own(Page page) {
    if (page.users == 1) {
      return page;
    }
    Page copy = take();
    copy.data.copyFrom(page.data);
    giveBack(page);
    return copy;
  }

  @Override
  public void close() {
    arena.close();
  }
}
