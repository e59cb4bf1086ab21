"""Whether commitments are reviewed and the customers that they concern are told."""
