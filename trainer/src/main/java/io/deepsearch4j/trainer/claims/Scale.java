package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.Dial;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How large the experiments are.
///
/// @param name what tables call it
/// @param shape what overrides the dial's values, for every arm
/// @param layers of every arm but those about depth
/// @param tokens that each run learns from
/// @param depths layers of the arms about depth
/// @param deepTokens that each of these learns from
/// @param heldOut about so many tokens are measured with
/// @param seeds of each arm
public record Scale(
    String name,
    Map<String, String> shape,
    int layers,
    long tokens,
    List<Integer> depths,
    long deepTokens,
    long heldOut,
    List<Long> seeds) {
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("width", "96"),
          Map.entry("heads", "4"),
          Map.entry("groups", "2"),
          Map.entry("dense-width", "192"),
          Map.entry("experts", "32"),
          Map.entry("chosen", "4"),
          Map.entry("expert-width", "32"),
          Map.entry("shared-width", "64"),
          Map.entry("first-batch", "1024"),
          Map.entry("batch", "1024"),
          Map.entry("muon-rate", "0.01"),
          Map.entry("adam-rate", "0.006"),
          Map.entry("warm-up", "20"));

  /// What the published figures are made with.
  public static final Scale FULL =
      new Scale(
          "full", SMALL, 4, 480_000, List.of(4, 8, 16, 32), 100_000, 20_000, List.of(1L, 2L, 3L));

  /// Shows in minutes that everything works, and nothing else.
  public static final Scale QUICK =
      new Scale("quick", SMALL, 2, 8_000, List.of(2, 4), 4_000, 3_000, List.of(1L, 2L, 3L));

  public Scale {
    // In order, because a run is known by the text of its scale.
    shape = Collections.unmodifiableMap(new TreeMap<>(shape));
    depths = List.copyOf(depths);
    seeds = List.copyOf(seeds);
    if (seeds.size() < 2) {
      throw new IllegalArgumentException("seeds can only be compared when there are two of them");
    }
  }

  /// The dial of an arm.
  Dial dial(int depth, long armTokens) {
    var values = new HashMap<>(shape);
    values.put("tokens", Long.toString(armTokens));
    return Dial.of(depth, values);
  }
}
