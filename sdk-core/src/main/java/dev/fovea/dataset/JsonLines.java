package dev.fovea.dataset;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** The format of all providers: one JSON object a line, its shapes told by the profile. */
final class JsonLines implements DatasetFormat {
  private static final long serialVersionUID = 1L;

  private final transient DatasetProfile profile;

  JsonLines(DatasetProfile profile) {
    this.profile = profile;
  }

  DatasetProfile profile() {
    return profile;
  }

  @Override
  public String id() {
    return profile.id();
  }

  @Override
  public DatasetRules rules() {
    return new DatasetRules(profile);
  }

  @Override
  public String toString() {
    return "DatasetFormat[" + id() + "]";
  }

  private Object writeReplace() {
    return new Proxy(profile.id());
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a format is read through its proxy");
  }

  /** What travels instead of the format. */
  private record Proxy(String id) implements Serializable {
    private Object readResolve() {
      return DatasetFormat.of(id);
    }
  }
}
