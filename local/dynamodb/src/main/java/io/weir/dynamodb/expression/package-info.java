/** The expressions of requests: parsed once, checked, and evaluated. */
@NullMarked
package io.weir.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
