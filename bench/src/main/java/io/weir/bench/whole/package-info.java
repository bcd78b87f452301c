/** Whole invocations: a handler in a process of its own, the store in another. */
@NullMarked
package io.weir.bench.whole;

import org.jspecify.annotations.NullMarked;
