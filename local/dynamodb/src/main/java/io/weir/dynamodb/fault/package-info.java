/** What goes wrong on purpose: capacity that is used up, outages, answers that are lost. */
@NullMarked
package io.weir.dynamodb.fault;

import org.jspecify.annotations.NullMarked;
