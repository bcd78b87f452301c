/** Tests of child processes. */
@NullMarked
package io.weir.local.process;

import org.jspecify.annotations.NullMarked;
