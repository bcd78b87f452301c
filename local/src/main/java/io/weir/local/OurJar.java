package io.weir.local;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where our own jar, or our classes, stand: what else was built is found from there. */
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
