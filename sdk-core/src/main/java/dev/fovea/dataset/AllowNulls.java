package dev.fovea.dataset;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Marks a map's values that may be null, as JSON's may; read by the value generator. */
@Target(ElementType.TYPE_USE)
@interface AllowNulls {}
