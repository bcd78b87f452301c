package io.weir.replayer.letter;

/** What a message in a dead-letter queue turned out to be. */
public sealed interface DeadLetter
    permits Pointer, ParkedRecord, ExportedLetter, UnreadableMessage {}
