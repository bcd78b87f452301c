/** Does the simulator see? Bugs are planted at the seams, and must be found. */
@NullMarked
package io.weir.chaos.simulate;

import org.jspecify.annotations.NullMarked;
