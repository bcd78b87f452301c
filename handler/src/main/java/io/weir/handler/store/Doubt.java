package io.weir.handler.store;

import java.util.List;

/**
 * Events whose bytes differ from those that are stored under their key. Only the stored document
 * says whether they mean the same.
 *
 * @param places of the events in the batch
 */
record Doubt(String key, List<Integer> places) {}
