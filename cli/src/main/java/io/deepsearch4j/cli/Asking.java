package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Question;
import java.net.URI;
import java.util.List;

/// One question and where to look for its answer.
///
/// @param seeds addresses to begin with
record Asking(Question question, List<URI> seeds, Errand errand) {
  Asking {
    seeds = List.copyOf(seeds);
  }
}
