/** How the pipeline grows on AWS, by arithmetic: nothing here is measured. */
@NullMarked
package io.weir.bench.scaling;

import org.jspecify.annotations.NullMarked;
