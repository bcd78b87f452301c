/** Tests of the package of the same name. */
@NullMarked
package io.weir.replayer.recover;

import org.jspecify.annotations.NullMarked;
