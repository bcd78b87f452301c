package io.weir.infra.settings;

import java.util.Optional;

/**
 * People.
 *
 * @param alarmEmail gets each alarm; empty: the topic has subscribers of its own
 * @param replayerPrincipal the ARN that may assume the replayer's role; empty: no role, and the
 *     policies can be attached to one that exists
 * @param runbook where an alarm's description points to, without the section
 * @param reminderHour hour of the day, UTC, at which the recipient hears of letters that still wait
 * @param budget dollars a month above which the recipient is told
 */
public record Audience(
    Optional<String> alarmEmail,
    Optional<String> replayerPrincipal,
    String runbook,
    int reminderHour,
    Optional<Integer> budget) {

  /** What says that the topic's subscribers are not this stack's business. */
  private static final String ELSEWHERE = "elsewhere";

  /** Not root, which is everybody in its account; a session is one use of a role. */
  private static final String ONE_PRINCIPAL =
      "arn:[a-z-]+:(iam::\\d{12}:(role|user)|sts::\\d{12}:assumed-role/[^*/\\s]+)/[^*\\s]*[^*/\\s]";

  /** Refuses addresses that cannot be ones, and principals that are everybody. */
  public Audience {
    alarmEmail
        .filter(mail -> !mail.matches("[^@\\s]+@[^@\\s]+"))
        .ifPresent(
            mail -> {
              throw new RefusedSettingException("alarmEmail", mail, "must be an e-mail address");
            });
    replayerPrincipal
        .filter(arn -> !arn.matches(ONE_PRINCIPAL))
        .ifPresent(
            arn -> {
              throw new RefusedSettingException(
                  "replayerPrincipal",
                  arn,
                  "must be the ARN of one role or user, such as"
                      + " arn:aws:iam::123456789012:role/on-call");
            });
    if (runbook.contains("#") || runbook.contains(" ")) {
      throw new RefusedSettingException(
          "runbook", runbook, "must be a page without a section: each alarm adds its own");
    }
    RefusedSettingException.checkRange("reminderHour", reminderHour, 0, 23);
    budget.ifPresent(it -> RefusedSettingException.checkRange("budget", it, 1, 10_000_000));
    if (budget.isPresent() && alarmEmail.isEmpty()) {
      throw new RefusedSettingException(
          "budget", budget.orElseThrow(), "needs an address in alarmEmail, to which AWS writes");
    }
  }

  /**
   * Reads who hears and who acts.
   *
   * @param durable whether an alarm that reaches no person is refused
   */
  static Audience from(Options options, boolean durable) {
    Optional<String> recipient = options.text("alarmEmail");
    if (durable && recipient.isEmpty() && !options.says("existingTopic")) {
      throw new RefusedSettingException(
          "alarmEmail is missing: alarms of prod would reach no person; give an address, or"
              + " existingTopic, or alarmEmail=elsewhere if subscribers are added by other means");
    }
    return new Audience(
        recipient.filter(it -> !it.equals(ELSEWHERE)),
        options.text("replayerPrincipal"),
        options.word("runbook"),
        options.number("reminderHour"),
        options.numberIfSaid("budget"));
  }
}
