/** The arrows between the replayer's packages. */
@NullMarked
package io.weir.replayer;

import org.jspecify.annotations.NullMarked;
