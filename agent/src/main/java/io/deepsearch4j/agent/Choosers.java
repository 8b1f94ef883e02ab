package io.deepsearch4j.agent;

/// Who chooses in which role.
record Choosers(Chooser researcher, Chooser verifier) {

  /// The choosers that need no model.
  static Choosers byRule() {
    return new Choosers(new BestFirstChooser(), new FactCheckChooser());
  }

  /// A model in every role.
  static Choosers byModel() {
    return new Choosers(new ModelChooser(), new ModelChooser());
  }

  /// A small model in every role.
  static Choosers inShorthand() {
    return new Choosers(new ShorthandChooser(), new ShorthandJudge());
  }

  Chooser of(Role role) {
    return switch (role) {
      case RESEARCHER -> researcher;
      case VERIFIER -> verifier;
    };
  }
}
