/** Lambda's API of event source mappings: they are made, listed, changed and deleted here. */
@NullMarked
package io.weir.local.mappings;

import org.jspecify.annotations.NullMarked;
