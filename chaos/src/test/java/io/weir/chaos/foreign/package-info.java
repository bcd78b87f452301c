/** A function of somebody else's, which knows nothing of Weir. */
@NullMarked
package io.weir.chaos.foreign;

import org.jspecify.annotations.NullMarked;
