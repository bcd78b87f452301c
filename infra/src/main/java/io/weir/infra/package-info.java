/** The CDK app: {@link io.weir.infra.Infra} reads the settings and synthesizes one stage. */
@NullMarked
package io.weir.infra;

import org.jspecify.annotations.NullMarked;
