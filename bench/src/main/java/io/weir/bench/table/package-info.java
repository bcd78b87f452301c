/** What the table engine does in a second, and how much it takes. */
@NullMarked
package io.weir.bench.table;

import org.jspecify.annotations.NullMarked;
