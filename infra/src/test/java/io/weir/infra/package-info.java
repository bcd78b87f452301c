/**
 * The tests of the app. {@code GoldenTest} says that the golden templates are what is synthesized,
 * and needs Node; most others judge the golden templates, and need none.
 */
@NullMarked
package io.weir.infra;

import org.jspecify.annotations.NullMarked;
