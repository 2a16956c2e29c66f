// Package calendar computes with working time and legal periods.
package calendar
