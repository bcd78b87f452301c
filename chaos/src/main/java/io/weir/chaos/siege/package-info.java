/**
 * The siege: the real jars in processes of their own, behind a wire that fails, killed at random,
 * and an account of every record afterwards.
 *
 * <p>The account is that of {@code io.weir.local.books}: it shares no code with what it judges.
 */
@NullMarked
package io.weir.chaos.siege;

import org.jspecify.annotations.NullMarked;
