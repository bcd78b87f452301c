/** The Lambda function: stores each event of a batch once, and reports or parks the rest. */
@NullMarked
package io.weir.handler;

import org.jspecify.annotations.NullMarked;
