package ubl

import "github.com/interne-sales/salesdesk"

// PaymentMeans is how to pay (BG-16).
type PaymentMeans struct {
	PaymentMeansCode      string            `xml:"cbc:PaymentMeansCode,omitempty"`
	PaymentDueDate        string            `xml:"cbc:PaymentDueDate,omitempty"`
	PaymentID             string            `xml:"cbc:PaymentID,omitempty"`
	PayeeFinancialAccount *FinancialAccount `xml:"cac:PayeeFinancialAccount"`
	PaymentMandate        *PaymentMandate   `xml:"cac:PaymentMandate"`
}

// FinancialAccount is the account a transfer goes to (BG-17).
type FinancialAccount struct {
	ID                         string     `xml:"cbc:ID,omitempty"`
	Name                       string     `xml:"cbc:Name,omitempty"`
	FinancialInstitutionBranch *Reference `xml:"cac:FinancialInstitutionBranch"`
}

// PaymentMandate is the direct-debit mandate (BT-89) and the account it draws on (BT-91).
type PaymentMandate struct {
	ID                    string     `xml:"cbc:ID,omitempty"`
	PayerFinancialAccount *Reference `xml:"cac:PayerFinancialAccount"`
}

// PaymentTerms are the terms in words (BT-20).
type PaymentTerms struct {
	Note string `xml:"cbc:Note,omitempty"`
}

// creditTransfer is UNCL4461: payment to an account (from general knowledge).
const creditTransfer = "30"

// TransferTo is payment to the account of a party; nil where it has none. The reference
// is what the payer repeats (BT-83).
func TransferTo(p salesdesk.Party, reference string) *PaymentMeans {
	if p.IBAN.IsZero() {
		return nil
	}
	account := FinancialAccount{ID: p.IBAN.String(), Name: p.Name}
	if !p.BIC.IsZero() {
		account.FinancialInstitutionBranch = &Reference{ID: p.BIC.String()}
	}
	return &PaymentMeans{PaymentMeansCode: creditTransfer, PaymentID: reference, PayeeFinancialAccount: &account}
}
