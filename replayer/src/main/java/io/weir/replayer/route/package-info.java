/**
 * The ways by which a record is sent again: to the function, into the stream, into a file; and what
 * proves that it arrived.
 */
@NullMarked
package io.weir.replayer.route;

import org.jspecify.annotations.NullMarked;
