/** What the parts cost, one by one, by JMH. */
@NullMarked
package io.weir.bench.parts;

import org.jspecify.annotations.NullMarked;
