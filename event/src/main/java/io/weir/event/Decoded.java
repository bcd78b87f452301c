package io.weir.event;

/** What a record's payload turned out to be: an event, or poison with the reason. */
public sealed interface Decoded permits Event, Rejection {}
