package io.weir.replayer.cli;

import io.weir.replayer.archive.VaultCopies;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.recover.Copies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the payloads are that the stream has no more. */
final class RescuedOption {

  private final Console console;

  @Option(
      names = "--rescued",
      paramLabel = "PLACE",
      description =
          "Where rescue has put copies, a directory or s3://BUCKET/PREFIX: what the stream has "
              + "forgotten is taken from there.")
  private @Nullable String place;

  RescuedOption(Console console) {
    this.console = console;
  }

  /** Returns the copies that were named, if any were. */
  Copies copies(AwsClients clients) {
    if (place == null) {
      return Copies.NONE;
    }
    if (!place.startsWith("s3://")) {
      console.refuseFile("a directory of copies", "use --rescued s3://BUCKET/PREFIX");
    }
    return new VaultCopies(LetterSession.vault(clients, place));
  }
}
