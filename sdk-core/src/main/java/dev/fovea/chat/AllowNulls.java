package dev.fovea.chat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells the generator that a map may hold nulls: JSON has them. */
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.SOURCE)
@interface AllowNulls {}
