/** Tests of the package of the same name. */
@NullMarked
package io.weir.replayer.terminal;

import org.jspecify.annotations.NullMarked;
