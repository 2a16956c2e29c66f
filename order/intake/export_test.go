package intake

// Looked is how many lines of the quote a match looked at.
func Looked(po PurchaseOrder, ours Ours) (int, error) {
	m := matching{po: &po, ours: &ours}
	err := m.run()
	return m.shelf.looked, err
}
