package io.weir.chaos.width;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;

/**
 * The branches of one package, and those that were taken.
 *
 * @param missed the lines with branches that were not taken, by file
 */
record Width(Measured of, int taken, int branches, List<Line> missed) {

  /** A line of which not every branch was taken. */
  record Line(String file, int number, int missed, int branches) {}

  /** Reads what was taken of a package, whose classes are those of this very class path. */
  static Width of(Measured measured, ExecutionDataStore taken) {
    CoverageBuilder builder = new CoverageBuilder();
    Analyzer analyzer = new Analyzer(taken, builder);
    try {
      Path home = home(measured);
      if (Files.isDirectory(home)) {
        analyze(home, measured, analyzer);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(home)) {
          analyze(jar.getPath("/"), measured, analyzer);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the classes of " + measured.whole(), e);
    }
    int branches = 0;
    int missed = 0;
    List<Line> lines = new ArrayList<>();
    for (ISourceFileCoverage file : builder.getSourceFiles()) {
      branches += file.getBranchCounter().getTotalCount();
      missed += file.getBranchCounter().getMissedCount();
      lines.addAll(missed(file));
    }
    return new Width(measured, branches - missed, branches, List.copyOf(lines));
  }

  private static List<Line> missed(ISourceFileCoverage file) {
    List<Line> lines = new ArrayList<>();
    for (int number = file.getFirstLine(); number <= file.getLastLine(); number++) {
      ICounter line = file.getLine(number).getBranchCounter();
      if (line.getMissedCount() > 0) {
        lines.add(new Line(file.getName(), number, line.getMissedCount(), line.getTotalCount()));
      }
    }
    return lines;
  }

  /** Returns the jar or the directory that a package is loaded from. */
  private static Path home(Measured measured) {
    try {
      Class<?> info = Class.forName(measured.whole() + ".package-info");
      URL home = info.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(home.toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("there is no package " + measured.whole(), e);
    }
  }

  private static void analyze(Path root, Measured measured, Analyzer analyzer) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(measured.whole().replace('.', '/')))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).sorted().toList()) {
        try (InputStream bytes = Files.newInputStream(file)) {
          analyzer.analyzeClass(bytes, file.toString());
        }
      }
    }
  }

  /** Returns the share that was taken, in per cent. */
  double percent() {
    return branches == 0 ? 100 : 100.0 * taken / branches;
  }

  /** Tells whether enough was taken. */
  boolean isEnough() {
    return percent() >= of.goal();
  }
}
