/** Tests of the package of the same name. */
@NullMarked
package io.weir.replayer.aws;

import org.jspecify.annotations.NullMarked;
