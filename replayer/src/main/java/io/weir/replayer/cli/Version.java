package io.weir.replayer.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar that is running. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "replayer "
          + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
              .orElse("of a working tree")
    };
  }
}
