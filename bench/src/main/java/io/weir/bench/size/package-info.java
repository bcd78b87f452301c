/** What the deployed jar weighs, and why. */
@NullMarked
package io.weir.bench.size;

import org.jspecify.annotations.NullMarked;
