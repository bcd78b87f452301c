/** Tests of the package of the same name. */
@NullMarked
package io.weir.dynamodb.value;

import org.jspecify.annotations.NullMarked;
