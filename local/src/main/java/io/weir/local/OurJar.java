package io.weir.local;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where Weir's own jar, or its classes, are: other built files are found relative to it. */
final class OurJar {

  private OurJar() {}

  /** Returns a place relative to the jar's directory. */
  static Path beside(String relative) {
    try {
      Path ours = Path.of(OurJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ours.resolveSibling(relative).normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("our own code has an address that is none", e);
    }
  }
}
