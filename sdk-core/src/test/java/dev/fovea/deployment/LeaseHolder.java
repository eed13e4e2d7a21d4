package dev.fovea.deployment;

import java.util.concurrent.locks.LockSupport;

/** A program that forgets to close its lease. */
public final class LeaseHolder {
  private LeaseHolder() {}

  public static void main(String[] args) {
    FakeDeployments service = new FakeDeployments();
    DeploymentLease.open(
        service,
        new HeldTiming(),
        DeploymentRequest.builder().model("acme/leaves-tuned").build(),
        LeaseOptions.builder().shutdownHook(true).build());
    // Hooks run side by side: this one waits for the lease's.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      for (int i = 0; i < 500 && service.calls.size() < 3; i++) {
        LockSupport.parkNanos(10_000_000);
      }
      System.out.println(service.calls);
    }));
  }
}
