/** Tests of the package of the same name. */
@NullMarked
package io.weir.dynamodb.table;

import org.jspecify.annotations.NullMarked;
