// Written by kiwoom-codegen from codegen/tables: change the tables, not this file.
// The copy in codegen/golden is renewed by `BLESS=1 cargo test -p kiwoom-codegen`.

value_list! {
    /// Values of 전일대비기호 (25), 예상체결가전일종가대비기호 (238), 예상체결가전일대비기호 (293), KRX중간가대비 기호 (6111), NXT중간가대비 기호 (6114).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct ChangeSign(4) {
        /// 없음 (`0`): Not in the official list; sent where there is nothing to compare, for example an empty midpoint.
        NOT_COMPARED = "0", "not_compared", "없음";
        /// 상한 (`1`): At the upper price limit.
        UPPER_LIMIT = "1", "upper_limit", "상한";
        /// 상승 (`2`): Above the reference price.
        UP = "2", "up", "상승";
        /// 보합 (`3`): Equal to the reference price.
        UNCHANGED = "3", "unchanged", "보합";
        /// 하한 (`4`): At the lower price limit.
        LOWER_LIMIT = "4", "lower_limit", "하한";
        /// 하락 (`5`): Below the reference price.
        DOWN = "5", "down", "하락";
    }
}

value_list! {
    /// Values of 매도수구분 (907), 매도/수 구분 (907), 매도/매수구분 (946).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct Side(4) {
        /// 매도 (`1`): Sell.
        SELL = "1", "sell", "매도";
        /// 매수 (`2`): Buy.
        BUY = "2", "buy", "매수";
    }
}

value_list! {
    /// Values of 주문업무분류 (912).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct OrderCategory(8) {
        /// 주식주문 (`JJ`): Stock order; the only value known on this feed.
        STOCK_ORDER = "JJ", "stock_order", "주식주문";
        /// 선물옵션 (`FJ`): Futures or options order; from the older desktop interface.
        DERIVATIVE_ORDER = "FJ", "derivative_order", "선물옵션";
        /// 주식잔고 (`JG`): Stock balance; from the older desktop interface.
        STOCK_BALANCE = "JG", "stock_balance", "주식잔고";
        /// 선물옵션잔고 (`FG`): Futures or options balance; from the older desktop interface.
        DERIVATIVE_BALANCE = "FG", "derivative_balance", "선물옵션잔고";
    }
}

value_list! {
    /// Values of 주문상태 (913).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct OrderStatus(16) {
        /// 접수 (`접수`): The order has reached the market.
        ACCEPTED = "접수", "accepted", "접수";
        /// 체결 (`체결`): The order was filled, in part or in full.
        FILLED = "체결", "filled", "체결";
        /// 확인 (`확인`): An amendment or a cancellation was confirmed.
        CONFIRMED = "확인", "confirmed", "확인";
        /// 취소 (`취소`): The order was cancelled.
        CANCELLED = "취소", "cancelled", "취소";
        /// 거부 (`거부`): The order was refused.
        REJECTED = "거부", "rejected", "거부";
    }
}

value_list! {
    /// Values of 주문구분 (905).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct OrderAction(24) {
        /// 매수 (`+매수`): Buy order.
        BUY = "+매수", "buy", "매수";
        /// 매도 (`-매도`): Sell order.
        SELL = "-매도", "sell", "매도";
        /// 매수정정 (`+매수정정`): Amendment of a buy order.
        BUY_AMEND = "+매수정정", "buy_amend", "매수정정";
        /// 매도정정 (`-매도정정`): Amendment of a sell order.
        SELL_AMEND = "-매도정정", "sell_amend", "매도정정";
        /// 매수취소 (`+매수취소`): Cancellation of a buy order.
        BUY_CANCEL = "+매수취소", "buy_cancel", "매수취소";
        /// 매도취소 (`-매도취소`): Cancellation of a sell order.
        SELL_CANCEL = "-매도취소", "sell_cancel", "매도취소";
        /// 매수 (`매수`): Buy order, printed without a sign.
        BUY_UNSIGNED = "매수", "buy_unsigned", "매수";
        /// 매도 (`매도`): Sell order, printed without a sign.
        SELL_UNSIGNED = "매도", "sell_unsigned", "매도";
        /// 매수정정 (`매수정정`): Amendment of a buy order, printed without a sign.
        BUY_AMEND_UNSIGNED = "매수정정", "buy_amend_unsigned", "매수정정";
        /// 매도정정 (`매도정정`): Amendment of a sell order, printed without a sign.
        SELL_AMEND_UNSIGNED = "매도정정", "sell_amend_unsigned", "매도정정";
        /// 매수취소 (`매수취소`): Cancellation of a buy order, printed without a sign.
        BUY_CANCEL_UNSIGNED = "매수취소", "buy_cancel_unsigned", "매수취소";
        /// 매도취소 (`매도취소`): Cancellation of a sell order, printed without a sign.
        SELL_CANCEL_UNSIGNED = "매도취소", "sell_cancel_unsigned", "매도취소";
    }
}

value_list! {
    /// Values of 매매구분 (906).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct OrderType(24) {
        /// 보통 (`보통`): Limit order.
        LIMIT = "보통", "limit", "보통";
        /// 시장가 (`시장가`): Market order.
        MARKET = "시장가", "market", "시장가";
        /// 조건부지정가 (`조건부지정가`): Limit order that turns into a market order in the closing auction.
        CONDITIONAL_LIMIT = "조건부지정가", "conditional_limit", "조건부지정가";
        /// 최유리지정가 (`최유리지정가`): Limit order at the best price of the opposite side.
        BEST_OPPOSITE_LIMIT = "최유리지정가", "best_opposite_limit", "최유리지정가";
        /// 최우선지정가 (`최우선지정가`): Limit order at the best price of its own side.
        BEST_OWN_LIMIT = "최우선지정가", "best_own_limit", "최우선지정가";
        /// 보통(IOC) (`보통(IOC)`): Limit order, immediate or cancel.
        LIMIT_IOC = "보통(IOC)", "limit_ioc", "보통(IOC)";
        /// 시장가(IOC) (`시장가(IOC)`): Market order, immediate or cancel.
        MARKET_IOC = "시장가(IOC)", "market_ioc", "시장가(IOC)";
        /// 최유리(IOC) (`최유리(IOC)`): Limit order at the best opposite price, immediate or cancel.
        BEST_OPPOSITE_IOC = "최유리(IOC)", "best_opposite_ioc", "최유리(IOC)";
        /// 보통(FOK) (`보통(FOK)`): Limit order, fill or kill.
        LIMIT_FOK = "보통(FOK)", "limit_fok", "보통(FOK)";
        /// 시장가(FOK) (`시장가(FOK)`): Market order, fill or kill.
        MARKET_FOK = "시장가(FOK)", "market_fok", "시장가(FOK)";
        /// 최유리(FOK) (`최유리(FOK)`): Limit order at the best opposite price, fill or kill.
        BEST_OPPOSITE_FOK = "최유리(FOK)", "best_opposite_fok", "최유리(FOK)";
        /// 스톱지정가 (`스톱지정가`): Stop-limit order.
        STOP_LIMIT = "스톱지정가", "stop_limit", "스톱지정가";
        /// 스톰지정가 (`스톰지정가`): Stop-limit order in the spelling of the official document, probably a misprint.
        STOP_LIMIT_AS_PRINTED = "스톰지정가", "stop_limit_as_printed", "스톰지정가";
        /// 중간가 (`중간가`): Order at the midpoint of the best bid and ask.
        MIDPOINT = "중간가", "midpoint", "중간가";
        /// 중간가(IOC) (`중간가(IOC)`): Midpoint order, immediate or cancel.
        MIDPOINT_IOC = "중간가(IOC)", "midpoint_ioc", "중간가(IOC)";
        /// 중간가(FOK) (`중간가(FOK)`): Midpoint order, fill or kill.
        MIDPOINT_FOK = "중간가(FOK)", "midpoint_fok", "중간가(FOK)";
        /// 장전시간외 (`장전시간외`): Order at the previous close before the market opens.
        PRE_MARKET_CLOSING_PRICE = "장전시간외", "pre_market_closing_price", "장전시간외";
        /// 장후시간외 (`장후시간외`): Order at the closing price after the market closes.
        POST_MARKET_CLOSING_PRICE = "장후시간외", "post_market_closing_price", "장후시간외";
        /// 시간외대량 (`시간외대량`): Block trade after hours.
        AFTER_HOURS_BLOCK = "시간외대량", "after_hours_block", "시간외대량";
        /// 시간외바스켓 (`시간외바스켓`): Basket trade after hours.
        AFTER_HOURS_BASKET = "시간외바스켓", "after_hours_basket", "시간외바스켓";
        /// 시간외자사주 (`시간외자사주`): Trade of own shares by the company after hours.
        AFTER_HOURS_TREASURY_STOCK = "시간외자사주", "after_hours_treasury_stock", "시간외자사주";
        /// 시간외단일가 (`시간외단일가`): Periodic call auction after hours.
        AFTER_HOURS_SINGLE_PRICE = "시간외단일가", "after_hours_single_price", "시간외단일가";
    }
}

value_list! {
    /// Values of 거래소구분 (2134), 거래소구분명 (2135), 거래소구분 (9081), 거래소구분 (337).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct VenueCode(8) {
        /// 통합 (`0`): Consolidated view of all venues, as a digit.
        CONSOLIDATED = "0", "consolidated", "통합";
        /// KRX (`1`): Korea Exchange, as a digit.
        KRX = "1", "krx", "KRX";
        /// NXT (`2`): Nextrade, as a digit.
        NXT = "2", "nxt", "NXT";
        /// 통합 (`통합`): Consolidated view of all venues, by name.
        CONSOLIDATED_NAME = "통합", "consolidated_name", "통합";
        /// KRX (`KRX`): Korea Exchange, by name.
        KRX_NAME = "KRX", "krx_name", "KRX";
        /// NXT (`NXT`): Nextrade, by name.
        NXT_NAME = "NXT", "nxt_name", "NXT";
    }
}

value_list! {
    /// Values of 장구분 (290).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct MarketSession(4) {
        /// 장전 시간외 (`1`): After-hours trading before the open.
        PRE_MARKET = "1", "pre_market", "장전 시간외";
        /// 장중 (`2`): Regular session.
        REGULAR = "2", "regular", "장중";
        /// 장후 시간외 (`3`): After-hours trading after the close.
        POST_MARKET = "3", "post_market", "장후 시간외";
    }
}

value_list! {
    /// Values of 장운영구분 (215).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct MarketPhaseCode(4) {
        /// 장시작전 알림 (`0`): Notice before the open, from 08:40.
        BEFORE_OPEN = "0", "before_open", "장시작전 알림";
        /// 장시작 (`3`): Regular session opens at 09:00.
        OPEN = "3", "open", "장시작";
        /// 장마감 알림 (`2`): Notice before the close, from 15:20.
        BEFORE_CLOSE = "2", "before_close", "장마감 알림";
        /// 장마감 (`4`): Regular session closes at 15:30.
        CLOSE = "4", "close", "장마감";
        /// 정규장마감 (`8`): The exchange reports the end of the regular session, after 15:30.
        REGULAR_MARKET_CLOSED = "8", "regular_market_closed", "정규장마감";
        /// 전체장마감 (`9`): The exchange reports the end of all trading, after 18:00.
        ALL_MARKETS_CLOSED = "9", "all_markets_closed", "전체장마감";
        /// 시간외 종가매매 시작 (`a`): Trading at the closing price starts at 15:40.
        CLOSING_PRICE_TRADING_START = "a", "closing_price_trading_start", "시간외 종가매매 시작";
        /// 시간외 종가매매 종료 (`b`): Trading at the closing price ends at 16:00.
        CLOSING_PRICE_TRADING_END = "b", "closing_price_trading_end", "시간외 종가매매 종료";
        /// 시간외 단일가 시작 (`c`): After-hours periodic auctions start at 16:00.
        SINGLE_PRICE_TRADING_START = "c", "single_price_trading_start", "시간외 단일가 시작";
        /// 시간외 단일가 종료 (`d`): After-hours periodic auctions end at 18:00.
        SINGLE_PRICE_TRADING_END = "d", "single_price_trading_end", "시간외 단일가 종료";
        /// 선옵 장마감전 동시호가 종료 (`e`): Closing auction of futures and options ends.
        DERIVATIVES_CLOSING_AUCTION_END = "e", "derivatives_closing_auction_end", "선옵 장마감전 동시호가 종료";
        /// 선물옵션 장운영시간 알림 (`f`): Trading-hours notice of futures and options that open early.
        DERIVATIVES_HOURS_NOTICE = "f", "derivatives_hours_notice", "선물옵션 장운영시간 알림";
        /// 선옵 장시작 (`o`): Futures and options open.
        DERIVATIVES_OPEN = "o", "derivatives_open", "선옵 장시작";
        /// 선옵 장마감전 동시호가 시작 (`s`): Closing auction of futures and options starts.
        DERIVATIVES_CLOSING_AUCTION_START = "s", "derivatives_closing_auction_start", "선옵 장마감전 동시호가 시작";
        /// NXT 프리마켓 시작 (`P`): NXT pre-market starts.
        NXT_PRE_MARKET_START = "P", "nxt_pre_market_start", "NXT 프리마켓 시작";
        /// NXT 프리마켓 종료 (`Q`): NXT pre-market ends.
        NXT_PRE_MARKET_END = "Q", "nxt_pre_market_end", "NXT 프리마켓 종료";
        /// NXT 메인마켓 시작 (`R`): NXT main market starts.
        NXT_MAIN_MARKET_START = "R", "nxt_main_market_start", "NXT 메인마켓 시작";
        /// NXT 메인마켓 종료 (`S`): NXT main market ends.
        NXT_MAIN_MARKET_END = "S", "nxt_main_market_end", "NXT 메인마켓 종료";
        /// NXT 애프터마켓 단일가 시작 (`T`): Opening auction of the NXT after-market starts.
        NXT_AFTER_MARKET_AUCTION_START = "T", "nxt_after_market_auction_start", "NXT 애프터마켓 단일가 시작";
        /// NXT 애프터마켓 시작 (`U`): NXT after-market starts.
        NXT_AFTER_MARKET_START = "U", "nxt_after_market_start", "NXT 애프터마켓 시작";
        /// NXT 애프터마켓 종료 (`V`): NXT after-market ends; an older document calls it the end of NXT closing-price trading.
        NXT_AFTER_MARKET_END = "V", "nxt_after_market_end", "NXT 애프터마켓 종료";
        /// NXT 애프터마켓 종료 (`W`): NXT after-market ends, in an older document only; the newest one uses V.
        NXT_AFTER_MARKET_END_OLD = "W", "nxt_after_market_end_old", "NXT 애프터마켓 종료";
    }
}

value_list! {
    /// Values of VI발동구분 (9068).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct ViKind(4) {
        /// 정적 (`1`): Static interruption: the price moved too far from the last auction price.
        STATIC_VI = "1", "static_vi", "정적";
        /// 동적 (`2`): Dynamic interruption: one trade moved too far from the trade before.
        DYNAMIC_VI = "2", "dynamic_vi", "동적";
        /// 동적+정적 (`3`): Both at once.
        STATIC_AND_DYNAMIC_VI = "3", "static_and_dynamic_vi", "동적+정적";
    }
}

value_list! {
    /// Values of VI적용구분 (1225).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct ViKindText(24) {
        /// 정적 (`정적`): Static interruption.
        STATIC_VI = "정적", "static_vi", "정적";
        /// 동적 (`동적`): Dynamic interruption.
        DYNAMIC_VI = "동적", "dynamic_vi", "동적";
        /// 동적+정적 (`동적+정적`): Both at once.
        STATIC_AND_DYNAMIC_VI = "동적+정적", "static_and_dynamic_vi", "동적+정적";
    }
}

value_list! {
    /// Values of 발동방향구분 (9069).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct ViDirection(4) {
        /// 상승 (`1`): Triggered by a rise.
        UP = "1", "up", "상승";
        /// 하락 (`2`): Triggered by a fall.
        DOWN = "2", "down", "하락";
    }
}

value_list! {
    /// Values of 장전구분 (9075).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct ViSession(4) {
        /// 전체 (`0`): All sessions; from the matching query, not known on this feed.
        ALL = "0", "all", "전체";
        /// 정규시장 (`1`): Regular session.
        REGULAR = "1", "regular", "정규시장";
        /// 시간외단일가 (`2`): After-hours periodic auctions; from the matching query, not known on this feed.
        AFTER_HOURS_SINGLE_PRICE = "2", "after_hours_single_price", "시간외단일가";
    }
}

value_list! {
    /// Values of KOSPI,KOSDAQ,전체구분 (9008).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct MarketClass(8) {
        /// 전체 (`000`): All markets; from the matching query, not known on this feed.
        ALL = "000", "all", "전체";
        /// 코스피 (`001`): KOSPI; from the matching query, not known on this feed.
        KOSPI = "001", "kospi", "코스피";
        /// 코스닥 (`101`): KOSDAQ by the matching query, though the official example sends it for a KOSPI stock too.
        KOSDAQ = "101", "kosdaq", "코스닥";
    }
}

value_list! {
    /// Values of 삽입삭제 구분 (843).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct InsertDelete(4) {
        /// 삽입 (`I`): The stock now meets the condition.
        INSERT = "I", "insert", "삽입";
        /// 삭제 (`D`): The stock no longer meets the condition.
        DELETE = "D", "delete", "삭제";
    }
}

value_list! {
    /// Values of 주문구분 (905).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct UsOrderAction(4) {
        /// 원주문 (`10`): New order.
        NEW_ORDER = "10", "new_order", "원주문";
        /// 정정주문 (`11`): Amendment.
        AMEND = "11", "amend", "정정주문";
        /// 취소주문 (`12`): Cancellation.
        CANCEL = "12", "cancel", "취소주문";
    }
}

value_list! {
    /// Values of 매도수구분 (907).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct UsSide(4) {
        /// 매도 (`01`): Sell.
        SELL = "01", "sell", "매도";
        /// 매수 (`02`): Buy.
        BUY = "02", "buy", "매수";
    }
}

value_list! {
    /// Values of 매도수구분명 (50072).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct UsSideName(16) {
        /// 매도 (`매도`): Sell.
        SELL = "매도", "sell", "매도";
        /// 매수 (`매수`): Buy.
        BUY = "매수", "buy", "매수";
    }
}

value_list! {
    /// Values of 매매구분명 (50073).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct UsOrderTypeName(24) {
        /// 지정가 (`지정가`): Limit order.
        LIMIT = "지정가", "limit", "지정가";
        /// 시장가 (`시장가`): Market order.
        MARKET = "시장가", "market", "시장가";
    }
}

value_list! {
    /// Values of 주문상태 (913).
    ///
    /// Open: a value that isn't named here is kept as it came.
    pub struct UsOrderStatus(24) {
        /// 주문전송 (`주문전송`): The order was sent to the market.
        SENT = "주문전송", "sent", "주문전송";
        /// 접수 (`접수`): The order was accepted; taken from the official example.
        ACCEPTED = "접수", "accepted", "접수";
        /// 무효주문 (`무효주문`): The order is void.
        INVALID = "무효주문", "invalid", "무효주문";
        /// 부분체결 (`부분체결`): The order was filled in part.
        PARTIALLY_FILLED = "부분체결", "partially_filled", "부분체결";
        /// 체결완료 (`체결완료`): The order was filled in full.
        FILLED = "체결완료", "filled", "체결완료";
    }
}
