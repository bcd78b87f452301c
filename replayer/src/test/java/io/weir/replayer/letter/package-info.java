/** Tests of the package of the same name. */
@NullMarked
package io.weir.replayer.letter;

import org.jspecify.annotations.NullMarked;
