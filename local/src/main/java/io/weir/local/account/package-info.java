/** The little that a pipeline's clients ask of the account's other services. */
@NullMarked
package io.weir.local.account;

import org.jspecify.annotations.NullMarked;
