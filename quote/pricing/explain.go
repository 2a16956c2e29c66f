package pricing

// Rejection is why an entry of the book does not price a line.
type Rejection string

// The reasons.
const (
	OtherCustomer Rejection = "other_customer"
	OtherGroup    Rejection = "other_customer_group"
	OtherChannel  Rejection = "other_channel"
	NotYetValid   Rejection = "not_yet_valid"
	Expired       Rejection = "expired"
	LessSpecific  Rejection = "less_specific"
	LowerPriority Rejection = "lower_priority"
	AgreedPrice   Rejection = "agreed_price" // the line has a price of its own
)

// MessageID names the reason's text.
func (r Rejection) MessageID() string { return "pricing.rejection." + string(r) }
