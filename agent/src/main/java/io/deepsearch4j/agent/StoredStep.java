package io.deepsearch4j.agent;

import java.time.Instant;

/// One step of a run as it is stored: its place, what sort it is, and its JSON.
///
/// @param seq its place in the run, counted from 0
/// @param episode which walk of the loop it belongs to
/// @param body the step as JSON, unchanged since it was appended
public record StoredStep(int seq, String episode, String kind, String body, Instant created) {}
