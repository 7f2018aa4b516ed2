"""Pages of the public: front, receipts, the public log and its verification."""
