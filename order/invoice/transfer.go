package invoice

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Transfer is a credit transfer in euro that a bank's app can read from a QR code.
type Transfer struct {
	BIC       salesdesk.BIC              `json:"bic,omitzero"` // not needed within the EEA
	Name      string                     `json:"name"`         // of the account's holder, as the bank knows it
	IBAN      salesdesk.IBAN             `json:"iban"`
	Amount    salesdesk.Money            `json:"amount"`
	Purpose   string                     `json:"purpose,omitempty"` // ISO 20022 code of up to four letters
	Reference salesdesk.PaymentReference `json:"reference,omitzero"`
	Text      string                     `json:"text,omitempty"` // instead of a reference
	Note      string                     `json:"note,omitempty"` // for the payer
}

// Transfer is the payment of the document to its seller.
func (d Document) Transfer() Transfer {
	t := Transfer{
		BIC: d.Seller.BIC, Name: d.Seller.Name, IBAN: d.Seller.IBAN, Reference: d.Payment,
		Amount: salesdesk.Money{Amount: d.Figures.Totals.Payable, Currency: d.Figures.Currency},
	}
	if t.Reference.IsZero() {
		t.Text = d.Number
	}
	return t
}

// Bounds of the payload, in characters, and of the whole in bytes (EPC069-12, version 002;
// the bytes are from general knowledge).
const (
	maxEPCName    = 70
	maxEPCPurpose = 4
	maxEPCText    = 140
	maxEPCNote    = 70
	maxEPCBytes   = 331
)

// EPC is the text of the QR code (EPC069-12, version 002, UTF-8), to be drawn with error
// correction M. The structured line holds a creditor reference (ISO 11649); a Belgian
// structured communication, which that standard does not know, goes as text with its plus
// signs (from general knowledge, and apps of banks differ: try yours). Every bound it passes is a problem with its path.
func (t Transfer) EPC() (string, error) {
	if err := t.check(); err != nil {
		return "", err
	}
	structured, text := "", t.Text
	switch {
	case t.Reference.IsZero():
	case t.Reference.IsBelgian():
		text = t.Reference.Format()
	default:
		structured = t.Reference.String()
	}
	lines := []string{
		"BCD", "002", "1", "SCT", t.BIC.String(), t.Name, t.IBAN.String(),
		string(salesdesk.EUR) + t.Amount.Amount.StringFixed(2), t.Purpose, structured, text, t.Note,
	}
	for lines[len(lines)-1] == "" { // the last line used is the last written
		lines = lines[:len(lines)-1]
	}
	payload := strings.Join(lines, "\n")
	if len(payload) > maxEPCBytes {
		return "", salesdesk.FieldError{Path: "text", Rule: salesdesk.RuleLength, Param: "331"}
	}
	return payload, nil
}

func (t Transfer) check() error {
	var problems salesdesk.Problems
	line := func(path, s string, most int, param string) {
		if utf8.RuneCountInString(s) > most {
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: param})
		}
		if strings.ContainsFunc(s, unicode.IsControl) || !utf8.ValidString(s) { // a line of its own would be another field
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleFormat})
		}
	}
	if t.Name == "" {
		problems.Add(salesdesk.FieldError{Path: "name", Rule: salesdesk.RuleRequired})
	}
	line("name", t.Name, maxEPCName, "70")
	if t.IBAN.IsZero() {
		problems.Add(salesdesk.FieldError{Path: "iban", Rule: salesdesk.RuleRequired})
	}
	problems.Add(t.checkAmount())
	line("purpose", t.Purpose, maxEPCPurpose, "4")
	line("text", t.Text, maxEPCText, "140")
	line("note", t.Note, maxEPCNote, "70")
	if t.Text != "" && !t.Reference.IsZero() {
		problems.Add(salesdesk.FieldError{Path: "text", Rule: salesdesk.RuleExcluded, Param: "reference"})
	}
	return problems.Err()
}

func (t Transfer) checkAmount() error {
	a := exact.Dec(t.Amount.Amount)
	switch {
	case t.Amount.Currency != salesdesk.EUR:
		return salesdesk.At("amount", salesdesk.CurrencyError{Want: salesdesk.EUR, Got: t.Amount.Currency})
	case a.Cmp(a.Round(2, fixed.HalfAwayFromZero)) != 0:
		return salesdesk.FieldError{Path: "amount", Rule: salesdesk.RuleDecimal, Param: "2"}
	case a.Cmp(fixed.FromInt(1, -2)) < 0:
		return salesdesk.FieldError{Path: "amount", Rule: salesdesk.RuleMin, Param: "0.01"}
	case a.Cmp(fixed.FromInt(99_999_999_999, -2)) > 0:
		return salesdesk.FieldError{Path: "amount", Rule: salesdesk.RuleMax, Param: "999999999.99"}
	default:
		return nil
	}
}
