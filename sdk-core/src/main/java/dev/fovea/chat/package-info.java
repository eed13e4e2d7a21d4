/**
 * Chat about text and pictures: requests, answers and streams. Start with
 * {@link dev.fovea.chat.ChatService} and {@link dev.fovea.chat.ChatRequest}.
 */
@NullMarked
package dev.fovea.chat;

import org.jspecify.annotations.NullMarked;
