/** How a measurement is made, repeated and shown: the parts that all measurements share. */
@NullMarked
package io.weir.bench.measure;

import org.jspecify.annotations.NullMarked;
