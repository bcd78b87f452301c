package io.weir.local.account;

import io.weir.local.http.Call;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import java.util.Set;
import java.util.UUID;

/**
 * Takes metrics and forgets them: the KCL sends them by default, and would log each refusal. Asking
 * for metrics is refused.
 */
public final class CloudWatch implements Service {

  private static final String NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";
  private static final Set<String> NAMES = Set.of("monitoring", "GraniteServiceVersion20100801");

  @Override
  public boolean serves(Request request) {
    Call call = Call.of(request);
    return call.operation().equals("PutMetricData") && NAMES.contains(call.service());
  }

  @Override
  public Reply handle(Request request) {
    return Call.of(request).answer(NAMESPACE, "", UUID.randomUUID().toString());
  }
}
