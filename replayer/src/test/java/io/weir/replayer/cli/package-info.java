/** Tests of the package of the same name. */
@NullMarked
package io.weir.replayer.cli;

import org.jspecify.annotations.NullMarked;
