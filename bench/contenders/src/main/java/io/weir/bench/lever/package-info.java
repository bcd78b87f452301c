/**
 * The least function that puts an event, and what each of the usual ingredients adds to its start.
 */
@NullMarked
package io.weir.bench.lever;

import org.jspecify.annotations.NullMarked;
