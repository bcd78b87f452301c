/** The settings of a template that could lose a record, each a rule with a number. */
@NullMarked
package io.weir.infra.loss;

import org.jspecify.annotations.NullMarked;
