// Package chart draws the pictures of a report as SVG: bars beside each other, a
// bridge from one total to another, and a figure within its interval.
//
// Use it where a page must stand alone: the result is text without scripts, fonts or
// links, and takes its colours from the page's CSS variables where it has them. Every
// picture has a title and a description for those who do not see it, and every bar
// its figure in words that the caller gives, in his language.
//
// The same data give the same bytes. Only pixels are computed in floating point.
package chart
