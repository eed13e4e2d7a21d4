package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.util.List;
import java.util.Optional;

/** An adapter loaded into a running deployment; its id is that of the adapter's registry model. */
public final class TogetherAdapter extends WireResource {
  TogetherAdapter(WireObject wire) {
    super(wire, "adapterModelId");
  }

  /** {@return the revision that is to be loaded, {@code rv_…}} */
  public Optional<String> revisionId() {
    return text("desiredRevisionId");
  }

  /** {@return the mark of this state, which changing and unloading it take} */
  public Optional<String> etag() {
    return text("etag");
  }

  /** {@return how far it is, cluster by cluster} */
  public List<Cluster> clusters() {
    return list("perCluster", Cluster::new);
  }

  /** {@return whether every cluster has loaded it} */
  public boolean isReady() {
    List<Cluster> clusters = clusters();
    return !clusters.isEmpty()
        && clusters.stream().allMatch(cluster -> cluster.state().endsWith("_READY"));
  }

  /** How far loading is in one cluster. */
  public static final class Cluster extends WireResource {
    Cluster(WireObject wire) {
      super(wire.glance().text("clusterId").orElse(""), wire);
    }

    /** {@return the state in Together's word, such as {@code ADAPTER_LOAD_STATE_LOADING}} */
    public String state() {
      return text("state").orElse("");
    }

    /** {@return how many pods have it} */
    public Optional<Integer> readyPods() {
      return count("readyPodCount");
    }

    /** {@return how many pods could not load it} */
    public Optional<Integer> failedPods() {
      return count("failedPodCount");
    }

    /** {@return how many pods there are} */
    public Optional<Integer> totalPods() {
      return count("totalPodCount");
    }

    /** {@return the sentence for people, such as why it failed} */
    public Optional<String> message() {
      return text("message");
    }
  }
}
