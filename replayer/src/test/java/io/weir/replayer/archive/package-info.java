/** Tests of the package of the same name. */
@NullMarked
package io.weir.replayer.archive;

import org.jspecify.annotations.NullMarked;
