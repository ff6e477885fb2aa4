"""The classical measures, one family a file; every one takes a PartnerNetwork and gives labelled pandas."""
