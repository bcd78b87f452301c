/** What the function tells X-Ray of an invocation that is traced. */
@NullMarked
package io.weir.handler.trace;

import org.jspecify.annotations.NullMarked;
