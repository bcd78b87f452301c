/** Lambda's API of event source mappings: they are made, listed, changed and deleted here. */
@NullMarked
package io.weir.local.mapping.api;

import org.jspecify.annotations.NullMarked;
