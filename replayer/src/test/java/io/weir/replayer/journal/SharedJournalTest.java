package io.weir.replayer.journal;

/** The shared journal that two operators are tried with is one. */
class SharedJournalTest extends SharedJournalContract {

  private final MemoryTable table = new MemoryTable(this::now);

  @Override
  protected Journal journal() {
    return new SharedJournal(table);
  }
}
