/**
 * What the replayer has done: each effect is written here before it happens, and its result after,
 * so that a run that was killed is continued and every redrive has a name and a reason.
 */
@NullMarked
package io.weir.replayer.journal;

import org.jspecify.annotations.NullMarked;
