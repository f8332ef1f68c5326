"""What the torrents did, written down as the rules could see it, to be judged again by ``qbitrr backtest``."""
