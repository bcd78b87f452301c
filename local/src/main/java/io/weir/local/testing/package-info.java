/**
 * The test library: a stream, the event source mapping and a user's function in one JUnit test,
 * with assertions on where every record ended.
 *
 * <p>{@link io.weir.local.testing.WeirPipeline} is where to begin.
 */
@NullMarked
package io.weir.local.testing;

import org.jspecify.annotations.NullMarked;
