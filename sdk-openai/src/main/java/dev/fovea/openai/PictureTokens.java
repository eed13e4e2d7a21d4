package dev.fovea.openai;

import dev.fovea.dataset.ModelTokens.Size;
import dev.fovea.image.Detail;
import java.util.Optional;

/** By which rule a family of models counts the tokens of a picture. */
sealed interface PictureTokens permits TileTokens, PatchTokens {
  /** {@return the tokens; absent if the models take no such picture} */
  Optional<Long> of(int width, int height, Detail detail);

  /** {@return into what a picture is shrunk; absent if the models take no such picture} */
  Optional<Size> seen(int width, int height, Detail detail);

  /** {@return the tokens of a picture of any size; absent where the size decides} */
  Optional<Long> ofAnySize(Detail detail);

  /** {@return in what the guide's copies differ here; absent if in nothing} */
  default Optional<String> caveat() {
    return Optional.empty();
  }
}
