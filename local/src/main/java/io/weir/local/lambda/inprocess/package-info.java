/**
 * A function that runs in this JVM: a handler object, called through the serializer that AWS's
 * runtime client uses.
 */
@NullMarked
package io.weir.local.lambda.inprocess;

import org.jspecify.annotations.NullMarked;
