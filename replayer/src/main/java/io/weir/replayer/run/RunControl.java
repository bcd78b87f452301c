package io.weir.replayer.run;

import io.weir.replayer.queue.Pulse;
import io.weir.replayer.recover.Pause;
import java.util.function.BooleanSupplier;

/**
 * How fast a redrive goes, and what ends it early.
 *
 * @param pace how fast records go out
 * @param pause waits for messages that another receiver holds
 * @param pulse extends the leases
 * @param stop whether to begin nothing more
 * @param progress is told how the run gets on
 */
public record RunControl(
    Pace pace, Pause pause, Pulse pulse, BooleanSupplier stop, Progress progress) {}
