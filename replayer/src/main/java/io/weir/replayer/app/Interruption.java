package io.weir.replayer.app;

import io.weir.replayer.recover.Pause;
import java.util.function.BooleanSupplier;

/**
 * What ends a run early: Ctrl-C, or the time at which a function is to stop.
 *
 * @param requested whether nothing more is to be begun
 * @param pause waits, and returns early once it is requested
 */
public record Interruption(BooleanSupplier requested, Pause pause) {}
