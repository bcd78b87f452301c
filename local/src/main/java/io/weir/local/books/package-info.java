/**
 * The books: which records were put, and what became of each of them.
 *
 * <p>They are read from the stream, the table and the queue by code that shares nothing with the
 * function, the replayer and the local services: an independent witness of all of them.
 */
@NullMarked
package io.weir.local.books;

import org.jspecify.annotations.NullMarked;
