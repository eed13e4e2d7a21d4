package dev.fovea.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/**
 * Reads rules and a file from standard input, checks it, and writes the report to standard output.
 */
final class OtherJvm {
  private OtherJvm() {}

  public static void main(String[] args) throws IOException, ClassNotFoundException {
    ObjectOutputStream out = new ObjectOutputStream(System.out);
    out.flush();
    ObjectInputStream in = new ObjectInputStream(System.in);
    while (in.readObject() instanceof DatasetRules rules) {
      byte[] file = (byte[]) in.readObject();
      out.writeObject(rules.check(new ByteArrayInputStream(file)));
      out.flush();
    }
  }
}
