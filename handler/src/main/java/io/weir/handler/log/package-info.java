/** How Log4j comes up in the function: named in {@code log4j2.component.properties}. */
@NullMarked
package io.weir.handler.log;

import org.jspecify.annotations.NullMarked;
