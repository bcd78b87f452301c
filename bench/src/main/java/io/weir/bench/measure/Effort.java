package io.weir.bench.measure;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How much is measured.
 *
 * @param rounds how often each thing is measured, in turns with the others
 * @param quick whether only to show that it works: the figures mean nothing then
 * @param most the most dead letters to be redriven
 * @param javaHome of the Java runtime that contenders run on
 * @param progress takes a line of progress
 */
public record Effort(
    int rounds, boolean quick, int most, Path javaHome, Consumer<String> progress) {}
