/** What a running command shows and writes: its session, the live line, the function's log. */
@NullMarked
package io.weir.local.console;

import org.jspecify.annotations.NullMarked;
