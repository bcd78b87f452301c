/**
 * What a user would write who starts from AWS's own examples: one put per record, with the
 * condition that keeps a second delivery from writing twice.
 */
@NullMarked
package io.weir.bench.sample;

import org.jspecify.annotations.NullMarked;
