"""Events: which propositions a report puts forward, and the claims they become."""
