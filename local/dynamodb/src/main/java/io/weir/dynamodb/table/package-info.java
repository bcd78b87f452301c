/** Tables, their keys, items and indexes, and the one way by which an item changes. */
@NullMarked
package io.weir.dynamodb.table;

import org.jspecify.annotations.NullMarked;
