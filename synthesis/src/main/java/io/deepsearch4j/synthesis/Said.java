package io.deepsearch4j.synthesis;

/// What an oracle says, and what a slow reply thinks before it.
record Said(String thought, String reply) {}
