package io.deepsearch4j.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the fields of one protocol buffer message, one after the other, within its bounds.
///
/// Usage: while [#next] is true, look at [#number] and take the value by its type; a field that is
/// not taken is passed over. The wire format is that of protobuf's "Encoding" page, without groups.
final class ProtoFields {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final byte[] data;
  private final int end;
  private int at;
  private int number;
  private int wire;
  private int valueFrom;
  private int valueTo;
  private long varint;

  ProtoFields(byte[] data) {
    this(data, 0, data.length);
  }

  private ProtoFields(byte[] data, int from, int end) {
    this.data = data;
    this.at = from;
    this.end = end;
  }

  boolean next() {
    if (at == end) {
      return false;
    }
    long tag = readVarint();
    number = (int) (tag >>> 3);
    wire = (int) (tag & 7);
    if (number < 1 || tag >>> 32 != 0) {
      throw new TokenizerException("a field has the impossible number " + (tag >>> 3));
    }
    switch (wire) {
      case VARINT -> varint = readVarint();
      case FIXED64 -> take(8);
      case FIXED32 -> take(4);
      case DELIMITED -> take(readVarint());
      default -> throw new TokenizerException("a field has the unknown wire type " + wire);
    }
    return true;
  }

  private void take(long length) {
    if (length < 0 || length > end - at) {
      throw new TokenizerException("a field of " + length + " bytes ends behind its message");
    }
    valueFrom = at;
    at += (int) length;
    valueTo = at;
  }

  private long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw new TokenizerException("it ends in the middle of a number");
      }
      byte next = data[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new TokenizerException("a number is longer than ten bytes");
  }

  int number() {
    return number;
  }

  int integer() {
    expect(VARINT);
    return (int) varint;
  }

  boolean flag() {
    expect(VARINT);
    return varint != 0;
  }

  float real() {
    expect(FIXED32);
    int bits = 0;
    for (int i = 3; i >= 0; i--) {
      bits = bits << 8 | (data[valueFrom + i] & 0xFF);
    }
    return Float.intBitsToFloat(bits);
  }

  byte[] bytes() {
    expect(DELIMITED);
    return Arrays.copyOfRange(data, valueFrom, valueTo);
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  ProtoFields message() {
    expect(DELIMITED);
    return new ProtoFields(data, valueFrom, valueTo);
  }

  private void expect(int wanted) {
    if (wire != wanted) {
      throw new TokenizerException("field " + number + " has the wrong wire type " + wire);
    }
  }
}
