module github.com/interne-sales/salesdesk/bench

go 1.26.0

replace github.com/interne-sales/salesdesk => ..

require github.com/interne-sales/salesdesk v0.0.0-00010101000000-000000000000

require (
	github.com/expr-lang/expr v1.17.8 // indirect
	github.com/looplab/fsm v1.0.3 // indirect
	github.com/qmuntal/stateless v1.7.2 // indirect
	github.com/rickar/cal/v2 v2.1.26 // indirect
)
