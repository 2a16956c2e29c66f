package kpi

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Words say the figures of a report in a language. The host gives them, from i18n or
// from texts of its own.
type Words interface {
	Text(m interface{ MessageID() string }) string
	Language() salesdesk.Language
	Money(m salesdesk.Money) string
	Percent(ratio salesdesk.Amount) string
	Number(a salesdesk.Amount) string
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
	CaptionInterval     Caption = "interval"     // before the low end
	CaptionIntervalEnd  Caption = "interval_end" // before the high end
	CaptionLineage      Caption = "lineage"
	CaptionSales        Caption = "sales"
	CaptionSalesBefore  Caption = "sales_before"
	CaptionPassedOver   Caption = "passed_over"
	CaptionWithoutCost  Caption = "without_cost"
)

// MessageID names the caption's text.
func (c Caption) MessageID() string { return "kpi.caption." + string(c) }
