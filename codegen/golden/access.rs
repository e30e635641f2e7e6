// Written by kiwoom-codegen from codegen/tables: change the tables, not this file.
// The copy in codegen/golden is renewed by `BLESS=1 cargo test -p kiwoom-codegen`.

records! {
    /// 주문체결 (`00`): see [`Order`].
    Order, on_order;
    /// 조건검색 (`02`): see [`ConditionMatch`].
    ConditionMatch, on_condition_match;
    /// 잔고 (`04`): see [`Balance`].
    Balance, on_balance;
    /// 주식기세 (`0A`): see [`Quote`].
    Quote, on_quote;
    /// 주식체결 (`0B`): see [`Trade`].
    Trade, on_trade;
    /// 주식우선호가 (`0C`): see [`BestQuote`].
    BestQuote, on_best_quote;
    /// 주식호가잔량 (`0D`): see [`OrderBook`].
    OrderBook, on_order_book;
    /// 주식시간외호가 (`0E`): see [`AfterHoursBook`].
    AfterHoursBook, on_after_hours_book;
    /// 주식당일거래원 (`0F`): see [`BrokerActivity`].
    BrokerActivity, on_broker_activity;
    /// ETF NAV (`0G`): see [`EtfNav`].
    EtfNav, on_etf_nav;
    /// 주식예상체결 (`0H`): see [`ExpectedTrade`].
    ExpectedTrade, on_expected_trade;
    /// 국제금환산가격 (`0I`): see [`GoldPrice`].
    GoldPrice, on_gold_price;
    /// 업종지수 (`0J`): see [`SectorIndex`].
    SectorIndex, on_sector_index;
    /// 업종등락 (`0U`): see [`SectorBreadth`].
    SectorBreadth, on_sector_breadth;
    /// 주식종목정보 (`0g`): see [`StockInfo`].
    StockInfo, on_stock_info;
    /// ELW 이론가 (`0m`): see [`ElwFairValue`].
    ElwFairValue, on_elw_fair_value;
    /// 장시작시간 (`0s`): see [`MarketPhase`].
    MarketPhase, on_market_phase;
    /// ELW 지표 (`0u`): see [`ElwIndicator`].
    ElwIndicator, on_elw_indicator;
    /// 종목프로그램매매 (`0w`): see [`ProgramTrading`].
    ProgramTrading, on_program_trading;
    /// VI발동/해제 (`1h`): see [`VolatilityInterruption`].
    VolatilityInterruption, on_volatility_interruption;
    /// 미국주식 실시간 주문 확인 (`F4`): see [`UsOrder`].
    UsOrder, on_us_order;
    /// 미국주식 실시간 체결 (`F5`): see [`UsExecution`].
    UsExecution, on_us_execution;
    /// 미국주식 실시간 체결가 (`FE`): see [`UsTrade`].
    UsTrade, on_us_trade;
    /// 미국주식 10호가 (`FT`): see [`UsOrderBook`].
    UsOrderBook, on_us_order_book;
    /// 미국주식 조건검색 (`S2`): see [`UsConditionMatch`].
    UsConditionMatch, on_us_condition_match;
    /// What happens to the connection. See [`Link`].
    Link, on_link;
    /// Records that this strategy lost. See [`Gap`].
    Gap, on_gap;
    /// Codes or a message type that the tables lack. See [`Unknown`].
    Unknown, on_unknown;
    /// Shares that were traded but never told by the server. See [`TradesMissing`].
    TradesMissing, on_trades_missing;
    /// An item's messages of one type stay away, or come again. See [`Staleness`].
    Staleness, on_staleness;
}
