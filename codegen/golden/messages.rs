// Written by kiwoom-codegen from codegen/tables: change the tables, not this file.
// The copy in codegen/golden is renewed by `BLESS=1 cargo test -p kiwoom-codegen`.

impl MessageType {
    /// 주문체결 (`00`). What happens to your own orders: accepted, filled, amended, cancelled, refused. Comes for the account of the access token, whatever items are registered.
    pub const ORDER: Self = Self(*b"00");

    /// 조건검색 (`02`). A stock entered or left the result of a condition search that runs in real time.
    pub const CONDITION_MATCH: Self = Self(*b"02");

    /// 잔고 (`04`). Your own position in one issue after a fill. Comes for the account of the access token, whatever items are registered.
    pub const BALANCE: Self = Self(*b"04");

    /// 주식기세 (`0A`). Price without a trade: base quotes, block trades and corrections of the close. Rare.
    pub const QUOTE: Self = Self(*b"0A");

    /// 주식체결 (`0B`). One trade, or several trades of one side that the server added up, with the running figures of the day.
    pub const TRADE: Self = Self(*b"0B");

    /// 주식우선호가 (`0C`). Best ask and best bid, without quantities or a time.
    pub const BEST_QUOTE: Self = Self(*b"0C");

    /// 주식호가잔량 (`0D`). Ten levels of the order book with totals, expected match figures, liquidity provider quantities and the split between KRX and NXT. The venue is told by the suffix of the item.
    pub const ORDER_BOOK: Self = Self(*b"0D");

    /// 주식시간외호가 (`0E`). Totals of the book for trading at the closing price, before the open and after the close.
    pub const AFTER_HOURS_BOOK: Self = Self(*b"0E");

    /// 주식당일거래원 (`0F`). The five brokers that sold most and the five that bought most of an issue today, with estimates of foreign trading.
    pub const BROKER_ACTIVITY: Self = Self(*b"0F");

    /// ETF NAV (`0G`). Net asset value of an ETF with its price and the gaps between them.
    pub const ETF_NAV: Self = Self(*b"0G");

    /// 주식예상체결 (`0H`). Expected match of a call auction. Comes only during auctions and volatility interruptions.
    pub const EXPECTED_TRADE: Self = Self(*b"0H");

    /// 국제금환산가격 (`0I`). International gold price as converted by the broker. Item MGD or MGU.
    pub const GOLD_PRICE: Self = Self(*b"0I");

    /// 업종지수 (`0J`). Value of a sector or market index with volume and value traded. The item is a sector code such as 001 for KOSPI.
    pub const SECTOR_INDEX: Self = Self(*b"0J");

    /// 업종등락 (`0U`). How many issues of a sector or market rose and fell, with its index.
    pub const SECTOR_BREADTH: Self = Self(*b"0U");

    /// 주식종목정보 (`0g`). Facts of an issue that may change during the day: price limits, auction extensions, labels.
    pub const STOCK_INFO: Self = Self(*b"0g");

    /// ELW 이론가 (`0m`). Theoretical price, implied volatility and sensitivities of an equity-linked warrant.
    pub const ELW_FAIR_VALUE: Self = Self(*b"0m");

    /// 장시작시간 (`0s`). Announcements of the exchanges: before the open, open, close, after hours, and the sessions of NXT. Market-wide.
    pub const MARKET_PHASE: Self = Self(*b"0s");

    /// ELW 지표 (`0u`). Parity, gearing and break-even figures of an equity-linked warrant.
    pub const ELW_INDICATOR: Self = Self(*b"0u");

    /// 종목프로그램매매 (`0w`). Program trading in one issue: volume and value sold and bought over the day.
    pub const PROGRAM_TRADING: Self = Self(*b"0w");

    /// VI발동/해제 (`1h`). A volatility interruption was triggered or released. Market-wide subscriptions may deliver one event twice, for the bare code and for the consolidated one.
    pub const VOLATILITY_INTERRUPTION: Self = Self(*b"1h");

    /// 미국주식 실시간 주문 확인 (`F4`). What happens to your own orders in US stocks before they are filled.
    pub const US_ORDER: Self = Self(*b"F4");

    /// 미국주식 실시간 체결 (`F5`). Fills of your own orders in US stocks, with the position after them.
    pub const US_EXECUTION: Self = Self(*b"F5");

    /// 미국주식 실시간 체결가 (`FE`). One trade of a US stock with the running figures of the day. The exchange stands beside the values, in the member stexTp.
    pub const US_TRADE: Self = Self(*b"FE");

    /// 미국주식 10호가 (`FT`). Ten levels of the order book of a US stock with totals. The exchange stands beside the values, in the member stexTp.
    pub const US_ORDER_BOOK: Self = Self(*b"FT");

    /// 미국주식 조건검색 (`S2`). A US stock entered or left the result of a condition search that runs in real time. The exchange stands beside the values, in the member stexTp.
    pub const US_CONDITION_MATCH: Self = Self(*b"S2");
}

record_kinds! {
    /// 주문체결 (`00`).
    Order = 0,
    /// 조건검색 (`02`).
    ConditionMatch = 1,
    /// 잔고 (`04`).
    Balance = 2,
    /// 주식기세 (`0A`).
    Quote = 3,
    /// 주식체결 (`0B`).
    Trade = 4,
    /// 주식우선호가 (`0C`).
    BestQuote = 5,
    /// 주식호가잔량 (`0D`).
    OrderBook = 6,
    /// 주식시간외호가 (`0E`).
    AfterHoursBook = 7,
    /// 주식당일거래원 (`0F`).
    BrokerActivity = 8,
    /// ETF NAV (`0G`).
    EtfNav = 9,
    /// 주식예상체결 (`0H`).
    ExpectedTrade = 10,
    /// 국제금환산가격 (`0I`).
    GoldPrice = 11,
    /// 업종지수 (`0J`).
    SectorIndex = 12,
    /// 업종등락 (`0U`).
    SectorBreadth = 13,
    /// 주식종목정보 (`0g`).
    StockInfo = 14,
    /// ELW 이론가 (`0m`).
    ElwFairValue = 15,
    /// 장시작시간 (`0s`).
    MarketPhase = 16,
    /// ELW 지표 (`0u`).
    ElwIndicator = 17,
    /// 종목프로그램매매 (`0w`).
    ProgramTrading = 18,
    /// VI발동/해제 (`1h`).
    VolatilityInterruption = 19,
    /// 미국주식 실시간 주문 확인 (`F4`).
    UsOrder = 20,
    /// 미국주식 실시간 체결 (`F5`).
    UsExecution = 21,
    /// 미국주식 실시간 체결가 (`FE`).
    UsTrade = 22,
    /// 미국주식 10호가 (`FT`).
    UsOrderBook = 23,
    /// 미국주식 조건검색 (`S2`).
    UsConditionMatch = 24,
    /// What happens to the connection.
    Link = 250,
    /// Records that this strategy lost.
    Gap = 251,
    /// Codes or a message type that the tables lack.
    Unknown = 252,
    /// Shares that were traded but never told by the server.
    TradesMissing = 253,
    /// An item's messages of one type stay away, or come again.
    Staleness = 254,
}

message_specs! {
    Order, ORDER, ORDER_FIELDS, ORDER_CODES, Domestic, "order", "주문체결", "주문체결", 576;
    ConditionMatch, CONDITION_MATCH, CONDITION_MATCH_FIELDS, CONDITION_MATCH_CODES, Domestic, "condition_match", "조건검색", "조건검색", 128;
    Balance, BALANCE, BALANCE_FIELDS, BALANCE_CODES, Domestic, "balance", "잔고", "현물잔고", 384;
    Quote, QUOTE, QUOTE_FIELDS, QUOTE_CODES, Domestic, "quote", "주식기세", "주식시세", 192;
    Trade, TRADE, TRADE_FIELDS, TRADE_CODES, Domestic, "trade", "주식체결", "주식체결", 320;
    BestQuote, BEST_QUOTE, BEST_QUOTE_FIELDS, BEST_QUOTE_CODES, Domestic, "best_quote", "주식우선호가", "주식우선호가", 128;
    OrderBook, ORDER_BOOK, ORDER_BOOK_FIELDS, ORDER_BOOK_CODES, Domestic, "order_book", "주식호가잔량", "주식호가잔량", 832;
    AfterHoursBook, AFTER_HOURS_BOOK, AFTER_HOURS_BOOK_FIELDS, AFTER_HOURS_BOOK_CODES, Domestic, "after_hours_book", "주식시간외호가", "주식시간외호가", 128;
    BrokerActivity, BROKER_ACTIVITY, BROKER_ACTIVITY_FIELDS, BROKER_ACTIVITY_CODES, Domestic, "broker_activity", "주식당일거래원", "주식당일거래원", 768;
    EtfNav, ETF_NAV, ETF_NAV_FIELDS, ETF_NAV_CODES, Domestic, "etf_nav", "ETF NAV", "ETF NAV", 128;
    ExpectedTrade, EXPECTED_TRADE, EXPECTED_TRADE_FIELDS, EXPECTED_TRADE_CODES, Domestic, "expected_trade", "주식예상체결", "주식예상체결", 128;
    GoldPrice, GOLD_PRICE, GOLD_PRICE_FIELDS, GOLD_PRICE_CODES, Domestic, "gold_price", "국제금환산가격", "국제금환산가격", 128;
    SectorIndex, SECTOR_INDEX, SECTOR_INDEX_FIELDS, SECTOR_INDEX_CODES, Domestic, "sector_index", "업종지수", "업종지수", 192;
    SectorBreadth, SECTOR_BREADTH, SECTOR_BREADTH_FIELDS, SECTOR_BREADTH_CODES, Domestic, "sector_breadth", "업종등락", "업종등락", 192;
    StockInfo, STOCK_INFO, STOCK_INFO_FIELDS, STOCK_INFO_CODES, Domestic, "stock_info", "주식종목정보", "주식종목정보", 320;
    ElwFairValue, ELW_FAIR_VALUE, ELW_FAIR_VALUE_FIELDS, ELW_FAIR_VALUE_CODES, Domestic, "elw_fair_value", "ELW 이론가", "ELW 이론가", 128;
    MarketPhase, MARKET_PHASE, MARKET_PHASE_FIELDS, MARKET_PHASE_CODES, Domestic, "market_phase", "장시작시간", "장시작시간", 128;
    ElwIndicator, ELW_INDICATOR, ELW_INDICATOR_FIELDS, ELW_INDICATOR_CODES, Domestic, "elw_indicator", "ELW 지표", "ELW 지표", 128;
    ProgramTrading, PROGRAM_TRADING, PROGRAM_TRADING_FIELDS, PROGRAM_TRADING_CODES, Domestic, "program_trading", "종목프로그램매매", "종목별프로그램매매", 192;
    VolatilityInterruption, VOLATILITY_INTERRUPTION, VOLATILITY_INTERRUPTION_FIELDS, VOLATILITY_INTERRUPTION_CODES, Domestic, "volatility_interruption", "VI발동/해제", "VI발동/해제", 320;
    UsOrder, US_ORDER, US_ORDER_FIELDS, US_ORDER_CODES, Us, "us_order", "미국주식 실시간 주문 확인", "해외주식주문", 384;
    UsExecution, US_EXECUTION, US_EXECUTION_FIELDS, US_EXECUTION_CODES, Us, "us_execution", "미국주식 실시간 체결", "해외주식체결", 512;
    UsTrade, US_TRADE, US_TRADE_FIELDS, US_TRADE_CODES, Us, "us_trade", "미국주식 실시간 체결가", "미국체결", 192;
    UsOrderBook, US_ORDER_BOOK, US_ORDER_BOOK_FIELDS, US_ORDER_BOOK_CODES, Us, "us_order_book", "미국주식 10호가", "미국10호가", 448;
    UsConditionMatch, US_CONDITION_MATCH, US_CONDITION_MATCH_FIELDS, US_CONDITION_MATCH_CODES, Us, "us_condition_match", "미국주식 조건검색", "조건검색", 128;
}
