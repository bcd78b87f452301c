/** What a person sees: text that cannot move a cursor, tables, colours, progress. */
@NullMarked
package io.weir.replayer.terminal;

import org.jspecify.annotations.NullMarked;
