package quote

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Header is what the document of a quote says beside the quote itself, in print and as
// UBL alike. Issue date and buyer are required.
type Header struct {
	IssueDate  calendar.Date      `json:"issue_date"`
	Buyer      salesdesk.Party    `json:"buyer"`
	Originator *salesdesk.Party   `json:"originator,omitempty"` // for whom the buyer asked, where it is another
	DeliverTo  *salesdesk.Address `json:"deliver_to,omitempty"` // nil is the buyer's
	Request    Reference          `json:"request,omitzero"`     // the buyer's request for quotation
	Articles   []ArticleNumbers   `json:"articles,omitempty"`
	Terms      []string           `json:"terms,omitempty"` // conditions in words, of payment above all; paper.Terms writes them
	Note       string             `json:"note,omitempty"`
	Mentions   []pricing.Mention  `json:"mentions,omitempty"` // the texts of law; empty is pricing.BelgianMentions
}

// Reference is a document of the other side.
type Reference struct {
	Number string        `json:"number"`
	Date   calendar.Date `json:"date,omitzero"`
}

// ArticleNumbers are what others call an article.
type ArticleNumbers struct {
	SKU   string         `json:"sku"`
	Buyer string         `json:"buyer,omitempty"` // BT-156
	GTIN  salesdesk.GTIN `json:"gtin,omitzero"`   // BT-157
}

// numbers are those of an article; the zero value where there are none.
func (h Header) numbers(sku string) ArticleNumbers {
	for _, a := range h.Articles {
		if a.SKU == sku {
			return a
		}
	}
	return ArticleNumbers{}
}

// Statutory is the language of what law gives: that of the seller's region where both
// sides are in Belgium, else the buyer's, since law may not impose one across borders
// (CJEU C-15/15). In the German-speaking communes French stands in where no text of
// Mentions is German: see [pricing.GermanMentions].
func (h Header) Statutory(seller salesdesk.Party) salesdesk.Language {
	region, err := seller.Address.Region()
	if err != nil || h.Buyer.Address.Country != salesdesk.Belgium {
		return h.Buyer.Language.Base()
	}
	language := region.StatutoryLanguage(h.Buyer.Language)
	if language == salesdesk.German && !slices.ContainsFunc(h.Mentions, func(m pricing.Mention) bool { return m.Language.Base() == language }) {
		return salesdesk.French
	}
	return language
}

// Mention is the text of a ground on the day of issue (BT-120).
func (h Header) Mention(g pricing.Ground, language salesdesk.Language) string {
	table := h.Mentions
	if len(table) == 0 {
		table = pricing.BelgianMentions()
	}
	return pricing.MentionOn(table, g, language, h.IssueDate)
}

// DecodeHeader reads a header from JSON, strictly: a field that no header has is refused,
// at every depth, and every problem has its path.
func DecodeHeader(data []byte) (Header, error) {
	var h Header
	err := strict.Decode(data, &h)
	return h, err
}

// Check is everything that keeps a quote from being put into a document, with its path:
// the latest revision was not sent or does not add up, particulars that law wants are
// missing, VAT is not charged for a reason that needs a number nobody gave, or it says
// another day or buyer than was priced. What the invoice will need, the quote needs already.
func (h Header) Check(q Quote) error {
	var problems salesdesk.Problems
	require := func(path string, missing bool) { required(&problems, field{path, missing}) }
	require("number", q.Number == "")
	problems.Add(h.checkRevision(q))
	require("header.issue_date", !h.IssueDate.Valid())
	problems.AddAt("seller", q.Seller.CheckParticulars())
	require("header.buyer.name", h.Buyer.Name == "")
	require("header.buyer.address.country", h.Buyer.Address.Country == "")
	require("header.request.number", h.Request.Number == "" && !h.Request.Date.IsZero())
	for i, a := range h.Articles {
		require(salesdesk.Index("header.articles", i)+".sku", a.SKU == "")
	}
	h.checkVAT(require, q)
	problems.Add(h.checkPriced(q.Latest()))
	return problems.Err()
}

func (h Header) checkRevision(q Quote) error {
	if len(q.Revisions) == 0 {
		return salesdesk.FieldError{Path: "revisions", Rule: salesdesk.RuleRequired}
	}
	var problems salesdesk.Problems
	latest, at := q.Latest(), salesdesk.Index("revisions", len(q.Revisions)-1)
	required(&problems, field{at + ".valid_until", !latest.ValidUntil.Valid()}) // set when it is sent
	if h.IssueDate.Valid() && latest.ValidUntil.Valid() && latest.ValidUntil.Before(h.IssueDate) {
		problems.Add(salesdesk.FieldError{Path: at + ".valid_until", Rule: salesdesk.RuleOrder, Param: "header.issue_date"})
	}
	if places := latest.Content.Priced.Currency.MinorUnits(); places > 2 { // amounts of EN 16931 have two decimals
		problems.Add(salesdesk.FieldError{Path: at + ".content.priced.currency", Rule: salesdesk.RuleMax, Param: "2"})
	}
	problems.AddAt(at+".content", latest.Content.Check())
	return problems.Err()
}

// checkPriced holds the day of issue and the buyer to what was priced and sent: a document is
// no older than its prices or its sending, whichever was first, and VAT was decided for the
// buyer's country and number.
func (h Header) checkPriced(r Revision) error {
	var problems salesdesk.Problems
	first := r.Content.Priced.Date
	if sent := calendar.DateOf(r.Sent, time.UTC).AddDays(-1); !r.Sent.IsZero() && sent.Before(first) { // it may be that day yet elsewhere
		first = sent
	}
	if h.IssueDate.Valid() && first.Valid() && h.IssueDate.Before(first) {
		problems.Add(salesdesk.FieldError{Path: "header.issue_date", Rule: salesdesk.RuleMin, Param: first.String()})
	}
	tax := r.Content.Request.Buyer.Tax
	for _, of := range []struct{ path, says, priced string }{
		{"address.country", string(h.Buyer.Address.Country), tax.Country},
		{"vat_number", h.Buyer.VATNumber.String(), tax.VATNumber},
	} {
		if of.says != "" && of.priced != "" && of.says != of.priced {
			problems.Add(salesdesk.FieldError{Path: "header.buyer." + of.path, Rule: salesdesk.RuleOneOf, Param: of.priced})
		}
	}
	if tax.Business && h.Buyer.Kind == salesdesk.Consumer {
		problems.Add(salesdesk.FieldError{Path: "header.buyer.kind", Rule: salesdesk.RuleOneOf, Param: string(salesdesk.Business)})
	}
	return problems.Err()
}

// checkVAT asks what the kinds of VAT ask (BR-S-02, BR-AE-02, BR-IC-02, BR-G-02), once each.
func (h Header) checkVAT(require func(path string, missing bool), q Quote) {
	var seller, buyer, registered bool
	for _, v := range q.Latest().Content.Priced.VAT {
		switch v.Category {
		case pricing.OutsideScope:
			continue
		case pricing.ReverseCharge:
			registered = true
		case pricing.IntraEU:
			buyer = true
		default:
		}
		seller = true
	}
	require("seller.vat_number", seller && q.Seller.VATNumber.IsZero())
	require("header.buyer.vat_number", h.Buyer.VATNumber.IsZero() && (buyer || registered && h.Buyer.EnterpriseNumber.IsZero()))
}
