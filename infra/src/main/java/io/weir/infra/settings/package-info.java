/**
 * What differs between two deployments, read from the CDK context and refused where it could lose a
 * record.
 */
@NullMarked
package io.weir.infra.settings;

import org.jspecify.annotations.NullMarked;
