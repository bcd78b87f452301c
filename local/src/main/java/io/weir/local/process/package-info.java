/** Java virtual machines of our own making: started, listened to, and never left behind. */
@NullMarked
package io.weir.local.process;

import org.jspecify.annotations.NullMarked;
