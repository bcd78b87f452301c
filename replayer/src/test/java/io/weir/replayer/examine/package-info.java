/** Tests of the package of the same name. */
@NullMarked
package io.weir.replayer.examine;

import org.jspecify.annotations.NullMarked;
