/** Where dead letters come from, and how they are looked at without being consumed. */
@NullMarked
package io.weir.replayer.queue;

import org.jspecify.annotations.NullMarked;
