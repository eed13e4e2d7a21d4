package dev.fovea.preparation;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetLine;
import dev.fovea.dataset.DatasetProfile;
import dev.fovea.dataset.DatasetReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of other tools whose pictures stand beside them: messages of {@code from} and
 * {@code value}, or of {@code role} and {@code content}, with {@code <image>} where a picture of
 * the line's list belongs.
 */
final class ForeignSource implements Source {
  static final List<String> NAMES = List.of("llava", "sharegpt");

  private static final Set<String> READ =
      Set.of("conversations", "messages", "image", "images", "system", "tools", "id");
  private static final List<String> OTHER_MEDIA = List.of("video", "videos", "audio", "audios");

  private final String id;
  private final ForeignPictures folder;

  private ForeignSource(String id, ForeignPictures folder) {
    this.id = id;
    this.folder = folder;
  }

  static ForeignSource named(String id) {
    return new ForeignSource(id, new ForeignPictures(null, false));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public DatasetReader reader() {
    // No shapes: the lines are cut and parsed, and what they mean is told here.
    byte[] settings = "shapes =\n".getBytes(StandardCharsets.UTF_8);
    return DatasetReader.of(
        DatasetFormat.of(DatasetProfile.read(id, new ByteArrayInputStream(settings))));
  }

  @Override
  public Source at(Path images, ConversionOptions options) {
    if (!Files.isDirectory(images)) {
      throw new IllegalArgumentException("there is no folder of pictures '" + images + "'");
    }
    return new ForeignSource(id, new ForeignPictures(images, options.allowOutside()));
  }

  @Override
  public Draft draft(DatasetLine line, Target target, LineChanges changes) {
    Map<String, @Nullable Object> fields = line.fields();
    String key =
        fields.containsKey("conversations") || id.equals("llava") ? "conversations" : "messages";
    if (!(fields.get(key) instanceof List<?> messages) || messages.isEmpty()) {
      throw new LineDropped("/" + key, "there is no list of messages '" + key + "'");
    }
    otherMedia(fields);
    ForeignTurns turns = new ForeignTurns(folder, pictures(fields), changes);
    boolean pair = fields.get("chosen") instanceof Map && fields.get("rejected") instanceof Map;
    Draft draft = new Draft(pair ? ExampleKind.PREFERENCE : ExampleKind.CONVERSATION);
    turns.system(fields.get("system")).ifPresent(draft.turns::add);
    for (int i = 0; i < messages.size(); i++) {
      draft.turns.add(turns.turn(messages.get(i), "/" + key + "/" + i));
    }
    if (pair) {
      draft.outputs.add(turns.turn(fields.get("chosen"), "/chosen"));
      draft.outputs.add(turns.turn(fields.get("rejected"), "/rejected"));
    }
    turns.finish();
    draft.tools.addAll(ForeignTools.read(fields.get("tools")));
    rest(fields, draft, pair, changes);
    return draft;
  }

  private static void otherMedia(Map<String, @Nullable Object> fields) {
    for (String media : OTHER_MEDIA) {
      Object value = fields.get(media);
      if (value instanceof String || (value instanceof List<?> list && !list.isEmpty())) {
        throw new LineDropped("/" + media, "no provider here learns from films or sounds");
      }
    }
  }

  /** {@return what the line names as its pictures, with their places} */
  private static List<ForeignTurns.Named> pictures(Map<String, @Nullable Object> fields) {
    List<ForeignTurns.Named> pictures = new ArrayList<>();
    for (String key : List.of("image", "images")) {
      Object value = fields.get(key);
      if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          pictures.add(new ForeignTurns.Named("/" + key + "/" + i, list.get(i)));
        }
      } else if (value != null) {
        pictures.add(new ForeignTurns.Named("/" + key, value));
      }
    }
    return pictures;
  }

  private static void rest(
      Map<String, @Nullable Object> fields, Draft draft, boolean pair, LineChanges changes) {
    if (fields.containsKey("id")) {
      changes.rewritten(
          ChangeKind.DROPPED_FIELD, "/id", "it names the line, and nothing is learnt from it");
    }
    fields.forEach((name, value) -> {
      boolean read = READ.contains(name)
          || OTHER_MEDIA.contains(name)
          || (pair && (name.equals("chosen") || name.equals("rejected")));
      if (!read) {
        draft.others.put(name, value);
      }
    });
  }
}
