/** Functions that the tests deploy: each goes into a jar, and runs in a process of its own. */
@NullMarked
package io.weir.local.lambda.functions;

import org.jspecify.annotations.NullMarked;
