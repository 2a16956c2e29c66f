module github.com/interne-sales/salesdesk/bench

go 1.26.0

replace github.com/interne-sales/salesdesk => ..

require (
	github.com/expr-lang/expr v1.17.8
	github.com/interne-sales/salesdesk v0.0.0-00010101000000-000000000000
	github.com/invopop/gobl v0.301.0
	github.com/looplab/fsm v1.0.3
	github.com/qmuntal/stateless v1.7.2
	github.com/rickar/cal/v2 v2.1.26
)

require (
	cloud.google.com/go v0.116.0 // indirect
	github.com/asaskevich/govalidator v0.0.0-20230301143203-a9d515a09cc2 // indirect
	github.com/bahlo/generic-list-go v0.2.0 // indirect
	github.com/buger/jsonparser v1.1.1 // indirect
	github.com/go-jose/go-jose/v4 v4.0.5 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/invopop/jsonschema v0.12.0 // indirect
	github.com/invopop/validation v0.7.0 // indirect
	github.com/invopop/yaml v0.3.1 // indirect
	github.com/kr/text v0.2.0 // indirect
	github.com/mailru/easyjson v0.7.7 // indirect
	github.com/wk8/go-ordered-map/v2 v2.1.8 // indirect
	golang.org/x/crypto v0.58.0 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)

require (
	github.com/nicksnyder/go-i18n/v2 v2.7.0 // indirect
	github.com/shopspring/decimal v1.6.0
	golang.org/x/text v0.43.0 // indirect
)
