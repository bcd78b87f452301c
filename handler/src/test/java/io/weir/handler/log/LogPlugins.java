package io.weir.handler.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.apache.logging.log4j.core.config.plugins.convert.TypeConverters;
import org.apache.logging.log4j.core.config.plugins.processor.PluginCache;
import org.apache.logging.log4j.core.config.plugins.processor.PluginProcessor;
import org.apache.logging.log4j.layout.template.json.resolver.TemplateResolverFactory;

/**
 * Writes the list of Log4j's plugins that goes into {@code handler.jar}: run by the build.
 *
 * <p>When Log4j comes up it loads the class of every plugin that its lists name, which is most of
 * Log4j. A configuration in code needs those by which the JSON layout finds its parts.
 */
public final class LogPlugins {

  /** Log4j keeps the names of categories in lower case. */
  private static final Set<String> NEEDED =
      Set.of(
          TypeConverters.CATEGORY.toLowerCase(Locale.ROOT),
          TemplateResolverFactory.CATEGORY.toLowerCase(Locale.ROOT));

  private LogPlugins() {}

  /**
   * Writes it.
   *
   * @param arguments the directory of the classes that become the jar
   * @throws IOException if a list cannot be read, or the new one cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]).resolve(PluginProcessor.PLUGIN_CACHE_FILE);
    Files.deleteIfExists(file);
    PluginCache needed = needed();
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      needed.writeCache(out);
    }
  }

  private static PluginCache needed() throws IOException {
    PluginCache plugins = new PluginCache();
    plugins.loadCacheFiles(
        LogPlugins.class.getClassLoader().getResources(PluginProcessor.PLUGIN_CACHE_FILE));
    plugins.getAllCategories().keySet().retainAll(NEEDED);
    return plugins;
  }
}
