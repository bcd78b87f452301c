package io.weir.replayer.aws;

import io.weir.replayer.aws.Discovery.Mapping;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.letter.FunctionRef;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.StreamArn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;

/** The filters of mappings as Lambda knows them today, each asked for once, when it is needed. */
public final class MappingFilters implements MappingFilter {

  private record Source(StreamArn stream, String arn, FunctionRef function) {}

  private final Discovery discovery;
  private final Consumer<String> notes;
  private final Map<Source, FilterPatterns> known = new HashMap<>();

  /**
   * Asks through the given clients.
   *
   * @param notes takes what a person should know
   */
  public MappingFilters(Services clients, Consumer<String> notes) {
    this.discovery = new Discovery(clients);
    this.notes = notes;
  }

  @Override
  public boolean takes(Pointer pointer, RecoveredRecord record) {
    StreamArn stream = pointer.range().stream();
    String arn = pointer.range().consumerArn().orElse(stream.toString());
    return known
        .computeIfAbsent(
            new Source(stream, arn, FunctionRef.parse(pointer.functionArn())), this::ask)
        .take(record);
  }

  private FilterPatterns ask(Source source) {
    try {
      List<Mapping> mappings =
          discovery.mappingsFrom(source.stream()).stream()
              .filter(it -> it.function().equals(source.function()))
              .toList();
      if (mappings.size() > 1) { // one reads the stream, another reads through a consumer
        mappings =
            mappings.stream()
                .filter(it -> source.arn().equals(it.settings().eventSourceArn()))
                .toList();
      }
      if (mappings.size() == 1) {
        FilterCriteria criteria = mappings.get(0).settings().filterCriteria();
        return new FilterPatterns(
            criteria == null
                ? List.of()
                : criteria.filters().stream().map(Filter::pattern).toList());
      }
      notes.accept(
          "the mapping's filter is not known: %d mappings invoke %s from %s"
              .formatted(mappings.size(), source.function(), source.arn()));
    } catch (SdkException e) {
      notes.accept("the mapping's filter is not known: " + Failure.of(e).message());
    } catch (IllegalArgumentException e) {
      notes.accept("the mapping's filter is not known: " + e.getMessage());
    }
    return new FilterPatterns(List.of());
  }
}
