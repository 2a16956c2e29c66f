package salesdesk

import (
	"strings"
	"unicode"
)

// EmailAddress is an address such as "an@example.be". Whether somebody reads it only a
// message can tell.
type EmailAddress string

const (
	emailForm      = "a@a.aa"
	maxEmail       = 254
	maxEmailMember = 64
)

// Check is nil for one @ with something before it and a name with a dot after it,
// without spaces, else a [FieldError].
func (e EmailAddress) Check() error {
	local, domain, ok := strings.Cut(string(e), "@")
	if !ok || !isLocal(local) || len(local) > maxEmailMember || len(e) > maxEmail ||
		strings.ContainsFunc(string(e), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) || !isDomain(domain) {
		return FieldError{Rule: RuleFormat, Param: emailForm}
	}
	return nil
}

// isLocal reports whether what stands before the @ needs no quotes (RFC 5321).
func isLocal(local string) bool {
	return local != "" && local[0] != '.' && local[len(local)-1] != '.' && !strings.Contains(local, "..") &&
		!strings.ContainsAny(local, ",;:<>()[]\\\"")
}

func isDomain(domain string) bool {
	labels := strings.Split(domain, ".")
	for _, label := range labels {
		if label == "" || strings.ContainsAny(label, "@,;<>()[]\"") || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
	}
	return len(labels) > 1
}
