package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.Balancing;
import io.deepsearch4j.trainer.ModelDesign;
import java.util.function.UnaryOperator;

/// One way to train, which differs from the others in one idea.
///
/// @param name unique; what files and statements call it
/// @param title what tables call it
/// @param layers of the model
/// @param tokens to learn from
/// @param change what makes it of the design that all arms share
/// @param balancing of its experts
/// @param rounding whether its weights are rounded to integers, too, when it is trained
record Arm(
    String name,
    String title,
    int layers,
    long tokens,
    UnaryOperator<ModelDesign> change,
    Balancing balancing,
    Rounding rounding) {

  enum Rounding {
    NONE,
    INT8_AND_INT4
  }
}
