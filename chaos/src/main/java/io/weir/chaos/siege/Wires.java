package io.weir.chaos.siege;

import java.net.URI;

/**
 * The wires that fail.
 *
 * @param everybodyElse crossed by producers, function and operators
 * @param mapping crossed by the mapping's own calls, which get through in the end: what a
 *     destination refuses is dropped for good (ESM-33), and no run could redrive it
 */
record Wires(URI everybodyElse, URI mapping) {}
