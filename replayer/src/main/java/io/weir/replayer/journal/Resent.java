package io.weir.replayer.journal;

/**
 * Where a record lies that was put into its stream again.
 *
 * @param as its new coordinates' text
 * @param carried the SHA-256 of the bytes that were put, its origin included
 */
public record Resent(String as, String carried) {}
