/** What an event costs: each command measures one thing and prints one table. */
@NullMarked
package io.weir.bench;

import org.jspecify.annotations.NullMarked;
