package order_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order"
)

// Where each trap on orders, returns and invoices is held:
//
//	order 10, ship 4, cancel         TestOrderTenShipFourCancelTheRest
//	                                 TestOrderTenShipFourCancelIsCompletedShort
//	tolerance of 0 %, 5 %, of 3      TestOverDeliveryStaysWithinItsTolerance
//	deliver 2 of 3, ship the third   TestNoLabelSticks
//	                                 TestALineOfWhichTwoOfThreeWereDeliveredIsShippedWhenTheThirdLeaves
//	3 × 10.00 − 1.00 one by one      TestTrapThreeOfTenEuroLessOneReturnedOneByOne
//	                                 order/invoice: TestThreeOfTenEuroWithOneOffReturnOneByOne
//	five × 0.10 returned singly      TestTrapFiveDimesReturnedSingly
//	                                 order/invoice: TestFiveDimesReturnedSinglyCarryTheCentInTheLast
//	60.00 at 21 %, 40.00 at 6 %      TestTrapTheReducedRateOfAMixedOrderReturned
//	                                 order/invoice: TestReturnTheReducedRateOfAMixedInvoice
//	returned 2 of 3, ask 2 more      TestTrapReturnedTwoOfThreeAndTwoMoreAsked
//	                                 order/invoice: TestMoreThanIsLeftIsRefused
//	3 × 89.99, 2 received            TestTrapThreeAuthorisedTwoReceivedIsCappedAtWhatCame
//	tier price, repricing            TestTrapAReturnIsWorthThePricePaidForTheTier
//	                                 TestTrapATierIsPricedAnewOnRequestOnly
//	                                 TestNothingIsPricedAnewWhereLawGivesAllBack
//	any returns make whole           TestAnyReturnsOfAnyOrderMakeTheCustomerWhole
//	                                 order/invoice: TestAnyAdvancesDeliveriesAndReturnsMakeWhole
//	restocking fee                   TestARestockingFeeIsTakenOffTheCreditNote
//	                                 TestARestockingFeeIsNeverOfAWithdrawalOrGuarantee
//	two verbs at one version         TestTheSecondOfTwoVerbsIsAConflict
//	                                 TestOfTwoClerksOnTenThousandLinesTheSecondIsInConflictAndThenDecidesAnew
//	same command id                  TestACommandGivenTwiceIsOneEvent
//	                                 TestACommandOnTenThousandLinesGivenAgainIsItsFirstEvent
//	0.5 kg                           TestTrapHalfAKilogramIsOrderedDeliveredAndReturned
//	no return needed                 TestGoodsThatNeedNotComeAreWaivedOnEvidenceWithinTheLimit
//	goods back, discount later       order/ledger: TestACreditNoteIsPostedByItsCause
//	returnable packaging             order/aftersales: TestWhatComesBackIsCreditedAtTheDepositThatWasCharged
//	                                 order/ledger: TestADepositOnPackagingIsNoSale
//	damage by road                   order/aftersales: TestDamageIsToldTheCarrierWithinSevenDaysWithoutSundaysAndHolidays
//	withdrawal, 14 days, 12 months   order/aftersales: TestTheLastDayToWithdraw
//	                                 TestAWithdrawalIsAuthorisedByWhatLawSaysOfItsDay
//	guarantee, 2 years               order/aftersales: TestTheLegalGuarantee
//	law leaves it to be weighed      TestWhatLawLeavesToBeWeighedTheManagerDecides
//	VAT by rate on the total         quote/pricing: TestTrapVATIsPerRateOnTheTotal
//	prices with VAT in them          quote/pricing: TestEveryPartOfAnInclusiveDocumentIsExactByItself
//	                                 TestAConsumerGetsThePriceShownLessTheFee
//	issued by the 15th               order/invoice: TestTheLastDayToIssue
//	an advance stated once           order/invoice: TestAnAdvanceIsAskedAndDeductedByVATGroup
//	milestones                       order/invoice: TestAMilestoneIsAPartOfTheLines
//	                                 order/invoice: TestAMilestoneInMoneyIsBilledToTheCent
//	periods                          order/invoice: TestAPeriodIsBilledWithItsDays
//	                                 order/invoice: TestAllPeriodsAndWhatIsDueOnceAreTheQuote
//	cash discount                    order/invoice: TestACashDiscountGoesAlongInParts
//	EPC, OGM and RF                  order/invoice: TestThePayloadOfAnEPCCode
//	instalments                      order/invoice: TestInstalmentsAddUp
//	late interest                    order/dunning: TestInterestOfABusinessByHalfYear
//	credit of what was paid          order/invoice: TestACreditOfWhatWasPaidIsABalanceOfTheCustomer
//	numbers without a gap            order/invoice: TestASeriesHasNoGapAndNoNumberTwice

func TestTheTableOfTrapsNamesTests(t *testing.T) {
	assert.Greater(t, golden.Table(t, "trap_test.go", "order"), 45)
}

// Half a kilogram is a line like any other; half a piece is none.
func TestTrapHalfAKilogramIsOrderedDeliveredAndReturned(t *testing.T) {
	agreed := pricedAt("10", "C62", "0.5", "KGM")
	s := sell(t, order.Policy{}, agreed)
	assert.Equal(t, []string{"2.00", "0.42", "2.42"}, money(s.back(t, "r1", some("2", "0.25"))))
	assert.Equal(t, []string{"2.00", "0.42", "2.42"}, money(s.back(t, "r2", some("2", "0.25"))))
	line, _ := s.order.Line("2")
	assert.Equal(t, order.LabelReturned, line.Label())
}
