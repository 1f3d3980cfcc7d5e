"""The saved list: kept on the reader's own device, shown here only when its ids stand in the address."""
