/**
 * What an event is: from a record's bytes to an {@link io.weir.event.Event} or a {@link
 * io.weir.event.Rejection}, an event's identity, and its item in the table.
 *
 * <p>This package knows no Lambda and no stream client, so that the function and the replayer judge
 * a record by the same code.
 */
@NullMarked
package io.weir.event;

import org.jspecify.annotations.NullMarked;
