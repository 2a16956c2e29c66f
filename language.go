package salesdesk

// Language is a BCP 47 tag: nl, fr, en, or one with a region such as nl-BE.
type Language string

// The languages every text of the library exists in.
const (
	Dutch   Language = "nl"
	French  Language = "fr"
	English Language = "en"
)
