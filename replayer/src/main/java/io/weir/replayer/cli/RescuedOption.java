package io.weir.replayer.cli;

import io.weir.replayer.archive.DirectoryVault;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.archive.VaultCopies;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.S3Location;
import io.weir.replayer.aws.S3Vault;
import io.weir.replayer.recover.Copies;
import java.nio.file.Path;
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
    return new VaultCopies(vault(clients, place));
  }

  /** Returns the vault of this name. */
  static Vault vault(AwsClients clients, String place) {
    return place.startsWith("s3://")
        ? new S3Vault(clients::s3, s3(place))
        : new DirectoryVault(Path.of(place));
  }

  /** Returns a place in a bucket. */
  static S3Location s3(String place) {
    return S3Location.parse(place)
        .orElseThrow(() -> new Stop(Exit.USAGE, "write it as s3://BUCKET/PREFIX, not " + place));
  }
}
