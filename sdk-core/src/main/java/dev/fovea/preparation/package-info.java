/**
 * What makes a data set: conversion from the lines of another provider or tool, building from
 * pictures and labels, splitting.
 */
@NullMarked
package dev.fovea.preparation;

import org.jspecify.annotations.NullMarked;
