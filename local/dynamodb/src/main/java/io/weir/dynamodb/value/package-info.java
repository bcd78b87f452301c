/** Attribute values and items: limits, order, sizes, and their JSON and stored forms. */
@NullMarked
package io.weir.dynamodb.value;

import org.jspecify.annotations.NullMarked;
