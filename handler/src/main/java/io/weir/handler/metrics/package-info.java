/** Powertools' metrics, written as CloudWatch's embedded format takes them. */
@NullMarked
package io.weir.handler.metrics;

import org.jspecify.annotations.NullMarked;
