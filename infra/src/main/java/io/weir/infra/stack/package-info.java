/** The stack and the constructs that it is made of. */
@NullMarked
package io.weir.infra.stack;

import org.jspecify.annotations.NullMarked;
