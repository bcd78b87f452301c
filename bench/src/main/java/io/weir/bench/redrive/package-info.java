/** What the replayer costs as dead letters grow, against a plain sequential reader. */
@NullMarked
package io.weir.bench.redrive;

import org.jspecify.annotations.NullMarked;
