/** The services put together: stream, table, queue and function, and the mapping between them. */
@NullMarked
package io.weir.local.pipeline;

import org.jspecify.annotations.NullMarked;
