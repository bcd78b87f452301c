package io.weir.replayer.run;

import io.weir.replayer.route.Proof;
import io.weir.replayer.route.Route;
import java.util.function.BooleanSupplier;

/**
 * What a run works with.
 *
 * @param route where the records go
 * @param proof tells what became of them
 * @param pace how fast they go
 * @param stop whether to begin nothing more
 * @param progress is told how it gets on
 */
public record RedriveServices(
    Route route, Proof proof, Pace pace, BooleanSupplier stop, Progress progress) {}
