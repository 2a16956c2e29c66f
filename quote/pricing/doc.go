// Package pricing computes a quote to the cent.
package pricing
