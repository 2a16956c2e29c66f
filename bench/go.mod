module github.com/interne-sales/salesdesk/bench

go 1.26.0

replace github.com/interne-sales/salesdesk => ..

require (
	github.com/expr-lang/expr v1.17.8
	github.com/interne-sales/salesdesk v0.0.0-00010101000000-000000000000
	github.com/looplab/fsm v1.0.3
	github.com/qmuntal/stateless v1.7.2
	github.com/rickar/cal/v2 v2.1.26
)

require (
	github.com/nicksnyder/go-i18n/v2 v2.7.0 // indirect
	github.com/shopspring/decimal v1.6.0
	golang.org/x/text v0.43.0 // indirect
)
