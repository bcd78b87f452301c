/** A function that knows nothing of Weir. */
@NullMarked
package io.weir.chaos.foreign;

import org.jspecify.annotations.NullMarked;
