package kpi

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Words say the figures of a report in a language. The host gives them: those of
// i18n.Catalog.Words, or texts of its own.
type Words interface {
	Text(m interface{ MessageID() string }) string
	Language() salesdesk.Language
	Money(m salesdesk.Money) string
	Percent(ratio salesdesk.Amount) string
	Number(a salesdesk.Amount) string
	Whole(a salesdesk.Amount) string // beside an axis: 20 000
	Group(code string) string        // the name of a product group; the code where it has none
	Date(d calendar.Date) string
	Month(d calendar.Date) string
}

// Caption names a part of a report.
type Caption string

// The captions.
const (
	CaptionReport       Caption = "report"
	CaptionPeriod       Caption = "period"
	CaptionAsOf         Caption = "as_of"
	CaptionTurnover     Caption = "turnover"
	CaptionLastYear     Caption = "last_year"
	CaptionGrowth       Caption = "growth"
	CaptionMargin       Caption = "margin"
	CaptionTarget       Caption = "target"
	CaptionLeft         Caption = "left"
	CaptionRunRate      Caption = "run_rate"
	CaptionMonths       Caption = "months"
	CaptionGroups       Caption = "groups"
	CaptionGroup        Caption = "group"
	CaptionBridge       Caption = "bridge"
	CaptionVolume       Caption = "volume"
	CaptionMix          Caption = "mix"
	CaptionPrice        Caption = "price"
	CaptionNew          Caption = "new"
	CaptionLost         Caption = "lost"
	CaptionWinRate      Caption = "win_rate"
	CaptionWinValue     Caption = "win_value"
	CaptionComplaints   Caption = "complaints"
	CaptionPromises     Caption = "promises"
	CaptionSatisfaction Caption = "satisfaction"
	CaptionPromoters    Caption = "promoters"
	CaptionPassives     Caption = "passives"
	CaptionDetractors   Caption = "detractors"
	CaptionLineage      Caption = "lineage"
	CaptionSales        Caption = "sales"
	CaptionSalesBefore  Caption = "sales_before"
	CaptionPassedOver   Caption = "passed_over"
	CaptionWithoutCost  Caption = "without_cost"
)

// Confidence is the interval of a figure, in words.
type Confidence struct {
	Low, High string
	N         int // facts
}

// MessageID names the text.
func (Confidence) MessageID() string { return "kpi.confidence" }

// Counted is what a figure without an interval rests on.
type Counted struct{ N int }

// MessageID names the text.
func (Counted) MessageID() string { return "kpi.counted" }

// Tip is what a bar says to who points at it.
type Tip struct{ Series, Label, Figure string }

// MessageID names the text.
func (Tip) MessageID() string { return "kpi.tip" }

// MessageID names the caption's text.
func (c Caption) MessageID() string { return "kpi.caption." + string(c) }
