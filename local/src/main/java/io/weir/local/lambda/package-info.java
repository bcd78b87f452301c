/** Lambda: as a function sees it, under AWS's own runtime client, and as an SDK sees it. */
@NullMarked
package io.weir.local.lambda;

import org.jspecify.annotations.NullMarked;
