/** The dead-letter queue: looking at messages, leasing them, deleting them, sending them. */
@NullMarked
package io.weir.replayer.queue;

import org.jspecify.annotations.NullMarked;
