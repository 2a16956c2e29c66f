package terms

import (
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// Incoterm is a rule of Incoterms 2020 (ICC publication 723), which says where goods are
// delivered, where the risk passes and who pays the carriage.
type Incoterm string

// The eleven rules, those for every transport first.
const (
	EXW Incoterm = "EXW"
	FCA Incoterm = "FCA"
	CPT Incoterm = "CPT"
	CIP Incoterm = "CIP"
	DAP Incoterm = "DAP"
	DPU Incoterm = "DPU"
	DDP Incoterm = "DDP"
	FAS Incoterm = "FAS"
	FOB Incoterm = "FOB"
	CFR Incoterm = "CFR"
	CIF Incoterm = "CIF"
)

// MessageID names the rule's text.
func (i Incoterm) MessageID() string { return "terms.incoterm." + string(i) }

// Side is a side of the contract.
type Side string

// The sides. A duty of [Neither] is nobody's: who wants it pays for it.
const (
	Seller  Side = "seller"
	Buyer   Side = "buyer"
	Neither Side = "neither"
)

// MessageID names the side's text.
func (s Side) MessageID() string { return "terms.side." + string(s) }

// Place is the kind of place that stands behind a rule: "DAP Gent".
type Place string

// The kinds of places.
const (
	Premises        Place = "premises" // where the seller hands over, most often his own
	Destination     Place = "destination"
	ShipmentPort    Place = "shipment_port"
	DestinationPort Place = "destination_port"
)

// MessageID names the text.
func (p Place) MessageID() string { return "terms.place." + string(p) }

// RiskPoint is where the risk of loss passes to the buyer.
type RiskPoint string

// The points, in the order in which goods meet them.
const (
	AtDisposal  RiskPoint = "at_disposal" // not loaded
	WithCarrier RiskPoint = "with_carrier"
	Alongside   RiskPoint = "alongside" // the ship
	OnBoard     RiskPoint = "on_board"
	OnArrival   RiskPoint = "on_arrival" // ready to be unloaded
	Unloaded    RiskPoint = "unloaded"
)

// MessageID names the text.
func (p RiskPoint) MessageID() string { return "terms.risk." + string(p) }

// Rule is what an Incoterm says.
type Rule struct {
	Incoterm  Incoterm  `json:"incoterm"`
	Place     Place     `json:"place"`
	Risk      RiskPoint `json:"risk"`
	SeaOnly   bool      `json:"sea_only,omitempty"` // sea and inland waterway
	Freight   Side      `json:"freight"`            // of the main carriage
	Insurance Side      `json:"insurance"`
	Export    Side      `json:"export"` // clears it
	Import    Side      `json:"import"`
}

// Incoterms are the rules of 2020, from general knowledge: have the ICC's own text at
// hand before a dispute rests on them.
func Incoterms() []Rule {
	return []Rule{
		{Incoterm: EXW, Place: Premises, Risk: AtDisposal, Freight: Buyer, Insurance: Neither, Export: Buyer, Import: Buyer},
		{Incoterm: FCA, Place: Premises, Risk: WithCarrier, Freight: Buyer, Insurance: Neither, Export: Seller, Import: Buyer},
		{Incoterm: CPT, Place: Destination, Risk: WithCarrier, Freight: Seller, Insurance: Neither, Export: Seller, Import: Buyer},
		{Incoterm: CIP, Place: Destination, Risk: WithCarrier, Freight: Seller, Insurance: Seller, Export: Seller, Import: Buyer},
		{Incoterm: DAP, Place: Destination, Risk: OnArrival, Freight: Seller, Insurance: Neither, Export: Seller, Import: Buyer},
		{Incoterm: DPU, Place: Destination, Risk: Unloaded, Freight: Seller, Insurance: Neither, Export: Seller, Import: Buyer},
		{Incoterm: DDP, Place: Destination, Risk: OnArrival, Freight: Seller, Insurance: Neither, Export: Seller, Import: Seller},
		{Incoterm: FAS, Place: ShipmentPort, Risk: Alongside, SeaOnly: true, Freight: Buyer, Insurance: Neither, Export: Seller, Import: Buyer},
		{Incoterm: FOB, Place: ShipmentPort, Risk: OnBoard, SeaOnly: true, Freight: Buyer, Insurance: Neither, Export: Seller, Import: Buyer},
		{Incoterm: CFR, Place: DestinationPort, Risk: OnBoard, SeaOnly: true, Freight: Seller, Insurance: Neither, Export: Seller, Import: Buyer},
		{Incoterm: CIF, Place: DestinationPort, Risk: OnBoard, SeaOnly: true, Freight: Seller, Insurance: Seller, Export: Seller, Import: Buyer},
	}
}

// Rule is what the Incoterm says; ok is false for a code that is none of the eleven.
func (i Incoterm) Rule() (rule Rule, ok bool) {
	rules := Incoterms()
	k := slices.IndexFunc(rules, func(r Rule) bool { return r.Incoterm == i })
	if k < 0 {
		return Rule{}, false
	}
	return rules[k], true
}

// Transport is how goods travel.
type Transport string

// The ways.
const (
	Sea      Transport = "sea" // and inland waterway
	Road     Transport = "road"
	Rail     Transport = "rail"
	Air      Transport = "air"
	Combined Transport = "combined" // containers, as a rule
)

// MessageID names the text.
func (t Transport) MessageID() string { return "terms.transport." + string(t) }

// Delivery is where and how goods are delivered. The zero value agrees nothing.
type Delivery struct {
	Incoterm  Incoterm
	Place     string // behind the Incoterm, or alone
	Transport Transport
}

// Check is every problem: an unknown code, an Incoterm without its place, and a rule for
// ships, where the goods travel otherwise, as a [SeaOnlyError]. Paths are "incoterm",
// "delivery_place" and "transport".
func (d Delivery) Check() error {
	var problems salesdesk.Problems
	switch d.Transport {
	case "", Sea, Road, Rail, Air, Combined:
	default:
		problems.Add(salesdesk.FieldError{Path: "transport", Rule: salesdesk.RuleOneOf, Param: "sea road rail air combined"})
	}
	if d.Incoterm == "" {
		return problems.Err()
	}
	rule, known := d.Incoterm.Rule()
	if !known {
		problems.Add(salesdesk.FieldError{Path: "incoterm", Rule: salesdesk.RuleOneOf, Param: codes()})
	}
	if d.Place == "" {
		problems.Add(salesdesk.FieldError{Path: "delivery_place", Rule: salesdesk.RuleRequired})
	}
	if rule.SeaOnly && d.Transport != "" && d.Transport != Sea {
		problems.Add(SeaOnlyError{Incoterm: d.Incoterm, Transport: d.Transport})
	}
	return problems.Err()
}

func codes() string {
	var all []string
	for _, r := range Incoterms() {
		all = append(all, string(r.Incoterm))
	}
	return strings.Join(all, " ")
}

// SeaOnlyError is a rule for ships on goods that travel otherwise: FCA, CPT or CIP is
// meant.
type SeaOnlyError struct {
	Incoterm  Incoterm
	Transport Transport
}

func (e SeaOnlyError) Error() string {
	return string(e.Incoterm) + " is for ships, the goods travel by " + string(e.Transport)
}

// MessageID names the text.
func (SeaOnlyError) MessageID() string { return "terms.sea_only" }
