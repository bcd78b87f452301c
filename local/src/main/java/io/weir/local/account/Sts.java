package io.weir.local.account;

import io.weir.local.http.Call;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import java.util.UUID;

/** The one question to STS that people ask first: who am I? Nothing here checks the answer. */
public record Sts(String account) implements Service {

  private static final String VERSION = "2011-06-15";

  @Override
  public boolean serves(Request request) {
    Call call = Call.of(request);
    return call.operation().equals("GetCallerIdentity")
        && VERSION.equals(call.parameters().get("Version"));
  }

  @Override
  public Reply handle(Request request) {
    String result =
        ("<GetCallerIdentityResult><Arn>arn:aws:iam::%1$s:user/local</Arn>"
                + "<UserId>AIDALOCAL</UserId><Account>%1$s</Account></GetCallerIdentityResult>")
            .formatted(account);
    return Call.of(request)
        .answer(
            "https://sts.amazonaws.com/doc/" + VERSION + "/", result, UUID.randomUUID().toString());
  }
}
