package fixed

// OverflowError is a number outside what a [Dec] holds: more than 128 bits of
// coefficient, or an exponent beyond [MaxExponent].
type OverflowError struct{}

func (*OverflowError) Error() string { return "decimal overflow" }

// DivisionByZeroError is a division by zero.
type DivisionByZeroError struct{}

func (*DivisionByZeroError) Error() string { return "division by zero" }

// AllocationError is an amount that cannot be split as asked.
type AllocationError struct{ Reason Reason }

func (e *AllocationError) Error() string { return "cannot allocate: " + string(e.Reason) }

// Reason says why an amount cannot be split.
type Reason string

// The reasons.
const (
	NoWeight   Reason = "the weights sum to zero"
	FinerTotal Reason = "the total has more places than its shares"
)
