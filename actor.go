package salesdesk

// Role is what an actor may do at the desk. Companies add their own.
type Role string

// The roles of the inside-sales desk.
const (
	InsideSales   Role = "inside_sales"
	ExternalSales Role = "external_sales"
	SalesManager  Role = "sales_manager"
	Warehouse     Role = "warehouse"
	Finance       Role = "finance"
	Quality       Role = "quality"
	Purchasing    Role = "purchasing"
	Production    Role = "production"
	ICT           Role = "ict"
	Customer      Role = "customer"
	Owner         Role = "owner"  // whoever the case is assigned to
	System        Role = "system" // a timer or another program
)

// MessageID names the role's text.
func (r Role) MessageID() string { return "role." + string(r) }

// Check is nil for small letters, digits and underscores, a letter first and 64 at
// most, else a [FieldError].
func (r Role) Check() error {
	ok := r != "" && len(r) <= maxID && r[0]-'a' < 26
	for i := range len(r) {
		ok = ok && (r[i]-'a' < 26 || r[i]-'0' <= 9 || r[i] == '_')
	}
	if !ok {
		return FieldError{Rule: RuleFormat, Param: "aaa_aaa"}
	}
	return nil
}

// Actor is who gives a command. For names whom somebody acts for: an inside-sales
// clerk who enters what a customer said on the telephone is
// Actor{ID: "an", Role: InsideSales, For: "customer-17"}. He keeps his own role and has
// the customer's besides, but where a table asks for the customer in person; any other
// role that acts for somebody, such as a manager for a colleague, stays what it is.
type Actor struct {
	ID   string `json:"id" validate:"required,max=64"`
	Role Role   `json:"role" validate:"required,validateFn=Check"`
	For  string `json:"for,omitempty" validate:"max=64"`
}

// Check is every problem of a, with its path.
func (a Actor) Check() error {
	var p Problems
	p.Add(filled("id", a.ID, maxID))
	p.Add(checked("role", a.Role))
	p.Add(atMost("for", a.For, maxID))
	return p.Err()
}
