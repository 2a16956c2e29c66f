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
	Customer      Role = "customer"
	Owner         Role = "owner"  // whoever the case is assigned to
	System        Role = "system" // a timer or another program
)

// MessageID names the role's text.
func (r Role) MessageID() string { return "role." + string(r) }

// Actor is who gives a command. For names whom somebody acts for: an inside-sales
// clerk who enters what a customer said on the telephone is
// Actor{ID: "an", Role: InsideSales, For: "customer-17"}.
type Actor struct {
	ID   string `json:"id"`
	Role Role   `json:"role"`
	For  string `json:"for,omitempty"`
}
