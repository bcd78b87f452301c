/**
 * The packings of a transport, on bytes alone: aggregates, compression, lists of JSON values. Each
 * is bounded in time and memory, and knows nothing of events.
 */
@NullMarked
package io.weir.event.packing;

import org.jspecify.annotations.NullMarked;
