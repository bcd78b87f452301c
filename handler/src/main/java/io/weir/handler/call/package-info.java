/**
 * How the function calls a service: within a deadline, with back-off, chunk by chunk, and with an
 * {@link io.weir.handler.call.Outcome} for every entry.
 */
@NullMarked
package io.weir.handler.call;

import org.jspecify.annotations.NullMarked;
