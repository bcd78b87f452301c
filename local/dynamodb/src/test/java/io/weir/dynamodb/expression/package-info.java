/** Tests of the package of the same name. */
@NullMarked
package io.weir.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
