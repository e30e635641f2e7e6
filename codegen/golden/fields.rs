// Written by kiwoom-codegen from codegen/tables: change the tables, not this file.
// The copy in codegen/golden is renewed by `BLESS=1 cargo test -p kiwoom-codegen`.

message_fields! {
    /// Fields of [`Order`](crate::record::Order), in the order of the wire.
    pub enum OrderField, ORDER_FIELDS, ORDER_CODES, 35 {
        /// 계좌번호 (code 9201). Account number of ten digits; treat it as a secret.
        AccountNo = 9201, "account_no", "계좌번호", Text, "", 0, 16 @ 196, ();
        /// 주문번호 (code 9203). Order number; leading zeros belong to it.
        OrderNo = 9203, "order_no", "주문번호", Text, "", 0, 16 @ 88, ();
        /// 관리자사번 (code 9205). Staff number of the account manager; empty in every known message.
        ManagerId = 9205, "manager_id", "관리자사번", Text, "", 0, 16 @ 212, ();
        /// 종목코드,업종코드 (code 9001). Issue code of six characters, not always digits, without a venue suffix.
        Symbol = 9001, "symbol", "종목코드,업종코드", Text, "", 0, 16 @ 228, ();
        /// 주문업무분류 (code 912). Business class of the order.
        OrderCategory = 912, "order_category", "주문업무분류", Code, "", 0, 8 @ 244, OrderCategory;
        /// 주문상태 (code 913). State of the order; the wire value is Korean text.
        OrderStatus = 913, "order_status", "주문상태", Code, "", 0, 16 @ 104, OrderStatus;
        /// 종목명 (code 302). Name of the issue in Korean; blanks inside belong to it.
        InstrumentName = 302, "instrument_name", "종목명", Text, "", 0, 64 @ 252, ();
        /// 주문수량 (code 900), in shares. Ordered quantity.
        OrderQuantity = 900, "order_quantity", "주문수량", Quantity, "shares", 0, 8 @ 128, ();
        /// 주문가격 (code 901), in won. Order price; 0 for a market order.
        OrderPrice = 901, "order_price", "주문가격", Price, "won", 0, 4 @ 168, ();
        /// 미체결수량 (code 902), in shares. Quantity that is still open.
        UnfilledQuantity = 902, "unfilled_quantity", "미체결수량", Quantity, "shares", 0, 8 @ 64, ();
        /// 체결누계금액 (code 903), in won. Money traded by this order so far.
        CumulativeFillAmount = 903, "cumulative_fill_amount", "체결누계금액", Amount, "won", 0, 8 @ 136, ();
        /// 원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none.
        OriginalOrderNo = 904, "original_order_no", "원주문번호", Text, "", 0, 16 @ 316, ();
        /// 주문구분 (code 905). What the order does: buy, sell, amend or cancel; the wire value is Korean text, mostly with a sign.
        OrderAction = 905, "order_action", "주문구분", Code, "", 0, 24 @ 332, OrderAction;
        /// 매매구분 (code 906). Order type and time in force; the wire value is Korean text.
        OrderType = 906, "order_type", "매매구분", Code, "", 0, 24 @ 356, OrderType;
        /// 매도수구분 (code 907). Side.
        Side = 907, "side", "매도수구분", Code, "", 0, 4 @ 120, Side;
        /// 주문/체결시간 (code 908), Korean time. Time of the order event or the fill.
        Time = 908, "time", "주문/체결시간", Time, "kst", 0, 4 @ 80, ();
        /// 체결번호 (code 909). Execution number; empty until the order is filled.
        ExecutionNo = 909, "execution_no", "체결번호", Text, "", 0, 16 @ 380, ();
        /// 체결가 (code 910), in won. Fill price; empty until the order is filled.
        FillPrice = 910, "fill_price", "체결가", Price, "won", 0, 4 @ 172, ();
        /// 체결량 (code 911), in shares. Filled quantity; empty until the order is filled; whether it adds up over several fills is not documented.
        FillQuantity = 911, "fill_quantity", "체결량", Quantity, "shares", 0, 8 @ 144, ();
        /// 현재가 (code 10), in won. Last price of the issue, not of the order; the sign on the wire only tells the direction against the previous close.
        Last = 10, "last", "현재가", Price, "won", 0, 4 @ 176, ();
        /// (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close.
        BestAsk = 27, "best_ask", "(최우선)매도호가", Price, "won", 0, 4 @ 180, ();
        /// (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close.
        BestBid = 28, "best_bid", "(최우선)매수호가", Price, "won", 0, 4 @ 184, ();
        /// 단위체결가 (code 914), in won. Price of this single fill; empty until the order is filled.
        UnitFillPrice = 914, "unit_fill_price", "단위체결가", Price, "won", 0, 4 @ 84, ();
        /// 단위체결량 (code 915), in shares. Quantity of this single fill; empty until the order is filled.
        UnitFillQuantity = 915, "unit_fill_quantity", "단위체결량", Quantity, "shares", 0, 8 @ 72, ();
        /// 당일매매수수료 (code 938), in won. Commission of the day.
        DayCommission = 938, "day_commission", "당일매매수수료", Amount, "won", 0, 8 @ 152, ();
        /// 당일매매세금 (code 939), in won. Tax of the day; charged on sales.
        DayTax = 939, "day_tax", "당일매매세금", Amount, "won", 0, 8 @ 160, ();
        /// 거부사유 (code 919). Reason of a refusal; 0 if there is none.
        RejectReason = 919, "reject_reason", "거부사유", Text, "", 0, 64 @ 396, ();
        /// 화면번호 (code 920). Number of the trading screen that sent the order; empty for orders from elsewhere.
        ScreenNo = 920, "screen_no", "화면번호", Text, "", 0, 16 @ 460, ();
        /// 터미널번호 (code 921). Number of the terminal that sent the order.
        TerminalNo = 921, "terminal_no", "터미널번호", Text, "", 0, 16 @ 476, ();
        /// 신용구분 (code 922). Kind of credit trade, for fills; 00 means none; the other values are not documented.
        CreditType = 922, "credit_type", "신용구분", Text, "", 0, 8 @ 492, ();
        /// 대출일 (code 923). Date of the credit loan, for fills; empty or zeros if there is none.
        LoanDate = 923, "loan_date", "대출일", Date, "", 0, 4 @ 188, ();
        /// 시간외단일가\_현재가 (code 10010), in won. Last price of the after-hours periodic auctions; the sign on the wire only tells the direction against the previous close.
        AfterHoursLast = 10010, "after_hours_last", "시간외단일가_현재가", Price, "won", 0, 4 @ 192, ();
        /// 거래소구분 (code 2134). Trading venue, as a digit.
        Venue = 2134, "venue", "거래소구분", Code, "", 0, 8 @ 500, VenueCode;
        /// 거래소구분명 (code 2135). Trading venue, by name.
        VenueName = 2135, "venue_name", "거래소구분명", Code, "", 0, 8 @ 508, VenueCode;
        /// SOR여부 (code 2136). Whether the order went through smart order routing.
        IsSor = 2136, "is_sor", "SOR여부", Flag, "", 0, 1 @ 516, ();
    }
}

code_map! {
    ORDER_CODES, 157, 8;
    5, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 0, 255, 1, 255, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 3, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
    4, 5, 22, 23, 255, 255, 255, 26, 27, 28, 29, 30, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 24, 25, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 6, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 19, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 20, 21, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 31, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 32, 33, 34, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`ConditionMatch`](crate::record::ConditionMatch), in the order of the wire.
    pub enum ConditionMatchField, CONDITION_MATCH_FIELDS, CONDITION_MATCH_CODES, 5 {
        /// 일련번호 (code 841). Serial number of the condition in the user's list.
        ConditionSeq = 841, "condition_seq", "일련번호", Text, "", 0, 8 @ 88, ();
        /// 종목코드 (code 9001). Issue code of six characters, not always digits.
        Symbol = 9001, "symbol", "종목코드", Text, "", 0, 16 @ 68, ();
        /// 삽입삭제 구분 (code 843). Whether the stock entered or left the result.
        InsertDelete = 843, "insert_delete", "삽입삭제 구분", Code, "", 0, 4 @ 84, InsertDelete;
        /// 체결시간 (code 20), Korean time. Time of the change, to the second.
        Time = 20, "time", "체결시간", Time, "kst", 0, 4 @ 64, ();
        /// 매도/수 구분 (code 907). Side, as documented for condition searches.
        Side = 907, "side", "매도/수 구분", Code, "", 0, 4 @ 96, Side;
    }
}

code_map! {
    CONDITION_MATCH_CODES, 141, 5;
    3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 255, 2, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 4, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`Balance`](crate::record::Balance), in the order of the wire.
    pub enum BalanceField, BALANCE_FIELDS, BALANCE_CODES, 27 {
        /// 계좌번호 (code 9201). Account number of ten digits; treat it as a secret.
        AccountNo = 9201, "account_no", "계좌번호", Text, "", 0, 16 @ 184, ();
        /// 종목코드,업종코드 (code 9001). Issue code of six characters, not always digits.
        Symbol = 9001, "symbol", "종목코드,업종코드", Text, "", 0, 16 @ 200, ();
        /// 신용구분 (code 917). Kind of credit position; 00 means none; the other values are not documented.
        CreditType = 917, "credit_type", "신용구분", Text, "", 0, 8 @ 216, ();
        /// 대출일 (code 916). Date of the credit loan; zeros if there is none.
        LoanDate = 916, "loan_date", "대출일", Date, "", 0, 4 @ 152, ();
        /// 종목명 (code 302). Name of the issue in Korean; blanks inside belong to it.
        InstrumentName = 302, "instrument_name", "종목명", Text, "", 0, 64 @ 224, ();
        /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
        Last = 10, "last", "현재가", Price, "won", 0, 4 @ 88, ();
        /// 보유수량 (code 930), in shares. Quantity held.
        HoldingQuantity = 930, "holding_quantity", "보유수량", Quantity, "shares", 0, 8 @ 64, ();
        /// 매입단가 (code 931), in won. Average purchase price of the position.
        AveragePurchasePrice = 931, "average_purchase_price", "매입단가", Price, "won", 0, 4 @ 92, ();
        /// 총매입가(당일누적) (code 932), in won. Total purchase amount, summed over the day; close to quantity times average price.
        TotalPurchaseAmount = 932, "total_purchase_amount", "총매입가(당일누적)", Amount, "won", 0, 8 @ 96, ();
        /// 주문가능수량 (code 933), in shares. Quantity that can be sold now.
        OrderableQuantity = 933, "orderable_quantity", "주문가능수량", Quantity, "shares", 0, 8 @ 72, ();
        /// 당일순매수량 (code 945), in shares. Bought minus sold quantity of the day.
        DayNetBuyQuantity = 945, "day_net_buy_quantity", "당일순매수량", SignedQuantity, "shares", 0, 8 @ 80, ();
        /// 매도/매수구분 (code 946). Side of the last fill; the meaning of the digits is taken from the order message.
        Side = 946, "side", "매도/매수구분", Code, "", 0, 4 @ 288, Side;
        /// 당일총매도손익 (code 950), in won. Profit or loss of all sales of the day.
        DaySellPnl = 950, "day_sell_pnl", "당일총매도손익", SignedAmount, "won", 0, 8 @ 104, ();
        /// Extra Item (code 951). Documented only as an extra item; kept as text.
        Extra951 = 951, "extra_951", "Extra Item", Text, "", 0, 24 @ 292, ();
        /// (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close.
        BestAsk = 27, "best_ask", "(최우선)매도호가", Price, "won", 0, 4 @ 156, ();
        /// (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close.
        BestBid = 28, "best_bid", "(최우선)매수호가", Price, "won", 0, 4 @ 160, ();
        /// 기준가 (code 307), in won. Reference price of the day, normally the previous close.
        BasePrice = 307, "base_price", "기준가", Price, "won", 0, 4 @ 164, ();
        /// 손익률(실현손익) (code 8019), in percent, 2 decimals. Realised profit or loss in percent.
        PnlPercent = 8019, "pnl_percent", "손익률(실현손익)", Percent, "percent", 2, 4 @ 168, ();
        /// 신용금액 (code 957), in won. Money borrowed for the position.
        CreditAmount = 957, "credit_amount", "신용금액", Amount, "won", 0, 8 @ 112, ();
        /// 신용이자 (code 958), in won. Interest on the borrowed money.
        CreditInterest = 958, "credit_interest", "신용이자", Amount, "won", 0, 8 @ 120, ();
        /// 만기일 (code 918). Due date of the credit loan; zeros if there is none.
        MaturityDate = 918, "maturity_date", "만기일", Date, "", 0, 4 @ 172, ();
        /// 당일실현손익(유가) (code 990), in won. Realised profit or loss of the day, cash positions.
        DayRealizedPnlCash = 990, "day_realized_pnl_cash", "당일실현손익(유가)", SignedAmount, "won", 0, 8 @ 128, ();
        /// 당일실현손익율(유가) (code 991), in percent, 2 decimals. Realised profit or loss of the day in percent, cash positions.
        DayRealizedPnlCashPercent = 991, "day_realized_pnl_cash_percent", "당일실현손익율(유가)", Percent, "percent", 2, 4 @ 176, ();
        /// 당일실현손익(신용) (code 992), in won. Realised profit or loss of the day, credit positions.
        DayRealizedPnlCredit = 992, "day_realized_pnl_credit", "당일실현손익(신용)", SignedAmount, "won", 0, 8 @ 136, ();
        /// 당일실현손익율(신용) (code 993), in percent, 2 decimals. Realised profit or loss of the day in percent, credit positions.
        DayRealizedPnlCreditPercent = 993, "day_realized_pnl_credit_percent", "당일실현손익율(신용)", Percent, "percent", 2, 4 @ 180, ();
        /// 담보대출수량 (code 959), in shares. Quantity pledged for a loan.
        CollateralLoanQuantity = 959, "collateral_loan_quantity", "담보대출수량", Quantity, "shares", 0, 8 @ 144, ();
        /// Extra Item (code 924). Documented only as an extra item; kept as text.
        Extra924 = 924, "extra_924", "Extra Item", Text, "", 0, 24 @ 316, ();
    }
}

code_map! {
    BALANCE_CODES, 144, 8;
    5, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 7,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 3, 2, 20, 255, 255, 255, 255, 255, 26, 255, 255, 255,
    255, 255, 6, 7, 8, 9, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 10, 11, 255, 255, 255, 12, 13, 255, 255, 255, 255, 255, 18, 19, 25,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 4, 255,
    255, 255, 255, 16, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 5, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 14, 15, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 17, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 21, 22,
    23, 24, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`Quote`](crate::record::Quote), in the order of the wire.
    pub enum QuoteField, QUOTE_FIELDS, QUOTE_CODES, 19 {
        /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
        Last = 10, "last", "현재가", Price, "won", 0, 4 @ 72, ();
        /// 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic.
        Change = 11, "change", "전일대비", Change, "won", 0, 4 @ 76, ();
        /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
        ChangePercent = 12, "change_percent", "등락율", Percent, "percent", 2, 4 @ 80, ();
        /// (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close.
        BestAsk = 27, "best_ask", "(최우선)매도호가", Price, "won", 0, 4 @ 84, ();
        /// (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close.
        BestBid = 28, "best_bid", "(최우선)매수호가", Price, "won", 0, 4 @ 88, ();
        /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
        CumulativeVolume = 13, "cumulative_volume", "누적거래량", Quantity, "shares", 0, 8 @ 64, ();
        /// 누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions.
        CumulativeValue = 14, "cumulative_value", "누적거래대금", Amount, "million_won", 0, 8 @ 96, ();
        /// 시가 (code 16), in won. Opening price; the sign on the wire only tells the direction against the previous close.
        Open = 16, "open", "시가", Price, "won", 0, 4 @ 136, ();
        /// 고가 (code 17), in won. Highest price of the day; the sign on the wire only tells the direction against the previous close.
        High = 17, "high", "고가", Price, "won", 0, 4 @ 140, ();
        /// 저가 (code 18), in won. Lowest price of the day; the sign on the wire only tells the direction against the previous close.
        Low = 18, "low", "저가", Price, "won", 0, 4 @ 144, ();
        /// 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own.
        ChangeSign = 25, "change_sign", "전일대비기호", Code, "", 0, 4 @ 164, ChangeSign;
        /// 전일거래량대비(계약,주) (code 26), in shares. Volume of the day minus the whole volume of the previous day; the sign is arithmetic.
        VolumeVsPreviousDay = 26, "volume_vs_previous_day", "전일거래량대비(계약,주)", SignedQuantity, "shares", 0, 8 @ 104, ();
        /// 거래대금증감 (code 29), in won. Traded value of the day minus that of the previous day; in won, although the cumulative value is in million won.
        ValueVsPreviousDay = 29, "value_vs_previous_day", "거래대금증감", SignedAmount, "won", 0, 8 @ 112, ();
        /// 전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume.
        VolumeVsPreviousDayPercent = 30, "volume_vs_previous_day_percent", "전일거래량대비(비율)", DirectedPercent, "percent", 2, 4 @ 148, ();
        /// 거래회전율 (code 31), in percent, 2 decimals. Volume of the day in percent of the listed shares.
        TurnoverRate = 31, "turnover_rate", "거래회전율", Percent, "percent", 2, 4 @ 152, ();
        /// 거래비용 (code 32), in won. Cost of trading one share, as estimated by the broker; the formula is not documented.
        TradingCost = 32, "trading_cost", "거래비용", Amount, "won", 0, 8 @ 120, ();
        /// 시가총액(억) (code 311), in hundred million won. Market capitalisation.
        MarketCap = 311, "market_cap", "시가총액(억)", Amount, "hundred_million_won", 0, 8 @ 128, ();
        /// 상한가발생시간 (code 567), Korean time. Time at which the upper price limit was reached; 000000 means never.
        UpperLimitTime = 567, "upper_limit_time", "상한가발생시간", Time, "kst", 0, 4 @ 156, ();
        /// 하한가발생시간 (code 568), Korean time. Time at which the lower price limit was reached; 000000 means never.
        LowerLimitTime = 568, "lower_limit_time", "하한가발생시간", Time, "kst", 0, 4 @ 160, ();
    }
}

code_map! {
    QUOTE_CODES, 9, 4;
    1, 0, 0, 0, 2, 0, 0, 0, 3,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 1, 2, 5, 6, 255,
    7, 8, 9, 255, 255, 255, 255, 255, 255, 10, 11, 3, 4, 12, 13, 14,
    15, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 16, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 17, 18, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`Trade`](crate::record::Trade), in the order of the wire.
    pub enum TradeField, TRADE_FIELDS, TRADE_CODES, 43 {
        /// 체결시간 (code 20), Korean time. Time of the event, to the second.
        Time = 20, "time", "체결시간", Time, "kst", 0, 4 @ 88, ();
        /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
        Last = 10, "last", "현재가", Price, "won", 0, 4 @ 92, ();
        /// 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic.
        Change = 11, "change", "전일대비", Change, "won", 0, 4 @ 96, ();
        /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
        ChangePercent = 12, "change_percent", "등락율", Percent, "percent", 2, 4 @ 100, ();
        /// (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close.
        BestAsk = 27, "best_ask", "(최우선)매도호가", Price, "won", 0, 4 @ 104, ();
        /// (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close.
        BestBid = 28, "best_bid", "(최우선)매수호가", Price, "won", 0, 4 @ 108, ();
        /// 거래량 (code 15), in shares. Traded volume of this message: positive if the buyer hit the ask, negative if the seller hit the bid; the server may add up several trades of one side.
        Volume = 15, "volume", "거래량", SignedQuantity, "shares", 0, 8 @ 64, ();
        /// 누적거래량 (code 13), in shares. Traded volume of the day so far; grows by the magnitude of the volume of every message, so for one venue a jump tells that messages were lost.
        CumulativeVolume = 13, "cumulative_volume", "누적거래량", Quantity, "shares", 0, 8 @ 72, ();
        /// 누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions.
        CumulativeValue = 14, "cumulative_value", "누적거래대금", Amount, "million_won", 0, 8 @ 80, ();
        /// 시가 (code 16), in won. Opening price; the sign on the wire only tells the direction against the previous close.
        Open = 16, "open", "시가", Price, "won", 0, 4 @ 112, ();
        /// 고가 (code 17), in won. Highest price of the day; the sign on the wire only tells the direction against the previous close.
        High = 17, "high", "고가", Price, "won", 0, 4 @ 116, ();
        /// 저가 (code 18), in won. Lowest price of the day; the sign on the wire only tells the direction against the previous close.
        Low = 18, "low", "저가", Price, "won", 0, 4 @ 120, ();
        /// 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own.
        ChangeSign = 25, "change_sign", "전일대비기호", Code, "", 0, 4 @ 300, ChangeSign;
        /// 전일거래량대비(계약,주) (code 26), in shares. Volume of the day minus the whole volume of the previous day; the sign is arithmetic.
        VolumeVsPreviousDay = 26, "volume_vs_previous_day", "전일거래량대비(계약,주)", SignedQuantity, "shares", 0, 8 @ 128, ();
        /// 거래대금증감 (code 29), in won. Traded value of the day minus that of the previous day; in won, although the cumulative value is in million won.
        ValueVsPreviousDay = 29, "value_vs_previous_day", "거래대금증감", SignedAmount, "won", 0, 8 @ 136, ();
        /// 전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume.
        VolumeVsPreviousDayPercent = 30, "volume_vs_previous_day_percent", "전일거래량대비(비율)", DirectedPercent, "percent", 2, 4 @ 256, ();
        /// 거래회전율 (code 31), in percent, 2 decimals. Volume of the day in percent of the listed shares.
        TurnoverRate = 31, "turnover_rate", "거래회전율", Percent, "percent", 2, 4 @ 260, ();
        /// 거래비용 (code 32), in won. Cost of trading one share, as estimated by the broker; the formula is not documented.
        TradingCost = 32, "trading_cost", "거래비용", Amount, "won", 0, 8 @ 144, ();
        /// 체결강도 (code 228), in percent, 2 decimals. Bought volume in percent of sold volume over the day; above 100 buyers are the more aggressive side.
        TradeStrength = 228, "trade_strength", "체결강도", Percent, "percent", 2, 4 @ 124, ();
        /// 시가총액(억) (code 311), in hundred million won. Market capitalisation.
        MarketCap = 311, "market_cap", "시가총액(억)", Amount, "hundred_million_won", 0, 8 @ 152, ();
        /// 장구분 (code 290). Session in which the trade took place.
        MarketSession = 290, "market_session", "장구분", Code, "", 0, 4 @ 304, MarketSession;
        /// K.O 접근도 (code 691), 6 decimals. How near an equity-linked warrant is to its knock-out barrier; 0 for stocks; the unit is not documented.
        KnockOutProximity = 691, "knock_out_proximity", "K.O 접근도", Ratio, "", 6, 8 @ 160, ();
        /// 상한가발생시간 (code 567), Korean time. Time at which the upper price limit was reached; 000000 means never.
        UpperLimitTime = 567, "upper_limit_time", "상한가발생시간", Time, "kst", 0, 4 @ 264, ();
        /// 하한가발생시간 (code 568), Korean time. Time at which the lower price limit was reached; 000000 means never.
        LowerLimitTime = 568, "lower_limit_time", "하한가발생시간", Time, "kst", 0, 4 @ 268, ();
        /// 전일 동시간 거래량 비율 (code 851), in basis points. Volume so far against the previous day at the same time, in hundredths of a percent: 10379 is 103.79 percent.
        VolumeVsPreviousSameTime = 851, "volume_vs_previous_same_time", "전일 동시간 거래량 비율", Ratio, "basis_points", 0, 8 @ 168, ();
        /// 시가시간 (code 1890), Korean time. Time of the opening price.
        OpenTime = 1890, "open_time", "시가시간", Time, "kst", 0, 4 @ 272, ();
        /// 고가시간 (code 1891), Korean time. Time of the highest price as the server sends it; often not a plausible time, so do not rely on it.
        HighTime = 1891, "high_time", "고가시간", Time, "kst", 0, 4 @ 276, ();
        /// 저가시간 (code 1892), Korean time. Time of the lowest price.
        LowTime = 1892, "low_time", "저가시간", Time, "kst", 0, 4 @ 280, ();
        /// 매도체결량 (code 1030), in shares. Volume of the day traded by sellers hitting the bid.
        CumulativeSellVolume = 1030, "cumulative_sell_volume", "매도체결량", Quantity, "shares", 0, 8 @ 176, ();
        /// 매수체결량 (code 1031), in shares. Volume of the day traded by buyers hitting the ask.
        CumulativeBuyVolume = 1031, "cumulative_buy_volume", "매수체결량", Quantity, "shares", 0, 8 @ 184, ();
        /// 매수비율 (code 1032), in percent, 2 decimals. Bought volume in percent of bought and sold volume; the magnitude is the ratio, the sign only tells above (+) or below (-) 50.
        BuyRatio = 1032, "buy_ratio", "매수비율", DirectedPercent, "percent", 2, 4 @ 284, ();
        /// 매도체결건수 (code 1071), in trades. Number of trades of the day by sellers hitting the bid.
        SellTradeCount = 1071, "sell_trade_count", "매도체결건수", Quantity, "trades", 0, 4 @ 288, ();
        /// 매수체결건수 (code 1072), in trades. Number of trades of the day by buyers hitting the ask.
        BuyTradeCount = 1072, "buy_trade_count", "매수체결건수", Quantity, "trades", 0, 4 @ 292, ();
        /// 순간거래대금 (code 1313), in thousand won. Traded value of this message, cut to whole thousands; positive for buys, negative for sells.
        TradeValue = 1313, "trade_value", "순간거래대금", SignedAmount, "thousand_won", 0, 8 @ 192, ();
        /// 매도체결량\_단건 (code 1315), in shares. Volume of this message if it is a sell, as a negative number; 0 otherwise.
        SellVolume = 1315, "sell_volume", "매도체결량_단건", SignedQuantity, "shares", 0, 8 @ 200, ();
        /// 매수체결량\_단건 (code 1316), in shares. Volume of this message if it is a buy; 0 otherwise.
        BuyVolume = 1316, "buy_volume", "매수체결량_단건", SignedQuantity, "shares", 0, 8 @ 208, ();
        /// 순매수체결량 (code 1314), in shares. Bought minus sold volume of this message; equal to the signed volume.
        NetBuyVolume = 1314, "net_buy_volume", "순매수체결량", SignedQuantity, "shares", 0, 8 @ 216, ();
        /// CFD증거금 (code 1497), in won. Initial margin of a contract for difference on one share.
        CfdMargin = 1497, "cfd_margin", "CFD증거금", Amount, "won", 0, 8 @ 224, ();
        /// 유지증거금 (code 1498), in won. Maintenance margin of a contract for difference on one share.
        CfdMaintenanceMargin = 1498, "cfd_maintenance_margin", "유지증거금", Amount, "won", 0, 8 @ 232, ();
        /// 당일거래평균가 (code 620), in won. Volume-weighted average price of the day, cut to whole won; has no sign.
        Vwap = 620, "vwap", "당일거래평균가", Price, "won", 0, 4 @ 296, ();
        /// CFD거래비용 (code 732), in won. Cost of trading a contract for difference on one share, as estimated by the broker.
        CfdTradingCost = 732, "cfd_trading_cost", "CFD거래비용", Amount, "won", 0, 8 @ 240, ();
        /// 대주거래비용 (code 852), in won. Cost of selling one borrowed share short, as estimated by the broker.
        StockLoanTradingCost = 852, "stock_loan_trading_cost", "대주거래비용", Amount, "won", 0, 8 @ 248, ();
        /// 거래소구분 (code 9081). Trading venue; comes by name (KRX, NXT) or as a digit.
        Venue = 9081, "venue", "거래소구분", Code, "", 0, 8 @ 308, VenueCode;
    }
}

code_map! {
    TRADE_CODES, 142, 14;
    1, 0, 0, 2, 3, 0, 0, 0, 5, 11, 4, 12, 0, 6, 0, 0,
    8, 0, 0, 0, 9, 0, 0, 10, 0, 0, 0, 0, 0, 7, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 13,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 7, 8, 6,
    9, 10, 11, 255, 0, 255, 255, 255, 255, 12, 13, 4, 5, 14, 15, 16,
    17, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 18, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 20, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 19, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 21, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 22, 23, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 24, 41, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 25, 26, 27, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 28, 29, 30, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 31,
    32, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 33, 36, 34, 35, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 37, 38, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 39, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 40, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 42, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`BestQuote`](crate::record::BestQuote), in the order of the wire.
    pub enum BestQuoteField, BEST_QUOTE_FIELDS, BEST_QUOTE_CODES, 2 {
        /// (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close.
        BestAsk = 27, "best_ask", "(최우선)매도호가", Price, "won", 0, 4 @ 64, ();
        /// (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close.
        BestBid = 28, "best_bid", "(최우선)매수호가", Price, "won", 0, 4 @ 68, ();
    }
}

code_map! {
    BEST_QUOTE_CODES, 1, 2;
    1,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 1, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`OrderBook`](crate::record::OrderBook), in the order of the wire.
    pub enum OrderBookField, ORDER_BOOK_FIELDS, ORDER_BOOK_CODES, 163 {
        /// 호가시간 (code 21), Korean time. Time of the quote, to the second.
        Time = 21, "time", "호가시간", Time, "kst", 0, 4 @ 80, ();
        /// 매도호가1 (code 41 for the first), in won. Ask price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice1 = 41, "ask_price_1", "매도호가1", Price, "won", 0, 4 @ 84, ();
        /// 매도호가수량1 (code 61 for the first), in shares. Ask quantity of level 1.
        AskQuantity1 = 61, "ask_quantity_1", "매도호가수량1", Quantity, "shares", 0, 4 @ 88, ();
        /// 매도호가직전대비1 (code 81 for the first), in shares. Change of the ask quantity of level 1 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange1 = 81, "ask_quantity_change_1", "매도호가직전대비1", SignedQuantity, "shares", 0, 4 @ 92, ();
        /// 매수호가1 (code 51 for the first), in won. Bid price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice1 = 51, "bid_price_1", "매수호가1", Price, "won", 0, 4 @ 96, ();
        /// 매수호가수량1 (code 71 for the first), in shares. Bid quantity of level 1.
        BidQuantity1 = 71, "bid_quantity_1", "매수호가수량1", Quantity, "shares", 0, 4 @ 100, ();
        /// 매수호가직전대비1 (code 91 for the first), in shares. Change of the bid quantity of level 1 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange1 = 91, "bid_quantity_change_1", "매수호가직전대비1", SignedQuantity, "shares", 0, 4 @ 104, ();
        /// 매도호가2 (code 42 for the first), in won. Ask price of level 2; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice2 = 42, "ask_price_2", "매도호가2", Price, "won", 0, 4 @ 108, ();
        /// 매도호가수량2 (code 62 for the first), in shares. Ask quantity of level 2.
        AskQuantity2 = 62, "ask_quantity_2", "매도호가수량2", Quantity, "shares", 0, 4 @ 112, ();
        /// 매도호가직전대비2 (code 82 for the first), in shares. Change of the ask quantity of level 2 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange2 = 82, "ask_quantity_change_2", "매도호가직전대비2", SignedQuantity, "shares", 0, 4 @ 116, ();
        /// 매수호가2 (code 52 for the first), in won. Bid price of level 2; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice2 = 52, "bid_price_2", "매수호가2", Price, "won", 0, 4 @ 120, ();
        /// 매수호가수량2 (code 72 for the first), in shares. Bid quantity of level 2.
        BidQuantity2 = 72, "bid_quantity_2", "매수호가수량2", Quantity, "shares", 0, 4 @ 124, ();
        /// 매수호가직전대비2 (code 92 for the first), in shares. Change of the bid quantity of level 2 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange2 = 92, "bid_quantity_change_2", "매수호가직전대비2", SignedQuantity, "shares", 0, 4 @ 128, ();
        /// 매도호가3 (code 43 for the first), in won. Ask price of level 3; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice3 = 43, "ask_price_3", "매도호가3", Price, "won", 0, 4 @ 132, ();
        /// 매도호가수량3 (code 63 for the first), in shares. Ask quantity of level 3.
        AskQuantity3 = 63, "ask_quantity_3", "매도호가수량3", Quantity, "shares", 0, 4 @ 136, ();
        /// 매도호가직전대비3 (code 83 for the first), in shares. Change of the ask quantity of level 3 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange3 = 83, "ask_quantity_change_3", "매도호가직전대비3", SignedQuantity, "shares", 0, 4 @ 140, ();
        /// 매수호가3 (code 53 for the first), in won. Bid price of level 3; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice3 = 53, "bid_price_3", "매수호가3", Price, "won", 0, 4 @ 144, ();
        /// 매수호가수량3 (code 73 for the first), in shares. Bid quantity of level 3.
        BidQuantity3 = 73, "bid_quantity_3", "매수호가수량3", Quantity, "shares", 0, 4 @ 148, ();
        /// 매수호가직전대비3 (code 93 for the first), in shares. Change of the bid quantity of level 3 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange3 = 93, "bid_quantity_change_3", "매수호가직전대비3", SignedQuantity, "shares", 0, 4 @ 152, ();
        /// 매도호가4 (code 44 for the first), in won. Ask price of level 4; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice4 = 44, "ask_price_4", "매도호가4", Price, "won", 0, 4 @ 156, ();
        /// 매도호가수량4 (code 64 for the first), in shares. Ask quantity of level 4.
        AskQuantity4 = 64, "ask_quantity_4", "매도호가수량4", Quantity, "shares", 0, 4 @ 160, ();
        /// 매도호가직전대비4 (code 84 for the first), in shares. Change of the ask quantity of level 4 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange4 = 84, "ask_quantity_change_4", "매도호가직전대비4", SignedQuantity, "shares", 0, 4 @ 164, ();
        /// 매수호가4 (code 54 for the first), in won. Bid price of level 4; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice4 = 54, "bid_price_4", "매수호가4", Price, "won", 0, 4 @ 168, ();
        /// 매수호가수량4 (code 74 for the first), in shares. Bid quantity of level 4.
        BidQuantity4 = 74, "bid_quantity_4", "매수호가수량4", Quantity, "shares", 0, 4 @ 172, ();
        /// 매수호가직전대비4 (code 94 for the first), in shares. Change of the bid quantity of level 4 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange4 = 94, "bid_quantity_change_4", "매수호가직전대비4", SignedQuantity, "shares", 0, 4 @ 176, ();
        /// 매도호가5 (code 45 for the first), in won. Ask price of level 5; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice5 = 45, "ask_price_5", "매도호가5", Price, "won", 0, 4 @ 180, ();
        /// 매도호가수량5 (code 65 for the first), in shares. Ask quantity of level 5.
        AskQuantity5 = 65, "ask_quantity_5", "매도호가수량5", Quantity, "shares", 0, 4 @ 184, ();
        /// 매도호가직전대비5 (code 85 for the first), in shares. Change of the ask quantity of level 5 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange5 = 85, "ask_quantity_change_5", "매도호가직전대비5", SignedQuantity, "shares", 0, 4 @ 188, ();
        /// 매수호가5 (code 55 for the first), in won. Bid price of level 5; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice5 = 55, "bid_price_5", "매수호가5", Price, "won", 0, 4 @ 192, ();
        /// 매수호가수량5 (code 75 for the first), in shares. Bid quantity of level 5.
        BidQuantity5 = 75, "bid_quantity_5", "매수호가수량5", Quantity, "shares", 0, 4 @ 196, ();
        /// 매수호가직전대비5 (code 95 for the first), in shares. Change of the bid quantity of level 5 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange5 = 95, "bid_quantity_change_5", "매수호가직전대비5", SignedQuantity, "shares", 0, 4 @ 200, ();
        /// 매도호가6 (code 46 for the first), in won. Ask price of level 6; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice6 = 46, "ask_price_6", "매도호가6", Price, "won", 0, 4 @ 204, ();
        /// 매도호가수량6 (code 66 for the first), in shares. Ask quantity of level 6.
        AskQuantity6 = 66, "ask_quantity_6", "매도호가수량6", Quantity, "shares", 0, 4 @ 208, ();
        /// 매도호가직전대비6 (code 86 for the first), in shares. Change of the ask quantity of level 6 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange6 = 86, "ask_quantity_change_6", "매도호가직전대비6", SignedQuantity, "shares", 0, 4 @ 212, ();
        /// 매수호가6 (code 56 for the first), in won. Bid price of level 6; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice6 = 56, "bid_price_6", "매수호가6", Price, "won", 0, 4 @ 216, ();
        /// 매수호가수량6 (code 76 for the first), in shares. Bid quantity of level 6.
        BidQuantity6 = 76, "bid_quantity_6", "매수호가수량6", Quantity, "shares", 0, 4 @ 220, ();
        /// 매수호가직전대비6 (code 96 for the first), in shares. Change of the bid quantity of level 6 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange6 = 96, "bid_quantity_change_6", "매수호가직전대비6", SignedQuantity, "shares", 0, 4 @ 224, ();
        /// 매도호가7 (code 47 for the first), in won. Ask price of level 7; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice7 = 47, "ask_price_7", "매도호가7", Price, "won", 0, 4 @ 228, ();
        /// 매도호가수량7 (code 67 for the first), in shares. Ask quantity of level 7.
        AskQuantity7 = 67, "ask_quantity_7", "매도호가수량7", Quantity, "shares", 0, 4 @ 232, ();
        /// 매도호가직전대비7 (code 87 for the first), in shares. Change of the ask quantity of level 7 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange7 = 87, "ask_quantity_change_7", "매도호가직전대비7", SignedQuantity, "shares", 0, 4 @ 236, ();
        /// 매수호가7 (code 57 for the first), in won. Bid price of level 7; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice7 = 57, "bid_price_7", "매수호가7", Price, "won", 0, 4 @ 240, ();
        /// 매수호가수량7 (code 77 for the first), in shares. Bid quantity of level 7.
        BidQuantity7 = 77, "bid_quantity_7", "매수호가수량7", Quantity, "shares", 0, 4 @ 244, ();
        /// 매수호가직전대비7 (code 97 for the first), in shares. Change of the bid quantity of level 7 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange7 = 97, "bid_quantity_change_7", "매수호가직전대비7", SignedQuantity, "shares", 0, 4 @ 248, ();
        /// 매도호가8 (code 48 for the first), in won. Ask price of level 8; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice8 = 48, "ask_price_8", "매도호가8", Price, "won", 0, 4 @ 252, ();
        /// 매도호가수량8 (code 68 for the first), in shares. Ask quantity of level 8.
        AskQuantity8 = 68, "ask_quantity_8", "매도호가수량8", Quantity, "shares", 0, 4 @ 256, ();
        /// 매도호가직전대비8 (code 88 for the first), in shares. Change of the ask quantity of level 8 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange8 = 88, "ask_quantity_change_8", "매도호가직전대비8", SignedQuantity, "shares", 0, 4 @ 260, ();
        /// 매수호가8 (code 58 for the first), in won. Bid price of level 8; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice8 = 58, "bid_price_8", "매수호가8", Price, "won", 0, 4 @ 264, ();
        /// 매수호가수량8 (code 78 for the first), in shares. Bid quantity of level 8.
        BidQuantity8 = 78, "bid_quantity_8", "매수호가수량8", Quantity, "shares", 0, 4 @ 268, ();
        /// 매수호가직전대비8 (code 98 for the first), in shares. Change of the bid quantity of level 8 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange8 = 98, "bid_quantity_change_8", "매수호가직전대비8", SignedQuantity, "shares", 0, 4 @ 272, ();
        /// 매도호가9 (code 49 for the first), in won. Ask price of level 9; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice9 = 49, "ask_price_9", "매도호가9", Price, "won", 0, 4 @ 276, ();
        /// 매도호가수량9 (code 69 for the first), in shares. Ask quantity of level 9.
        AskQuantity9 = 69, "ask_quantity_9", "매도호가수량9", Quantity, "shares", 0, 4 @ 280, ();
        /// 매도호가직전대비9 (code 89 for the first), in shares. Change of the ask quantity of level 9 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange9 = 89, "ask_quantity_change_9", "매도호가직전대비9", SignedQuantity, "shares", 0, 4 @ 284, ();
        /// 매수호가9 (code 59 for the first), in won. Bid price of level 9; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice9 = 59, "bid_price_9", "매수호가9", Price, "won", 0, 4 @ 288, ();
        /// 매수호가수량9 (code 79 for the first), in shares. Bid quantity of level 9.
        BidQuantity9 = 79, "bid_quantity_9", "매수호가수량9", Quantity, "shares", 0, 4 @ 292, ();
        /// 매수호가직전대비9 (code 99 for the first), in shares. Change of the bid quantity of level 9 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange9 = 99, "bid_quantity_change_9", "매수호가직전대비9", SignedQuantity, "shares", 0, 4 @ 296, ();
        /// 매도호가10 (code 50 for the first), in won. Ask price of level 10; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice10 = 50, "ask_price_10", "매도호가10", Price, "won", 0, 4 @ 300, ();
        /// 매도호가수량10 (code 70 for the first), in shares. Ask quantity of level 10.
        AskQuantity10 = 70, "ask_quantity_10", "매도호가수량10", Quantity, "shares", 0, 4 @ 304, ();
        /// 매도호가직전대비10 (code 90 for the first), in shares. Change of the ask quantity of level 10 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange10 = 90, "ask_quantity_change_10", "매도호가직전대비10", SignedQuantity, "shares", 0, 4 @ 308, ();
        /// 매수호가10 (code 60 for the first), in won. Bid price of level 10; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice10 = 60, "bid_price_10", "매수호가10", Price, "won", 0, 4 @ 312, ();
        /// 매수호가수량10 (code 80 for the first), in shares. Bid quantity of level 10.
        BidQuantity10 = 80, "bid_quantity_10", "매수호가수량10", Quantity, "shares", 0, 4 @ 316, ();
        /// 매수호가직전대비10 (code 100 for the first), in shares. Change of the bid quantity of level 10 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange10 = 100, "bid_quantity_change_10", "매수호가직전대비10", SignedQuantity, "shares", 0, 4 @ 320, ();
        /// 매도호가총잔량 (code 121), in shares. Sum of all ask quantities.
        TotalAskQuantity = 121, "total_ask_quantity", "매도호가총잔량", Quantity, "shares", 0, 8 @ 64, ();
        /// 매도호가총잔량직전대비 (code 122), in shares. Change of the total ask quantity in one step at the exchange; cannot be summed over messages.
        TotalAskQuantityChange = 122, "total_ask_quantity_change", "매도호가총잔량직전대비", SignedQuantity, "shares", 0, 8 @ 328, ();
        /// 매수호가총잔량 (code 125), in shares. Sum of all bid quantities.
        TotalBidQuantity = 125, "total_bid_quantity", "매수호가총잔량", Quantity, "shares", 0, 8 @ 72, ();
        /// 매수호가총잔량직전대비 (code 126), in shares. Change of the total bid quantity in one step at the exchange; cannot be summed over messages.
        TotalBidQuantityChange = 126, "total_bid_quantity_change", "매수호가총잔량직전대비", SignedQuantity, "shares", 0, 8 @ 336, ();
        /// 예상체결가 (code 23), in won. Expected match price; present all day, but means something in call auctions only.
        ExpectedPrice = 23, "expected_price", "예상체결가", Price, "won", 0, 4 @ 496, ();
        /// 예상체결수량 (code 24), in shares. Expected match volume; present all day, but means something in call auctions only.
        ExpectedVolume = 24, "expected_volume", "예상체결수량", Quantity, "shares", 0, 8 @ 344, ();
        /// 순매수잔량 (code 128), in shares. Total bid quantity minus total ask quantity.
        NetBidQuantity = 128, "net_bid_quantity", "순매수잔량", SignedQuantity, "shares", 0, 8 @ 352, ();
        /// 매수비율 (code 129), in percent, 2 decimals. Total bid quantity in percent of the total ask quantity; eight bytes because a thin ask side makes it very large.
        BidRatio = 129, "bid_ratio", "매수비율", Ratio, "percent", 2, 8 @ 360, ();
        /// 순매도잔량 (code 138), in shares. Total ask quantity minus total bid quantity.
        NetAskQuantity = 138, "net_ask_quantity", "순매도잔량", SignedQuantity, "shares", 0, 8 @ 368, ();
        /// 매도비율 (code 139), in percent, 2 decimals. Total ask quantity in percent of the total bid quantity; eight bytes because a thin bid side makes it very large.
        AskRatio = 139, "ask_ratio", "매도비율", Ratio, "percent", 2, 8 @ 376, ();
        /// 예상체결가전일종가대비 (code 200), in won. Expected match price minus previous close; the sign is arithmetic.
        ExpectedChange = 200, "expected_change", "예상체결가전일종가대비", Change, "won", 0, 4 @ 500, ();
        /// 예상체결가전일종가대비등락율 (code 201), in percent, 2 decimals. Change of the expected match price against the previous close in percent; the sign is arithmetic.
        ExpectedChangePercent = 201, "expected_change_percent", "예상체결가전일종가대비등락율", Percent, "percent", 2, 4 @ 504, ();
        /// 예상체결가전일종가대비기호 (code 238). Direction of the expected match price against the previous close.
        ExpectedChangeSign = 238, "expected_change_sign", "예상체결가전일종가대비기호", Code, "", 0, 4 @ 788, ChangeSign;
        /// 예상체결가 (code 291), in won. Expected match price, filled only while a call auction is on.
        AuctionExpectedPrice = 291, "auction_expected_price", "예상체결가", Price, "won", 0, 4 @ 508, ();
        /// 예상체결량 (code 292), in shares. Expected match volume, filled only while a call auction is on.
        AuctionExpectedVolume = 292, "auction_expected_volume", "예상체결량", Quantity, "shares", 0, 8 @ 384, ();
        /// 예상체결가전일대비기호 (code 293). Direction of the expected price against the previous close, filled only while a call auction is on.
        AuctionExpectedChangeSign = 293, "auction_expected_change_sign", "예상체결가전일대비기호", Code, "", 0, 4 @ 792, ChangeSign;
        /// 예상체결가전일대비 (code 294), in won. Expected price minus previous close, filled only while a call auction is on; the sign is arithmetic.
        AuctionExpectedChange = 294, "auction_expected_change", "예상체결가전일대비", Change, "won", 0, 4 @ 512, ();
        /// 예상체결가전일대비등락율 (code 295), in percent, 2 decimals. Change of the expected price in percent, filled only while a call auction is on; the sign is arithmetic.
        AuctionExpectedChangePercent = 295, "auction_expected_change_percent", "예상체결가전일대비등락율", Percent, "percent", 2, 4 @ 516, ();
        /// LP매도호가수량1 (code 621 for the first), in shares. Ask quantity of liquidity providers at level 1.
        LpAskQuantity1 = 621, "lp_ask_quantity_1", "LP매도호가수량1", Quantity, "shares", 0, 4 @ 520, ();
        /// LP매수호가수량1 (code 631 for the first), in shares. Bid quantity of liquidity providers at level 1.
        LpBidQuantity1 = 631, "lp_bid_quantity_1", "LP매수호가수량1", Quantity, "shares", 0, 4 @ 524, ();
        /// LP매도호가수량2 (code 622 for the first), in shares. Ask quantity of liquidity providers at level 2.
        LpAskQuantity2 = 622, "lp_ask_quantity_2", "LP매도호가수량2", Quantity, "shares", 0, 4 @ 528, ();
        /// LP매수호가수량2 (code 632 for the first), in shares. Bid quantity of liquidity providers at level 2.
        LpBidQuantity2 = 632, "lp_bid_quantity_2", "LP매수호가수량2", Quantity, "shares", 0, 4 @ 532, ();
        /// LP매도호가수량3 (code 623 for the first), in shares. Ask quantity of liquidity providers at level 3.
        LpAskQuantity3 = 623, "lp_ask_quantity_3", "LP매도호가수량3", Quantity, "shares", 0, 4 @ 536, ();
        /// LP매수호가수량3 (code 633 for the first), in shares. Bid quantity of liquidity providers at level 3.
        LpBidQuantity3 = 633, "lp_bid_quantity_3", "LP매수호가수량3", Quantity, "shares", 0, 4 @ 540, ();
        /// LP매도호가수량4 (code 624 for the first), in shares. Ask quantity of liquidity providers at level 4.
        LpAskQuantity4 = 624, "lp_ask_quantity_4", "LP매도호가수량4", Quantity, "shares", 0, 4 @ 544, ();
        /// LP매수호가수량4 (code 634 for the first), in shares. Bid quantity of liquidity providers at level 4.
        LpBidQuantity4 = 634, "lp_bid_quantity_4", "LP매수호가수량4", Quantity, "shares", 0, 4 @ 548, ();
        /// LP매도호가수량5 (code 625 for the first), in shares. Ask quantity of liquidity providers at level 5.
        LpAskQuantity5 = 625, "lp_ask_quantity_5", "LP매도호가수량5", Quantity, "shares", 0, 4 @ 552, ();
        /// LP매수호가수량5 (code 635 for the first), in shares. Bid quantity of liquidity providers at level 5.
        LpBidQuantity5 = 635, "lp_bid_quantity_5", "LP매수호가수량5", Quantity, "shares", 0, 4 @ 556, ();
        /// LP매도호가수량6 (code 626 for the first), in shares. Ask quantity of liquidity providers at level 6.
        LpAskQuantity6 = 626, "lp_ask_quantity_6", "LP매도호가수량6", Quantity, "shares", 0, 4 @ 560, ();
        /// LP매수호가수량6 (code 636 for the first), in shares. Bid quantity of liquidity providers at level 6.
        LpBidQuantity6 = 636, "lp_bid_quantity_6", "LP매수호가수량6", Quantity, "shares", 0, 4 @ 564, ();
        /// LP매도호가수량7 (code 627 for the first), in shares. Ask quantity of liquidity providers at level 7.
        LpAskQuantity7 = 627, "lp_ask_quantity_7", "LP매도호가수량7", Quantity, "shares", 0, 4 @ 568, ();
        /// LP매수호가수량7 (code 637 for the first), in shares. Bid quantity of liquidity providers at level 7.
        LpBidQuantity7 = 637, "lp_bid_quantity_7", "LP매수호가수량7", Quantity, "shares", 0, 4 @ 572, ();
        /// LP매도호가수량8 (code 628 for the first), in shares. Ask quantity of liquidity providers at level 8.
        LpAskQuantity8 = 628, "lp_ask_quantity_8", "LP매도호가수량8", Quantity, "shares", 0, 4 @ 576, ();
        /// LP매수호가수량8 (code 638 for the first), in shares. Bid quantity of liquidity providers at level 8.
        LpBidQuantity8 = 638, "lp_bid_quantity_8", "LP매수호가수량8", Quantity, "shares", 0, 4 @ 580, ();
        /// LP매도호가수량9 (code 629 for the first), in shares. Ask quantity of liquidity providers at level 9.
        LpAskQuantity9 = 629, "lp_ask_quantity_9", "LP매도호가수량9", Quantity, "shares", 0, 4 @ 584, ();
        /// LP매수호가수량9 (code 639 for the first), in shares. Bid quantity of liquidity providers at level 9.
        LpBidQuantity9 = 639, "lp_bid_quantity_9", "LP매수호가수량9", Quantity, "shares", 0, 4 @ 588, ();
        /// LP매도호가수량10 (code 630 for the first), in shares. Ask quantity of liquidity providers at level 10.
        LpAskQuantity10 = 630, "lp_ask_quantity_10", "LP매도호가수량10", Quantity, "shares", 0, 4 @ 592, ();
        /// LP매수호가수량10 (code 640 for the first), in shares. Bid quantity of liquidity providers at level 10.
        LpBidQuantity10 = 640, "lp_bid_quantity_10", "LP매수호가수량10", Quantity, "shares", 0, 4 @ 596, ();
        /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
        CumulativeVolume = 13, "cumulative_volume", "누적거래량", Quantity, "shares", 0, 8 @ 392, ();
        /// 전일거래량대비예상체결율 (code 299), in percent, 2 decimals. Expected match volume against the volume of the previous day in percent; comes with a sign.
        ExpectedVolumeVsPreviousDayPercent = 299, "expected_volume_vs_previous_day_percent", "전일거래량대비예상체결율", Percent, "percent", 2, 4 @ 600, ();
        /// 장운영구분 (code 215). Phase of the market; empty in order books.
        MarketPhase = 215, "market_phase", "장운영구분", Code, "", 0, 4 @ 796, MarketPhaseCode;
        /// 투자자별ticker (code 216). Ticker by kind of investor; empty or absent in every known message.
        InvestorTicker = 216, "investor_ticker", "투자자별ticker", Text, "", 0, 16 @ 800, ();
        /// KRX 매도호가잔량1 (code 6044 for the first), in shares. Part of the ask quantity of level 1 that stands at KRX; 0 unless the book is consolidated.
        KrxAskQuantity1 = 6044, "krx_ask_quantity_1", "KRX 매도호가잔량1", Quantity, "shares", 0, 4 @ 604, ();
        /// KRX 매도호가잔량2 (code 6045 for the first), in shares. Part of the ask quantity of level 2 that stands at KRX; 0 unless the book is consolidated.
        KrxAskQuantity2 = 6045, "krx_ask_quantity_2", "KRX 매도호가잔량2", Quantity, "shares", 0, 4 @ 612, ();
        /// KRX 매도호가잔량3 (code 6046 for the first), in shares. Part of the ask quantity of level 3 that stands at KRX; 0 unless the book is consolidated.
        KrxAskQuantity3 = 6046, "krx_ask_quantity_3", "KRX 매도호가잔량3", Quantity, "shares", 0, 4 @ 620, ();
        /// KRX 매도호가잔량4 (code 6047 for the first), in shares. Part of the ask quantity of level 4 that stands at KRX; 0 unless the book is consolidated.
        KrxAskQuantity4 = 6047, "krx_ask_quantity_4", "KRX 매도호가잔량4", Quantity, "shares", 0, 4 @ 628, ();
        /// KRX 매도호가잔량5 (code 6048 for the first), in shares. Part of the ask quantity of level 5 that stands at KRX; 0 unless the book is consolidated.
        KrxAskQuantity5 = 6048, "krx_ask_quantity_5", "KRX 매도호가잔량5", Quantity, "shares", 0, 4 @ 636, ();
        /// KRX 매도호가잔량6 (code 6049 for the first), in shares. Part of the ask quantity of level 6 that stands at KRX; 0 unless the book is consolidated.
        KrxAskQuantity6 = 6049, "krx_ask_quantity_6", "KRX 매도호가잔량6", Quantity, "shares", 0, 4 @ 644, ();
        /// KRX 매도호가잔량7 (code 6050 for the first), in shares. Part of the ask quantity of level 7 that stands at KRX; 0 unless the book is consolidated.
        KrxAskQuantity7 = 6050, "krx_ask_quantity_7", "KRX 매도호가잔량7", Quantity, "shares", 0, 4 @ 652, ();
        /// KRX 매도호가잔량8 (code 6051 for the first), in shares. Part of the ask quantity of level 8 that stands at KRX; 0 unless the book is consolidated.
        KrxAskQuantity8 = 6051, "krx_ask_quantity_8", "KRX 매도호가잔량8", Quantity, "shares", 0, 4 @ 660, ();
        /// KRX 매도호가잔량9 (code 6052 for the first), in shares. Part of the ask quantity of level 9 that stands at KRX; 0 unless the book is consolidated.
        KrxAskQuantity9 = 6052, "krx_ask_quantity_9", "KRX 매도호가잔량9", Quantity, "shares", 0, 4 @ 668, ();
        /// KRX 매도호가잔량10 (code 6053 for the first), in shares. Part of the ask quantity of level 10 that stands at KRX; 0 unless the book is consolidated.
        KrxAskQuantity10 = 6053, "krx_ask_quantity_10", "KRX 매도호가잔량10", Quantity, "shares", 0, 4 @ 676, ();
        /// KRX 매수호가잔량1 (code 6054 for the first), in shares. Part of the bid quantity of level 1 that stands at KRX; 0 unless the book is consolidated.
        KrxBidQuantity1 = 6054, "krx_bid_quantity_1", "KRX 매수호가잔량1", Quantity, "shares", 0, 4 @ 608, ();
        /// KRX 매수호가잔량2 (code 6055 for the first), in shares. Part of the bid quantity of level 2 that stands at KRX; 0 unless the book is consolidated.
        KrxBidQuantity2 = 6055, "krx_bid_quantity_2", "KRX 매수호가잔량2", Quantity, "shares", 0, 4 @ 616, ();
        /// KRX 매수호가잔량3 (code 6056 for the first), in shares. Part of the bid quantity of level 3 that stands at KRX; 0 unless the book is consolidated.
        KrxBidQuantity3 = 6056, "krx_bid_quantity_3", "KRX 매수호가잔량3", Quantity, "shares", 0, 4 @ 624, ();
        /// KRX 매수호가잔량4 (code 6057 for the first), in shares. Part of the bid quantity of level 4 that stands at KRX; 0 unless the book is consolidated.
        KrxBidQuantity4 = 6057, "krx_bid_quantity_4", "KRX 매수호가잔량4", Quantity, "shares", 0, 4 @ 632, ();
        /// KRX 매수호가잔량5 (code 6058 for the first), in shares. Part of the bid quantity of level 5 that stands at KRX; 0 unless the book is consolidated.
        KrxBidQuantity5 = 6058, "krx_bid_quantity_5", "KRX 매수호가잔량5", Quantity, "shares", 0, 4 @ 640, ();
        /// KRX 매수호가잔량6 (code 6059 for the first), in shares. Part of the bid quantity of level 6 that stands at KRX; 0 unless the book is consolidated.
        KrxBidQuantity6 = 6059, "krx_bid_quantity_6", "KRX 매수호가잔량6", Quantity, "shares", 0, 4 @ 648, ();
        /// KRX 매수호가잔량7 (code 6060 for the first), in shares. Part of the bid quantity of level 7 that stands at KRX; 0 unless the book is consolidated.
        KrxBidQuantity7 = 6060, "krx_bid_quantity_7", "KRX 매수호가잔량7", Quantity, "shares", 0, 4 @ 656, ();
        /// KRX 매수호가잔량8 (code 6061 for the first), in shares. Part of the bid quantity of level 8 that stands at KRX; 0 unless the book is consolidated.
        KrxBidQuantity8 = 6061, "krx_bid_quantity_8", "KRX 매수호가잔량8", Quantity, "shares", 0, 4 @ 664, ();
        /// KRX 매수호가잔량9 (code 6062 for the first), in shares. Part of the bid quantity of level 9 that stands at KRX; 0 unless the book is consolidated.
        KrxBidQuantity9 = 6062, "krx_bid_quantity_9", "KRX 매수호가잔량9", Quantity, "shares", 0, 4 @ 672, ();
        /// KRX 매수호가잔량10 (code 6063 for the first), in shares. Part of the bid quantity of level 10 that stands at KRX; 0 unless the book is consolidated.
        KrxBidQuantity10 = 6063, "krx_bid_quantity_10", "KRX 매수호가잔량10", Quantity, "shares", 0, 4 @ 680, ();
        /// KRX 매도호가총잔량 (code 6064), in shares. Sum of all ask quantities at KRX, in consolidated books.
        KrxTotalAskQuantity = 6064, "krx_total_ask_quantity", "KRX 매도호가총잔량", Quantity, "shares", 0, 8 @ 400, ();
        /// KRX 매수호가총잔량 (code 6065), in shares. Sum of all bid quantities at KRX, in consolidated books.
        KrxTotalBidQuantity = 6065, "krx_total_bid_quantity", "KRX 매수호가총잔량", Quantity, "shares", 0, 8 @ 408, ();
        /// NXT 매도호가잔량1 (code 6066 for the first), in shares. Part of the ask quantity of level 1 that stands at NXT; 0 unless the book is consolidated.
        NxtAskQuantity1 = 6066, "nxt_ask_quantity_1", "NXT 매도호가잔량1", Quantity, "shares", 0, 4 @ 684, ();
        /// NXT 매도호가잔량2 (code 6067 for the first), in shares. Part of the ask quantity of level 2 that stands at NXT; 0 unless the book is consolidated.
        NxtAskQuantity2 = 6067, "nxt_ask_quantity_2", "NXT 매도호가잔량2", Quantity, "shares", 0, 4 @ 692, ();
        /// NXT 매도호가잔량3 (code 6068 for the first), in shares. Part of the ask quantity of level 3 that stands at NXT; 0 unless the book is consolidated.
        NxtAskQuantity3 = 6068, "nxt_ask_quantity_3", "NXT 매도호가잔량3", Quantity, "shares", 0, 4 @ 700, ();
        /// NXT 매도호가잔량4 (code 6069 for the first), in shares. Part of the ask quantity of level 4 that stands at NXT; 0 unless the book is consolidated.
        NxtAskQuantity4 = 6069, "nxt_ask_quantity_4", "NXT 매도호가잔량4", Quantity, "shares", 0, 4 @ 708, ();
        /// NXT 매도호가잔량5 (code 6070 for the first), in shares. Part of the ask quantity of level 5 that stands at NXT; 0 unless the book is consolidated.
        NxtAskQuantity5 = 6070, "nxt_ask_quantity_5", "NXT 매도호가잔량5", Quantity, "shares", 0, 4 @ 716, ();
        /// NXT 매도호가잔량6 (code 6071 for the first), in shares. Part of the ask quantity of level 6 that stands at NXT; 0 unless the book is consolidated.
        NxtAskQuantity6 = 6071, "nxt_ask_quantity_6", "NXT 매도호가잔량6", Quantity, "shares", 0, 4 @ 724, ();
        /// NXT 매도호가잔량7 (code 6072 for the first), in shares. Part of the ask quantity of level 7 that stands at NXT; 0 unless the book is consolidated.
        NxtAskQuantity7 = 6072, "nxt_ask_quantity_7", "NXT 매도호가잔량7", Quantity, "shares", 0, 4 @ 732, ();
        /// NXT 매도호가잔량8 (code 6073 for the first), in shares. Part of the ask quantity of level 8 that stands at NXT; 0 unless the book is consolidated.
        NxtAskQuantity8 = 6073, "nxt_ask_quantity_8", "NXT 매도호가잔량8", Quantity, "shares", 0, 4 @ 740, ();
        /// NXT 매도호가잔량9 (code 6074 for the first), in shares. Part of the ask quantity of level 9 that stands at NXT; 0 unless the book is consolidated.
        NxtAskQuantity9 = 6074, "nxt_ask_quantity_9", "NXT 매도호가잔량9", Quantity, "shares", 0, 4 @ 748, ();
        /// NXT 매도호가잔량10 (code 6075 for the first), in shares. Part of the ask quantity of level 10 that stands at NXT; 0 unless the book is consolidated.
        NxtAskQuantity10 = 6075, "nxt_ask_quantity_10", "NXT 매도호가잔량10", Quantity, "shares", 0, 4 @ 756, ();
        /// NXT 매수호가잔량1 (code 6076 for the first), in shares. Part of the bid quantity of level 1 that stands at NXT; 0 unless the book is consolidated.
        NxtBidQuantity1 = 6076, "nxt_bid_quantity_1", "NXT 매수호가잔량1", Quantity, "shares", 0, 4 @ 688, ();
        /// NXT 매수호가잔량2 (code 6077 for the first), in shares. Part of the bid quantity of level 2 that stands at NXT; 0 unless the book is consolidated.
        NxtBidQuantity2 = 6077, "nxt_bid_quantity_2", "NXT 매수호가잔량2", Quantity, "shares", 0, 4 @ 696, ();
        /// NXT 매수호가잔량3 (code 6078 for the first), in shares. Part of the bid quantity of level 3 that stands at NXT; 0 unless the book is consolidated.
        NxtBidQuantity3 = 6078, "nxt_bid_quantity_3", "NXT 매수호가잔량3", Quantity, "shares", 0, 4 @ 704, ();
        /// NXT 매수호가잔량4 (code 6079 for the first), in shares. Part of the bid quantity of level 4 that stands at NXT; 0 unless the book is consolidated.
        NxtBidQuantity4 = 6079, "nxt_bid_quantity_4", "NXT 매수호가잔량4", Quantity, "shares", 0, 4 @ 712, ();
        /// NXT 매수호가잔량5 (code 6080 for the first), in shares. Part of the bid quantity of level 5 that stands at NXT; 0 unless the book is consolidated.
        NxtBidQuantity5 = 6080, "nxt_bid_quantity_5", "NXT 매수호가잔량5", Quantity, "shares", 0, 4 @ 720, ();
        /// NXT 매수호가잔량6 (code 6081 for the first), in shares. Part of the bid quantity of level 6 that stands at NXT; 0 unless the book is consolidated.
        NxtBidQuantity6 = 6081, "nxt_bid_quantity_6", "NXT 매수호가잔량6", Quantity, "shares", 0, 4 @ 728, ();
        /// NXT 매수호가잔량7 (code 6082 for the first), in shares. Part of the bid quantity of level 7 that stands at NXT; 0 unless the book is consolidated.
        NxtBidQuantity7 = 6082, "nxt_bid_quantity_7", "NXT 매수호가잔량7", Quantity, "shares", 0, 4 @ 736, ();
        /// NXT 매수호가잔량8 (code 6083 for the first), in shares. Part of the bid quantity of level 8 that stands at NXT; 0 unless the book is consolidated.
        NxtBidQuantity8 = 6083, "nxt_bid_quantity_8", "NXT 매수호가잔량8", Quantity, "shares", 0, 4 @ 744, ();
        /// NXT 매수호가잔량9 (code 6084 for the first), in shares. Part of the bid quantity of level 9 that stands at NXT; 0 unless the book is consolidated.
        NxtBidQuantity9 = 6084, "nxt_bid_quantity_9", "NXT 매수호가잔량9", Quantity, "shares", 0, 4 @ 752, ();
        /// NXT 매수호가잔량10 (code 6085 for the first), in shares. Part of the bid quantity of level 10 that stands at NXT; 0 unless the book is consolidated.
        NxtBidQuantity10 = 6085, "nxt_bid_quantity_10", "NXT 매수호가잔량10", Quantity, "shares", 0, 4 @ 760, ();
        /// NXT 매도호가총잔량 (code 6086), in shares. Sum of all ask quantities at NXT, in consolidated books.
        NxtTotalAskQuantity = 6086, "nxt_total_ask_quantity", "NXT 매도호가총잔량", Quantity, "shares", 0, 8 @ 416, ();
        /// NXT 매수호가총잔량 (code 6087), in shares. Sum of all bid quantities at NXT, in consolidated books.
        NxtTotalBidQuantity = 6087, "nxt_total_bid_quantity", "NXT 매수호가총잔량", Quantity, "shares", 0, 8 @ 424, ();
        /// KRX 중간가 매도 총잔량 증감 (code 6100), in shares. Change of the midpoint ask quantity at KRX.
        KrxMidpointAskQuantityChange = 6100, "krx_midpoint_ask_quantity_change", "KRX 중간가 매도 총잔량 증감", SignedQuantity, "shares", 0, 8 @ 432, ();
        /// KRX 중간가 매도 총잔량 (code 6101), in shares. Total quantity of midpoint sell orders at KRX.
        KrxMidpointAskQuantity = 6101, "krx_midpoint_ask_quantity", "KRX 중간가 매도 총잔량", Quantity, "shares", 0, 8 @ 440, ();
        /// KRX 중간가 (code 6102), in won. Midpoint of the best bid and ask at KRX; 0 if there is none.
        KrxMidpointPrice = 6102, "krx_midpoint_price", "KRX 중간가", Price, "won", 0, 4 @ 764, ();
        /// KRX 중간가 매수 총잔량 (code 6103), in shares. Total quantity of midpoint buy orders at KRX.
        KrxMidpointBidQuantity = 6103, "krx_midpoint_bid_quantity", "KRX 중간가 매수 총잔량", Quantity, "shares", 0, 8 @ 448, ();
        /// KRX 중간가 매수 총잔량 증감 (code 6104), in shares. Change of the midpoint bid quantity at KRX.
        KrxMidpointBidQuantityChange = 6104, "krx_midpoint_bid_quantity_change", "KRX 중간가 매수 총잔량 증감", SignedQuantity, "shares", 0, 8 @ 456, ();
        /// NXT중간가 매도 총잔량 증감 (code 6105), in shares. Change of the midpoint ask quantity at NXT.
        NxtMidpointAskQuantityChange = 6105, "nxt_midpoint_ask_quantity_change", "NXT중간가 매도 총잔량 증감", SignedQuantity, "shares", 0, 8 @ 464, ();
        /// NXT중간가 매도 총잔량 (code 6106), in shares. Total quantity of midpoint sell orders at NXT.
        NxtMidpointAskQuantity = 6106, "nxt_midpoint_ask_quantity", "NXT중간가 매도 총잔량", Quantity, "shares", 0, 8 @ 472, ();
        /// NXT중간가 (code 6107), in won. Midpoint of the best bid and ask at NXT; 0 if there is none.
        NxtMidpointPrice = 6107, "nxt_midpoint_price", "NXT중간가", Price, "won", 0, 4 @ 768, ();
        /// NXT중간가 매수 총잔량 (code 6108), in shares. Total quantity of midpoint buy orders at NXT.
        NxtMidpointBidQuantity = 6108, "nxt_midpoint_bid_quantity", "NXT중간가 매수 총잔량", Quantity, "shares", 0, 8 @ 480, ();
        /// NXT중간가 매수 총잔량 증감 (code 6109), in shares. Change of the midpoint bid quantity at NXT.
        NxtMidpointBidQuantityChange = 6109, "nxt_midpoint_bid_quantity_change", "NXT중간가 매수 총잔량 증감", SignedQuantity, "shares", 0, 8 @ 488, ();
        /// KRX중간가대비 (code 6110), in won. Midpoint at KRX minus the reference price of the day; the sign is arithmetic.
        KrxMidpointChange = 6110, "krx_midpoint_change", "KRX중간가대비", Change, "won", 0, 4 @ 772, ();
        /// KRX중간가대비 기호 (code 6111). Direction of the midpoint at KRX against the reference price; 0 if there is none.
        KrxMidpointChangeSign = 6111, "krx_midpoint_change_sign", "KRX중간가대비 기호", Code, "", 0, 4 @ 816, ChangeSign;
        /// KRX중간가대비등락율 (code 6112), in percent, 2 decimals. Change of the midpoint at KRX against the reference price in percent; the sign is arithmetic.
        KrxMidpointChangePercent = 6112, "krx_midpoint_change_percent", "KRX중간가대비등락율", Percent, "percent", 2, 4 @ 776, ();
        /// NXT중간가대비 (code 6113), in won. Midpoint at NXT minus the reference price of the day; the sign is arithmetic.
        NxtMidpointChange = 6113, "nxt_midpoint_change", "NXT중간가대비", Change, "won", 0, 4 @ 780, ();
        /// NXT중간가대비 기호 (code 6114). Direction of the midpoint at NXT against the reference price; 0 if there is none.
        NxtMidpointChangeSign = 6114, "nxt_midpoint_change_sign", "NXT중간가대비 기호", Code, "", 0, 4 @ 820, ChangeSign;
        /// NXT중간가대비등락율 (code 6115), in percent, 2 decimals. Change of the midpoint at NXT against the reference price in percent; the sign is arithmetic.
        NxtMidpointChangePercent = 6115, "nxt_midpoint_change_percent", "NXT중간가대비등락율", Percent, "percent", 2, 4 @ 784, ();
    }
}

code_map! {
    ORDER_BOOK_CODES, 96, 10;
    1, 2, 3, 4, 5, 0, 0, 0, 0, 6, 7, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 9,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 99, 255, 255,
    255, 255, 255, 255, 255, 0, 255, 65, 66, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 7, 13, 19, 25, 31, 37,
    43, 49, 55, 4, 10, 16, 22, 28, 34, 40, 46, 52, 58, 2, 8, 14,
    ;
    20, 26, 32, 38, 44, 50, 56, 5, 11, 17, 23, 29, 35, 41, 47, 53,
    59, 3, 9, 15, 21, 27, 33, 39, 45, 51, 57, 6, 12, 18, 24, 30,
    36, 42, 48, 54, 60, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 61, 62, 255, 255, 63, 64, 255,
    ;
    67, 68, 255, 255, 255, 255, 255, 255, 255, 255, 69, 70, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 71, 72, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 101, 102, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 73, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 74, 75, 76, 77, 78, 255, 255, 255, 100, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 79, 81, 83,
    85, 87, 89, 91, 93, 95, 97, 80, 82, 84, 86, 88, 90, 92, 94, 96,
    ;
    98, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 103, 104, 105, 106,
    107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122,
    123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138,
    ;
    139, 140, 141, 142, 143, 144, 145, 146, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158,
    159, 160, 161, 162, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`AfterHoursBook`](crate::record::AfterHoursBook), in the order of the wire.
    pub enum AfterHoursBookField, AFTER_HOURS_BOOK_FIELDS, AFTER_HOURS_BOOK_CODES, 5 {
        /// 호가시간 (code 21), Korean time. Time of the quote, to the second.
        Time = 21, "time", "호가시간", Time, "kst", 0, 4 @ 80, ();
        /// 시간외매도호가총잔량 (code 131), in shares. Total ask quantity in trading at the closing price.
        TotalAskQuantity = 131, "total_ask_quantity", "시간외매도호가총잔량", Quantity, "shares", 0, 8 @ 64, ();
        /// 시간외매도호가총잔량직전대비 (code 132), in shares. Change of the total ask quantity against the step before.
        TotalAskQuantityChange = 132, "total_ask_quantity_change", "시간외매도호가총잔량직전대비", SignedQuantity, "shares", 0, 8 @ 88, ();
        /// 시간외매수호가총잔량 (code 135), in shares. Total bid quantity in trading at the closing price; may stay 0 before the open.
        TotalBidQuantity = 135, "total_bid_quantity", "시간외매수호가총잔량", Quantity, "shares", 0, 8 @ 72, ();
        /// 시간외매수호가총잔량직전대비 (code 136), in shares. Change of the total bid quantity against the step before.
        TotalBidQuantityChange = 136, "total_bid_quantity_change", "시간외매수호가총잔량직전대비", SignedQuantity, "shares", 0, 8 @ 96, ();
    }
}

code_map! {
    AFTER_HOURS_BOOK_CODES, 3, 3;
    1, 0, 2,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 1, 2, 255, 255, 3, 4, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`BrokerActivity`](crate::record::BrokerActivity), in the order of the wire.
    pub enum BrokerActivityField, BROKER_ACTIVITY_FIELDS, BROKER_ACTIVITY_CODES, 57 {
        /// 매도거래원1 (code 141 for the first). Selling broker of rank 1, Korean name; blanks inside belong to it.
        SellerBroker1 = 141, "seller_broker_1", "매도거래원1", Text, "", 0, 32 @ 112, ();
        /// 매도거래원수량1 (code 161 for the first), in shares. Volume sold through the selling broker of rank 1 over the day.
        SellerVolume1 = 161, "seller_volume_1", "매도거래원수량1", Quantity, "shares", 0, 8 @ 96, ();
        /// 매도거래원별증감1 (code 166 for the first), in shares. Change of the volume sold through the selling broker of rank 1; the sign is arithmetic.
        SellerVolumeChange1 = 166, "seller_volume_change_1", "매도거래원별증감1", SignedQuantity, "shares", 0, 8 @ 104, ();
        /// 매도거래원코드1 (code 146 for the first). Member code of the selling broker of rank 1, three digits.
        SellerBrokerCode1 = 146, "seller_broker_code_1", "매도거래원코드1", Text, "", 0, 8 @ 144, ();
        /// 매도거래원색깔1 (code 271 for the first). Display colour of the selling broker of rank 1: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
        SellerColor1 = 271, "seller_color_1", "매도거래원색깔1", Text, "", 0, 8 @ 152, ();
        /// 매수거래원1 (code 151 for the first). Buying broker of rank 1, Korean name; blanks inside belong to it.
        BuyerBroker1 = 151, "buyer_broker_1", "매수거래원1", Text, "", 0, 32 @ 432, ();
        /// 매수거래원수량1 (code 171 for the first), in shares. Volume bought through the buying broker of rank 1 over the day.
        BuyerVolume1 = 171, "buyer_volume_1", "매수거래원수량1", Quantity, "shares", 0, 8 @ 416, ();
        /// 매수거래원별증감1 (code 176 for the first), in shares. Change of the volume bought through the buying broker of rank 1; the sign is arithmetic.
        BuyerVolumeChange1 = 176, "buyer_volume_change_1", "매수거래원별증감1", SignedQuantity, "shares", 0, 8 @ 424, ();
        /// 매수거래원코드1 (code 156 for the first). Member code of the buying broker of rank 1, three digits.
        BuyerBrokerCode1 = 156, "buyer_broker_code_1", "매수거래원코드1", Text, "", 0, 8 @ 464, ();
        /// 매수거래원색깔1 (code 281 for the first). Display colour of the buying broker of rank 1: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
        BuyerColor1 = 281, "buyer_color_1", "매수거래원색깔1", Text, "", 0, 8 @ 472, ();
        /// 매도거래원2 (code 142 for the first). Selling broker of rank 2, Korean name; blanks inside belong to it.
        SellerBroker2 = 142, "seller_broker_2", "매도거래원2", Text, "", 0, 32 @ 176, ();
        /// 매도거래원수량2 (code 162 for the first), in shares. Volume sold through the selling broker of rank 2 over the day.
        SellerVolume2 = 162, "seller_volume_2", "매도거래원수량2", Quantity, "shares", 0, 8 @ 160, ();
        /// 매도거래원별증감2 (code 167 for the first), in shares. Change of the volume sold through the selling broker of rank 2; the sign is arithmetic.
        SellerVolumeChange2 = 167, "seller_volume_change_2", "매도거래원별증감2", SignedQuantity, "shares", 0, 8 @ 168, ();
        /// 매도거래원코드2 (code 147 for the first). Member code of the selling broker of rank 2, three digits.
        SellerBrokerCode2 = 147, "seller_broker_code_2", "매도거래원코드2", Text, "", 0, 8 @ 208, ();
        /// 매도거래원색깔2 (code 272 for the first). Display colour of the selling broker of rank 2: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
        SellerColor2 = 272, "seller_color_2", "매도거래원색깔2", Text, "", 0, 8 @ 216, ();
        /// 매수거래원2 (code 152 for the first). Buying broker of rank 2, Korean name; blanks inside belong to it.
        BuyerBroker2 = 152, "buyer_broker_2", "매수거래원2", Text, "", 0, 32 @ 496, ();
        /// 매수거래원수량2 (code 172 for the first), in shares. Volume bought through the buying broker of rank 2 over the day.
        BuyerVolume2 = 172, "buyer_volume_2", "매수거래원수량2", Quantity, "shares", 0, 8 @ 480, ();
        /// 매수거래원별증감2 (code 177 for the first), in shares. Change of the volume bought through the buying broker of rank 2; the sign is arithmetic.
        BuyerVolumeChange2 = 177, "buyer_volume_change_2", "매수거래원별증감2", SignedQuantity, "shares", 0, 8 @ 488, ();
        /// 매수거래원코드2 (code 157 for the first). Member code of the buying broker of rank 2, three digits.
        BuyerBrokerCode2 = 157, "buyer_broker_code_2", "매수거래원코드2", Text, "", 0, 8 @ 528, ();
        /// 매수거래원색깔2 (code 282 for the first). Display colour of the buying broker of rank 2: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
        BuyerColor2 = 282, "buyer_color_2", "매수거래원색깔2", Text, "", 0, 8 @ 536, ();
        /// 매도거래원3 (code 143 for the first). Selling broker of rank 3, Korean name; blanks inside belong to it.
        SellerBroker3 = 143, "seller_broker_3", "매도거래원3", Text, "", 0, 32 @ 240, ();
        /// 매도거래원수량3 (code 163 for the first), in shares. Volume sold through the selling broker of rank 3 over the day.
        SellerVolume3 = 163, "seller_volume_3", "매도거래원수량3", Quantity, "shares", 0, 8 @ 224, ();
        /// 매도거래원별증감3 (code 168 for the first), in shares. Change of the volume sold through the selling broker of rank 3; the sign is arithmetic.
        SellerVolumeChange3 = 168, "seller_volume_change_3", "매도거래원별증감3", SignedQuantity, "shares", 0, 8 @ 232, ();
        /// 매도거래원코드3 (code 148 for the first). Member code of the selling broker of rank 3, three digits.
        SellerBrokerCode3 = 148, "seller_broker_code_3", "매도거래원코드3", Text, "", 0, 8 @ 272, ();
        /// 매도거래원색깔3 (code 273 for the first). Display colour of the selling broker of rank 3: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
        SellerColor3 = 273, "seller_color_3", "매도거래원색깔3", Text, "", 0, 8 @ 280, ();
        /// 매수거래원3 (code 153 for the first). Buying broker of rank 3, Korean name; blanks inside belong to it.
        BuyerBroker3 = 153, "buyer_broker_3", "매수거래원3", Text, "", 0, 32 @ 560, ();
        /// 매수거래원수량3 (code 173 for the first), in shares. Volume bought through the buying broker of rank 3 over the day.
        BuyerVolume3 = 173, "buyer_volume_3", "매수거래원수량3", Quantity, "shares", 0, 8 @ 544, ();
        /// 매수거래원별증감3 (code 178 for the first), in shares. Change of the volume bought through the buying broker of rank 3; the sign is arithmetic.
        BuyerVolumeChange3 = 178, "buyer_volume_change_3", "매수거래원별증감3", SignedQuantity, "shares", 0, 8 @ 552, ();
        /// 매수거래원코드3 (code 158 for the first). Member code of the buying broker of rank 3, three digits.
        BuyerBrokerCode3 = 158, "buyer_broker_code_3", "매수거래원코드3", Text, "", 0, 8 @ 592, ();
        /// 매수거래원색깔3 (code 283 for the first). Display colour of the buying broker of rank 3: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
        BuyerColor3 = 283, "buyer_color_3", "매수거래원색깔3", Text, "", 0, 8 @ 600, ();
        /// 매도거래원4 (code 144 for the first). Selling broker of rank 4, Korean name; blanks inside belong to it.
        SellerBroker4 = 144, "seller_broker_4", "매도거래원4", Text, "", 0, 32 @ 304, ();
        /// 매도거래원수량4 (code 164 for the first), in shares. Volume sold through the selling broker of rank 4 over the day.
        SellerVolume4 = 164, "seller_volume_4", "매도거래원수량4", Quantity, "shares", 0, 8 @ 288, ();
        /// 매도거래원별증감4 (code 169 for the first), in shares. Change of the volume sold through the selling broker of rank 4; the sign is arithmetic.
        SellerVolumeChange4 = 169, "seller_volume_change_4", "매도거래원별증감4", SignedQuantity, "shares", 0, 8 @ 296, ();
        /// 매도거래원코드4 (code 149 for the first). Member code of the selling broker of rank 4, three digits.
        SellerBrokerCode4 = 149, "seller_broker_code_4", "매도거래원코드4", Text, "", 0, 8 @ 336, ();
        /// 매도거래원색깔4 (code 274 for the first). Display colour of the selling broker of rank 4: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
        SellerColor4 = 274, "seller_color_4", "매도거래원색깔4", Text, "", 0, 8 @ 344, ();
        /// 매수거래원4 (code 154 for the first). Buying broker of rank 4, Korean name; blanks inside belong to it.
        BuyerBroker4 = 154, "buyer_broker_4", "매수거래원4", Text, "", 0, 32 @ 624, ();
        /// 매수거래원수량4 (code 174 for the first), in shares. Volume bought through the buying broker of rank 4 over the day.
        BuyerVolume4 = 174, "buyer_volume_4", "매수거래원수량4", Quantity, "shares", 0, 8 @ 608, ();
        /// 매수거래원별증감4 (code 179 for the first), in shares. Change of the volume bought through the buying broker of rank 4; the sign is arithmetic.
        BuyerVolumeChange4 = 179, "buyer_volume_change_4", "매수거래원별증감4", SignedQuantity, "shares", 0, 8 @ 616, ();
        /// 매수거래원코드4 (code 159 for the first). Member code of the buying broker of rank 4, three digits.
        BuyerBrokerCode4 = 159, "buyer_broker_code_4", "매수거래원코드4", Text, "", 0, 8 @ 656, ();
        /// 매수거래원색깔4 (code 284 for the first). Display colour of the buying broker of rank 4: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
        BuyerColor4 = 284, "buyer_color_4", "매수거래원색깔4", Text, "", 0, 8 @ 664, ();
        /// 매도거래원5 (code 145 for the first). Selling broker of rank 5, Korean name; blanks inside belong to it.
        SellerBroker5 = 145, "seller_broker_5", "매도거래원5", Text, "", 0, 32 @ 368, ();
        /// 매도거래원수량5 (code 165 for the first), in shares. Volume sold through the selling broker of rank 5 over the day.
        SellerVolume5 = 165, "seller_volume_5", "매도거래원수량5", Quantity, "shares", 0, 8 @ 352, ();
        /// 매도거래원별증감5 (code 170 for the first), in shares. Change of the volume sold through the selling broker of rank 5; the sign is arithmetic.
        SellerVolumeChange5 = 170, "seller_volume_change_5", "매도거래원별증감5", SignedQuantity, "shares", 0, 8 @ 360, ();
        /// 매도거래원코드5 (code 150 for the first). Member code of the selling broker of rank 5, three digits.
        SellerBrokerCode5 = 150, "seller_broker_code_5", "매도거래원코드5", Text, "", 0, 8 @ 400, ();
        /// 매도거래원색깔5 (code 275 for the first). Display colour of the selling broker of rank 5: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
        SellerColor5 = 275, "seller_color_5", "매도거래원색깔5", Text, "", 0, 8 @ 408, ();
        /// 매수거래원5 (code 155 for the first). Buying broker of rank 5, Korean name; blanks inside belong to it.
        BuyerBroker5 = 155, "buyer_broker_5", "매수거래원5", Text, "", 0, 32 @ 688, ();
        /// 매수거래원수량5 (code 175 for the first), in shares. Volume bought through the buying broker of rank 5 over the day.
        BuyerVolume5 = 175, "buyer_volume_5", "매수거래원수량5", Quantity, "shares", 0, 8 @ 672, ();
        /// 매수거래원별증감5 (code 180 for the first), in shares. Change of the volume bought through the buying broker of rank 5; the sign is arithmetic.
        BuyerVolumeChange5 = 180, "buyer_volume_change_5", "매수거래원별증감5", SignedQuantity, "shares", 0, 8 @ 680, ();
        /// 매수거래원코드5 (code 160 for the first). Member code of the buying broker of rank 5, three digits.
        BuyerBrokerCode5 = 160, "buyer_broker_code_5", "매수거래원코드5", Text, "", 0, 8 @ 720, ();
        /// 매수거래원색깔5 (code 285 for the first). Display colour of the buying broker of rank 5: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
        BuyerColor5 = 285, "buyer_color_5", "매수거래원색깔5", Text, "", 0, 8 @ 728, ();
        /// 외국계매도추정합 (code 261), in shares. Estimated volume sold by foreign brokers over the day.
        ForeignSellEstimate = 261, "foreign_sell_estimate", "외국계매도추정합", Quantity, "shares", 0, 8 @ 64, ();
        /// 외국계매도추정합변동 (code 262), in shares. Change of the estimated foreign selling.
        ForeignSellEstimateChange = 262, "foreign_sell_estimate_change", "외국계매도추정합변동", SignedQuantity, "shares", 0, 8 @ 736, ();
        /// 외국계매수추정합 (code 263), in shares. Estimated volume bought by foreign brokers over the day.
        ForeignBuyEstimate = 263, "foreign_buy_estimate", "외국계매수추정합", Quantity, "shares", 0, 8 @ 72, ();
        /// 외국계매수추정합변동 (code 264), in shares. Change of the estimated foreign buying.
        ForeignBuyEstimateChange = 264, "foreign_buy_estimate_change", "외국계매수추정합변동", SignedQuantity, "shares", 0, 8 @ 744, ();
        /// 외국계순매수추정합 (code 267), in shares. Estimated foreign buying minus estimated foreign selling.
        ForeignNetBuyEstimate = 267, "foreign_net_buy_estimate", "외국계순매수추정합", SignedQuantity, "shares", 0, 8 @ 80, ();
        /// 외국계순매수변동 (code 268), in shares. Change of the estimated foreign net buying.
        ForeignNetBuyEstimateChange = 268, "foreign_net_buy_estimate_change", "외국계순매수변동", SignedQuantity, "shares", 0, 8 @ 88, ();
        /// 거래소구분 (code 337). Trading venue, as a digit; the digits are not documented here and read as in the order message.
        Venue = 337, "venue", "거래소구분", Code, "", 0, 8 @ 752, VenueCode;
    }
}

code_map! {
    BROKER_ACTIVITY_CODES, 6, 4;
    0, 0, 1, 0, 2, 3,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 10, 20,
    30, 40, 3, 13, 23, 33, 43, 5, 15, 25, 35, 45, 8, 18, 28, 38,
    48, 1, 11, 21, 31, 41, 2, 12, 22, 32, 42, 6, 16, 26, 36, 46,
    7, 17, 27, 37, 47, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 50, 51, 52, 53, 255, 255, 54, 55, 255, 255, 4,
    14, 24, 34, 44, 255, 255, 255, 255, 255, 9, 19, 29, 39, 49, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 56, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`EtfNav`](crate::record::EtfNav), in the order of the wire.
    pub enum EtfNavField, ETF_NAV_FIELDS, ETF_NAV_CODES, 15 {
        /// NAV (code 36), in won, 2 decimals. Net asset value of one share; the sign on the wire only tells the direction against the previous close.
        Nav = 36, "nav", "NAV", Price, "won", 2, 4 @ 64, ();
        /// NAV전일대비 (code 37), in won, 2 decimals. Net asset value minus that of the previous day; the sign is arithmetic.
        NavChange = 37, "nav_change", "NAV전일대비", Change, "won", 2, 4 @ 68, ();
        /// NAV등락율 (code 38), in percent, 2 decimals. Change of the net asset value in percent; the sign is arithmetic.
        NavChangePercent = 38, "nav_change_percent", "NAV등락율", Percent, "percent", 2, 4 @ 72, ();
        /// 추적오차율 (code 39), in percent, 2 decimals. Tracking error against the index in percent.
        TrackingError = 39, "tracking_error", "추적오차율", Percent, "percent", 2, 4 @ 104, ();
        /// 체결시간 (code 20), Korean time. Time of the event, to the second.
        Time = 20, "time", "체결시간", Time, "kst", 0, 4 @ 76, ();
        /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
        Last = 10, "last", "현재가", Price, "won", 0, 4 @ 80, ();
        /// 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic.
        Change = 11, "change", "전일대비", Change, "won", 0, 4 @ 84, ();
        /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
        ChangePercent = 12, "change_percent", "등락율", Percent, "percent", 2, 4 @ 88, ();
        /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
        CumulativeVolume = 13, "cumulative_volume", "누적거래량", Quantity, "shares", 0, 8 @ 96, ();
        /// 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own.
        ChangeSign = 25, "change_sign", "전일대비기호", Code, "", 0, 4 @ 124, ChangeSign;
        /// ELW기어링비율 (code 667), in percent, 2 decimals. Gearing of a warrant in percent; listed for ETFs but absent in the official example.
        GearingRatio = 667, "gearing_ratio", "ELW기어링비율", Percent, "percent", 2, 4 @ 108, ();
        /// ELW손익분기율 (code 668), in percent, 2 decimals. Move of the underlying that a warrant needs to break even, in percent; the sign is arithmetic; listed for ETFs but absent in the official example.
        BreakevenPercent = 668, "breakeven_percent", "ELW손익분기율", Percent, "percent", 2, 4 @ 112, ();
        /// ELW자본지지점 (code 669), in percent, 2 decimals. Capital fulcrum point of a warrant: the move of the underlying at which both pay the same, in percent; the sign is arithmetic; listed for ETFs but absent in the official example.
        CapitalFulcrumPoint = 669, "capital_fulcrum_point", "ELW자본지지점", Percent, "percent", 2, 4 @ 116, ();
        /// NAV/지수괴리율 (code 265), in percent, 2 decimals. Gap between net asset value and index in percent; the sign is arithmetic.
        NavIndexDisparityPercent = 265, "nav_index_disparity_percent", "NAV/지수괴리율", Percent, "percent", 2, 4 @ 120, ();
        /// NAV/ETF괴리율 (code 266), in percent, 2 decimals. Premium (+) or discount (-) of the ETF price to its net asset value in percent.
        NavEtfDisparityPercent = 266, "nav_etf_disparity_percent", "NAV/ETF괴리율", Percent, "percent", 2, 4 @ 92, ();
    }
}

code_map! {
    ETF_NAV_CODES, 11, 4;
    1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 2,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 5, 6, 7, 8, 255, 255,
    255, 255, 255, 255, 4, 255, 255, 255, 255, 9, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 0, 1, 2, 3, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 10, 11, 12, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 13, 14, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`ExpectedTrade`](crate::record::ExpectedTrade), in the order of the wire.
    pub enum ExpectedTradeField, EXPECTED_TRADE_FIELDS, EXPECTED_TRADE_CODES, 7 {
        /// 체결시간 (code 20), Korean time. Time of the event, to the second.
        Time = 20, "time", "체결시간", Time, "kst", 0, 4 @ 80, ();
        /// 현재가 (code 10), in won. Expected match price; the sign on the wire only tells the direction against the previous close.
        ExpectedPrice = 10, "expected_price", "현재가", Price, "won", 0, 4 @ 84, ();
        /// 전일대비 (code 11), in won. Expected match price minus previous close; the sign is arithmetic.
        ExpectedChange = 11, "expected_change", "전일대비", Change, "won", 0, 4 @ 88, ();
        /// 등락율 (code 12), in percent, 2 decimals. Change of the expected match price against the previous close in percent; the sign is arithmetic.
        ExpectedChangePercent = 12, "expected_change_percent", "등락율", Percent, "percent", 2, 4 @ 92, ();
        /// 거래량 (code 15), in shares. Signed volume as documented for trades (+ buy, - sell); its exact meaning in an auction is not documented.
        Volume = 15, "volume", "거래량", SignedQuantity, "shares", 0, 8 @ 64, ();
        /// 누적거래량 (code 13), in shares. Expected match volume.
        ExpectedVolume = 13, "expected_volume", "누적거래량", Quantity, "shares", 0, 8 @ 72, ();
        /// 전일대비기호 (code 25). Direction of the expected match price against the previous close.
        ExpectedChangeSign = 25, "expected_change_sign", "전일대비기호", Code, "", 0, 4 @ 96, ChangeSign;
    }
}

code_map! {
    EXPECTED_TRADE_CODES, 1, 2;
    1,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 5, 255, 4,
    255, 255, 255, 255, 0, 255, 255, 255, 255, 6, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`GoldPrice`](crate::record::GoldPrice), in the order of the wire.
    pub enum GoldPriceField, GOLD_PRICE_FIELDS, GOLD_PRICE_CODES, 4 {
        /// 현재가 (code 10). Gold price; the sign on the wire only tells the direction against the previous close. The unit depends on the item: whole won a gram for MGD and US cents an ounce for MGU, judged by the size of the numbers.
        Last = 10, "last", "현재가", Price, "", 0, 4 @ 64, ();
        /// 전일대비기호 (code 25). Direction against the previous day.
        ChangeSign = 25, "change_sign", "전일대비기호", Code, "", 0, 4 @ 76, ChangeSign;
        /// 전일대비 (code 11). Gold price minus that of the previous day; the sign is arithmetic; the unit depends on the item, as for the price.
        Change = 11, "change", "전일대비", Change, "", 0, 4 @ 68, ();
        /// 등락율 (code 12), in percent, 2 decimals. Change against the previous day in percent; the sign is arithmetic.
        ChangePercent = 12, "change_percent", "등락율", Percent, "percent", 2, 4 @ 72, ();
    }
}

code_map! {
    GOLD_PRICE_CODES, 1, 2;
    1,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 2, 3, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`SectorIndex`](crate::record::SectorIndex), in the order of the wire.
    pub enum SectorIndexField, SECTOR_INDEX_FIELDS, SECTOR_INDEX_CODES, 12 {
        /// 체결시간 (code 20), Korean time. Time of the event, to the second.
        Time = 20, "time", "체결시간", Time, "kst", 0, 4 @ 88, ();
        /// 현재가 (code 10), in points, 2 decimals. Index value; the sign on the wire only tells the direction against the previous close.
        Last = 10, "last", "현재가", Price, "points", 2, 4 @ 92, ();
        /// 전일대비 (code 11), in points, 2 decimals. Index value minus previous close; the sign is arithmetic.
        Change = 11, "change", "전일대비", Change, "points", 2, 4 @ 96, ();
        /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
        ChangePercent = 12, "change_percent", "등락율", Percent, "percent", 2, 4 @ 100, ();
        /// 거래량 (code 15), in thousand shares. Traded volume of this message; in thousand shares, judged by its size; no sign in the official example.
        Volume = 15, "volume", "거래량", SignedQuantity, "thousand_shares", 0, 8 @ 64, ();
        /// 누적거래량 (code 13), in thousand shares. Traded volume of the sector so far; in thousand shares, judged by its size, although the official text says shares.
        CumulativeVolume = 13, "cumulative_volume", "누적거래량", Quantity, "thousand_shares", 0, 8 @ 72, ();
        /// 누적거래대금 (code 14), in million won. Traded value of the sector so far.
        CumulativeValue = 14, "cumulative_value", "누적거래대금", Amount, "million_won", 0, 8 @ 80, ();
        /// 시가 (code 16), in points, 2 decimals. Opening index value; the sign on the wire only tells the direction against the previous close.
        Open = 16, "open", "시가", Price, "points", 2, 4 @ 104, ();
        /// 고가 (code 17), in points, 2 decimals. Highest index value of the day; the sign on the wire only tells the direction against the previous close.
        High = 17, "high", "고가", Price, "points", 2, 4 @ 108, ();
        /// 저가 (code 18), in points, 2 decimals. Lowest index value of the day; the sign on the wire only tells the direction against the previous close.
        Low = 18, "low", "저가", Price, "points", 2, 4 @ 112, ();
        /// 전일대비기호 (code 25). Direction against the previous close.
        ChangeSign = 25, "change_sign", "전일대비기호", Code, "", 0, 4 @ 128, ChangeSign;
        /// 전일거래량대비 (code 26), in thousand shares. Volume of the day minus the whole volume of the previous day; in thousand shares, judged by its size; the sign is arithmetic.
        VolumeVsPreviousDay = 26, "volume_vs_previous_day", "전일거래량대비", SignedQuantity, "thousand_shares", 0, 8 @ 120, ();
    }
}

code_map! {
    SECTOR_INDEX_CODES, 1, 2;
    1,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 5, 6, 4,
    7, 8, 9, 255, 0, 255, 255, 255, 255, 10, 11, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`SectorBreadth`](crate::record::SectorBreadth), in the order of the wire.
    pub enum SectorBreadthField, SECTOR_BREADTH_FIELDS, SECTOR_BREADTH_CODES, 14 {
        /// 체결시간 (code 20), Korean time. Time of the event, to the second.
        Time = 20, "time", "체결시간", Time, "kst", 0, 4 @ 64, ();
        /// 상승종목수 (code 252), in issues. Issues that rose, those at the upper limit included.
        AdvancingIssues = 252, "advancing_issues", "상승종목수", Quantity, "issues", 0, 4 @ 68, ();
        /// 상한종목수 (code 251), in issues. Issues at the upper price limit.
        UpperLimitIssues = 251, "upper_limit_issues", "상한종목수", Quantity, "issues", 0, 4 @ 72, ();
        /// 보합종목수 (code 253), in issues. Issues that did not move.
        UnchangedIssues = 253, "unchanged_issues", "보합종목수", Quantity, "issues", 0, 4 @ 76, ();
        /// 하락종목수 (code 255), in issues. Issues that fell, those at the lower limit included.
        DecliningIssues = 255, "declining_issues", "하락종목수", Quantity, "issues", 0, 4 @ 80, ();
        /// 하한종목수 (code 254), in issues. Issues at the lower price limit.
        LowerLimitIssues = 254, "lower_limit_issues", "하한종목수", Quantity, "issues", 0, 4 @ 84, ();
        /// 누적거래량 (code 13), in thousand shares. Traded volume of the sector so far; in thousand shares, judged by its size, although the official text says shares.
        CumulativeVolume = 13, "cumulative_volume", "누적거래량", Quantity, "thousand_shares", 0, 8 @ 104, ();
        /// 누적거래대금 (code 14), in million won. Traded value of the sector so far.
        CumulativeValue = 14, "cumulative_value", "누적거래대금", Amount, "million_won", 0, 8 @ 112, ();
        /// 현재가 (code 10), in points, 2 decimals. Index value; the sign on the wire only tells the direction against the previous close.
        Last = 10, "last", "현재가", Price, "points", 2, 4 @ 88, ();
        /// 전일대비 (code 11), in points, 2 decimals. Index value minus previous close; the sign is arithmetic.
        Change = 11, "change", "전일대비", Change, "points", 2, 4 @ 92, ();
        /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
        ChangePercent = 12, "change_percent", "등락율", Percent, "percent", 2, 4 @ 96, ();
        /// 거래형성종목수 (code 256), in issues. Issues that traded today.
        TradedIssues = 256, "traded_issues", "거래형성종목수", Quantity, "issues", 0, 4 @ 120, ();
        /// 거래형성비율 (code 257), in percent, 2 decimals. Issues that traded today in percent of all issues.
        TradedIssueRatio = 257, "traded_issue_ratio", "거래형성비율", Percent, "percent", 2, 4 @ 124, ();
        /// 전일대비기호 (code 25). Direction against the previous close.
        ChangeSign = 25, "change_sign", "전일대비기호", Code, "", 0, 4 @ 128, ChangeSign;
    }
}

code_map! {
    SECTOR_BREADTH_CODES, 5, 4;
    1, 0, 0, 2, 3,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 8, 9, 10, 6, 7, 255,
    255, 255, 255, 255, 0, 255, 255, 255, 255, 13, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 1, 3, 5, 4,
    ;
    11, 12, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`StockInfo`](crate::record::StockInfo), in the order of the wire.
    pub enum StockInfoField, STOCK_INFO_FIELDS, STOCK_INFO_CODES, 10 {
        /// 임의연장 (code 297). Kind of discretionary extension or volatility interruption in force, as Korean text; the values are not documented.
        AuctionExtension = 297, "auction_extension", "임의연장", Text, "", 0, 24 @ 76, ();
        /// 장전임의연장 (code 592). Discretionary extension before the open; blank if there is none.
        PreMarketAuctionExtension = 592, "pre_market_auction_extension", "장전임의연장", Text, "", 0, 24 @ 100, ();
        /// 장후임의연장 (code 593). Discretionary extension after the close; blank if there is none.
        PostMarketAuctionExtension = 593, "post_market_auction_extension", "장후임의연장", Text, "", 0, 24 @ 124, ();
        /// 상한가 (code 305), in won. Upper price limit of the day; the sign on the wire only tells the direction against the previous close.
        UpperLimitPrice = 305, "upper_limit_price", "상한가", Price, "won", 0, 4 @ 64, ();
        /// 하한가 (code 306), in won. Lower price limit of the day; the sign on the wire only tells the direction against the previous close.
        LowerLimitPrice = 306, "lower_limit_price", "하한가", Price, "won", 0, 4 @ 68, ();
        /// 기준가 (code 307), in won. Reference price of the day, normally the previous close.
        BasePrice = 307, "base_price", "기준가", Price, "won", 0, 4 @ 72, ();
        /// 조기종료ELW발생 (code 689). Early termination of an equity-linked warrant; empty if there is none; the values are not documented.
        EarlyTerminatedElw = 689, "early_terminated_elw", "조기종료ELW발생", Text, "", 0, 24 @ 148, ();
        /// 통화단위 (code 594). Currency of the issue; empty in the official example.
        Currency = 594, "currency", "통화단위", Text, "", 0, 16 @ 172, ();
        /// 증거금율표시 (code 382). Label of the margin rate; empty in the official example.
        MarginRateLabel = 382, "margin_rate_label", "증거금율표시", Text, "", 0, 24 @ 188, ();
        /// 종목정보 (code 370). Remarks on the issue; empty in the official example.
        InstrumentInfo = 370, "instrument_info", "종목정보", Text, "", 0, 64 @ 212, ();
    }
}

code_map! {
    STOCK_INFO_CODES, 11, 5;
    0, 0, 0, 0, 1, 4, 0, 0, 0, 2, 3,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255,
    255, 3, 4, 5, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    1, 2, 7, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 6, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 9, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 8, 255,
}

message_fields! {
    /// Fields of [`ElwFairValue`](crate::record::ElwFairValue), in the order of the wire.
    pub enum ElwFairValueField, ELW_FAIR_VALUE_FIELDS, ELW_FAIR_VALUE_CODES, 10 {
        /// 체결시간 (code 20), Korean time. Time of the event, to the second.
        Time = 20, "time", "체결시간", Time, "kst", 0, 4 @ 80, ();
        /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
        Last = 10, "last", "현재가", Price, "won", 0, 4 @ 84, ();
        /// ELW이론가 (code 670), in won, 2 decimals. Theoretical price of the warrant.
        TheoreticalPrice = 670, "theoretical_price", "ELW이론가", Price, "won", 2, 4 @ 88, ();
        /// ELW내재변동성 (code 671), in percent, 2 decimals. Implied volatility of the warrant in percent.
        ImpliedVolatility = 671, "implied_volatility", "ELW내재변동성", Percent, "percent", 2, 4 @ 92, ();
        /// ELW델타 (code 672), 6 decimals. Delta of the warrant.
        Delta = 672, "delta", "ELW델타", Ratio, "", 6, 8 @ 64, ();
        /// ELW감마 (code 673), 6 decimals. Gamma of the warrant.
        Gamma = 673, "gamma", "ELW감마", Ratio, "", 6, 8 @ 72, ();
        /// ELW쎄타 (code 674), 6 decimals. Theta of the warrant.
        Theta = 674, "theta", "ELW쎄타", Ratio, "", 6, 8 @ 96, ();
        /// ELW베가 (code 675), 6 decimals. Vega of the warrant.
        Vega = 675, "vega", "ELW베가", Ratio, "", 6, 8 @ 104, ();
        /// ELW로 (code 676), 6 decimals. Rho of the warrant.
        Rho = 676, "rho", "ELW로", Ratio, "", 6, 8 @ 112, ();
        /// LP호가내재변동성 (code 706), in percent, 2 decimals. Implied volatility of the liquidity provider's quotes in percent.
        LpImpliedVolatility = 706, "lp_implied_volatility", "LP호가내재변동성", Percent, "percent", 2, 4 @ 120, ();
    }
}

code_map! {
    ELW_FAIR_VALUE_CODES, 12, 4;
    1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 3,
    4, 5, 6, 7, 8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 9, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`MarketPhase`](crate::record::MarketPhase), in the order of the wire.
    pub enum MarketPhaseField, MARKET_PHASE_FIELDS, MARKET_PHASE_CODES, 3 {
        /// 장운영구분 (code 215). Phase of the market that begins, ends or is announced.
        MarketPhase = 215, "market_phase", "장운영구분", Code, "", 0, 4 @ 72, MarketPhaseCode;
        /// 체결시간 (code 20), Korean time. Time of the announcement.
        Time = 20, "time", "체결시간", Time, "kst", 0, 4 @ 64, ();
        /// 장시작예상잔여시간 (code 214), hours, minutes and seconds left. Time left until the market opens, as hours, minutes and seconds; not a time of day.
        TimeToOpen = 214, "time_to_open", "장시작예상잔여시간", Time, "duration", 0, 4 @ 68, ();
    }
}

code_map! {
    MARKET_PHASE_CODES, 4, 3;
    2, 0, 0, 1,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 2, 0, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`ElwIndicator`](crate::record::ElwIndicator), in the order of the wire.
    pub enum ElwIndicatorField, ELW_INDICATOR_FIELDS, ELW_INDICATOR_CODES, 6 {
        /// 체결시간 (code 20), Korean time. Time of the event, to the second.
        Time = 20, "time", "체결시간", Time, "kst", 0, 4 @ 64, ();
        /// ELW패리티 (code 666), in percent, 2 decimals. Parity of the warrant in percent.
        Parity = 666, "parity", "ELW패리티", Percent, "percent", 2, 4 @ 68, ();
        /// ELW프리미엄 (code 1211), 6 decimals. Premium of the warrant; the unit is not documented.
        Premium = 1211, "premium", "ELW프리미엄", Ratio, "", 6, 8 @ 88, ();
        /// ELW기어링비율 (code 667), in percent, 2 decimals. Gearing of a warrant in percent.
        GearingRatio = 667, "gearing_ratio", "ELW기어링비율", Percent, "percent", 2, 4 @ 72, ();
        /// ELW손익분기율 (code 668), in percent, 2 decimals. Move of the underlying that a warrant needs to break even, in percent; the sign is arithmetic.
        BreakevenPercent = 668, "breakeven_percent", "ELW손익분기율", Percent, "percent", 2, 4 @ 76, ();
        /// ELW자본지지점 (code 669), in percent, 2 decimals. Capital fulcrum point of a warrant: the move of the underlying at which both pay the same, in percent; the sign is arithmetic.
        CapitalFulcrumPoint = 669, "capital_fulcrum_point", "ELW자본지지점", Percent, "percent", 2, 4 @ 80, ();
    }
}

code_map! {
    ELW_INDICATOR_CODES, 19, 4;
    1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0,
    0, 0, 3,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 3, 4, 5, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`ProgramTrading`](crate::record::ProgramTrading), in the order of the wire.
    pub enum ProgramTradingField, PROGRAM_TRADING_FIELDS, PROGRAM_TRADING_CODES, 17 {
        /// 체결시간 (code 20), Korean time. Time of the event, to the second.
        Time = 20, "time", "체결시간", Time, "kst", 0, 4 @ 104, ();
        /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
        Last = 10, "last", "현재가", Price, "won", 0, 4 @ 108, ();
        /// 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own.
        ChangeSign = 25, "change_sign", "전일대비기호", Code, "", 0, 4 @ 156, ChangeSign;
        /// 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic.
        Change = 11, "change", "전일대비", Change, "won", 0, 4 @ 144, ();
        /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
        ChangePercent = 12, "change_percent", "등락율", Percent, "percent", 2, 4 @ 148, ();
        /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
        CumulativeVolume = 13, "cumulative_volume", "누적거래량", Quantity, "shares", 0, 8 @ 112, ();
        /// 매도수량 (code 202), in shares. Volume sold by programs over the day.
        SellQuantity = 202, "sell_quantity", "매도수량", Quantity, "shares", 0, 8 @ 64, ();
        /// 매도금액 (code 204), in million won. Value sold by programs over the day; in million won, although the official text says won.
        SellAmount = 204, "sell_amount", "매도금액", Amount, "million_won", 0, 8 @ 120, ();
        /// 매수수량 (code 206), in shares. Volume bought by programs over the day.
        BuyQuantity = 206, "buy_quantity", "매수수량", Quantity, "shares", 0, 8 @ 72, ();
        /// 매수금액 (code 208), in million won. Value bought by programs over the day.
        BuyAmount = 208, "buy_amount", "매수금액", Amount, "million_won", 0, 8 @ 128, ();
        /// 순매수수량 (code 210), in shares. Bought minus sold volume of programs over the day.
        NetBuyQuantity = 210, "net_buy_quantity", "순매수수량", SignedQuantity, "shares", 0, 8 @ 80, ();
        /// 순매수금액 (code 212), in million won. Bought minus sold value of programs over the day.
        NetBuyAmount = 212, "net_buy_amount", "순매수금액", SignedAmount, "million_won", 0, 8 @ 88, ();
        /// 순매수금액증감 (code 213), in million won. Change of the net value against the message before.
        NetBuyAmountChange = 213, "net_buy_amount_change", "순매수금액증감", SignedAmount, "million_won", 0, 8 @ 136, ();
        /// 순매수수량증감 (code 211), in shares. Change of the net volume against the message before.
        NetBuyQuantityChange = 211, "net_buy_quantity_change", "순매수수량증감", SignedQuantity, "shares", 0, 8 @ 96, ();
        /// 장시작예상잔여시간 (code 214), hours, minutes and seconds left. Time left until the market opens, as hours, minutes and seconds; not a time of day; listed here but absent from known messages.
        TimeToOpen = 214, "time_to_open", "장시작예상잔여시간", Time, "duration", 0, 4 @ 152, ();
        /// 장운영구분 (code 215). Phase of the market; listed here but absent from known messages.
        MarketPhase = 215, "market_phase", "장운영구분", Code, "", 0, 4 @ 160, MarketPhaseCode;
        /// 투자자별ticker (code 216). Ticker by kind of investor; listed here but absent from known messages.
        InvestorTicker = 216, "investor_ticker", "투자자별ticker", Text, "", 0, 16 @ 164, ();
    }
}

code_map! {
    PROGRAM_TRADING_CODES, 4, 3;
    1, 0, 0, 2,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 3, 4, 5, 255, 255,
    255, 255, 255, 255, 0, 255, 255, 255, 255, 2, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 6, 255, 7, 255, 8, 255,
    9, 255, 10, 13, 11, 12, 14, 15, 16, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`VolatilityInterruption`](crate::record::VolatilityInterruption), in the order of the wire.
    pub enum VolatilityInterruptionField, VOLATILITY_INTERRUPTION_FIELDS, VOLATILITY_INTERRUPTION_CODES, 19 {
        /// 종목코드 (code 9001). Issue code of six characters, not always digits.
        Symbol = 9001, "symbol", "종목코드", Text, "", 0, 16 @ 128, ();
        /// 종목명 (code 302). Name of the issue in Korean; blanks inside belong to it.
        InstrumentName = 302, "instrument_name", "종목명", Text, "", 0, 64 @ 144, ();
        /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
        CumulativeVolume = 13, "cumulative_volume", "누적거래량", Quantity, "shares", 0, 8 @ 96, ();
        /// 누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions.
        CumulativeValue = 14, "cumulative_value", "누적거래대금", Amount, "million_won", 0, 8 @ 104, ();
        /// VI발동구분 (code 9068). Kind of the interruption, as a digit.
        ViKind = 9068, "vi_kind", "VI발동구분", Code, "", 0, 4 @ 84, ViKind;
        /// KOSPI,KOSDAQ,전체구분 (code 9008). Market of the issue; the values come from the matching query and are not reliable.
        MarketClass = 9008, "market_class", "KOSPI,KOSDAQ,전체구분", Code, "", 0, 8 @ 208, MarketClass;
        /// 장전구분 (code 9075). Session of the interruption.
        ViSession = 9075, "vi_session", "장전구분", Code, "", 0, 4 @ 216, ViSession;
        /// VI발동가격 (code 1221), in won. Price that triggered the interruption.
        TriggerPrice = 1221, "trigger_price", "VI발동가격", Price, "won", 0, 4 @ 64, ();
        /// 매매체결처리시각 (code 1223), Korean time. Time at which the interruption was triggered.
        TriggerTime = 1223, "trigger_time", "매매체결처리시각", Time, "kst", 0, 4 @ 68, ();
        /// VI해제시각 (code 1224), Korean time. Time at which the interruption ends; 000000 while it is on; the release is the same message with this field filled.
        ReleaseTime = 1224, "release_time", "VI해제시각", Time, "kst", 0, 4 @ 72, ();
        /// VI적용구분 (code 1225). Kind of the interruption, as Korean text.
        ViKindText = 1225, "vi_kind_text", "VI적용구분", Code, "", 0, 24 @ 220, ViKindText;
        /// 기준가격 정적 (code 1236), in won. Reference price of the static interruption; 0 if it does not apply.
        StaticBasePrice = 1236, "static_base_price", "기준가격 정적", Price, "won", 0, 4 @ 112, ();
        /// 기준가격 동적 (code 1237), in won. Reference price of the dynamic interruption; 0 if it does not apply.
        DynamicBasePrice = 1237, "dynamic_base_price", "기준가격 동적", Price, "won", 0, 4 @ 116, ();
        /// 괴리율 정적 (code 1238), in percent, 2 decimals. Gap between trigger price and static reference price in percent; the sign is arithmetic.
        StaticDisparityPercent = 1238, "static_disparity_percent", "괴리율 정적", Percent, "percent", 2, 4 @ 76, ();
        /// 괴리율 동적 (code 1239), in percent, 2 decimals. Gap between trigger price and dynamic reference price in percent; the sign is arithmetic.
        DynamicDisparityPercent = 1239, "dynamic_disparity_percent", "괴리율 동적", Percent, "percent", 2, 4 @ 80, ();
        /// VI발동가 등락율 (code 1489), in percent, 2 decimals. Trigger price against the previous close in percent; the sign is arithmetic.
        TriggerChangePercent = 1489, "trigger_change_percent", "VI발동가 등락율", Percent, "percent", 2, 4 @ 120, ();
        /// VI발동횟수 (code 1490), in times. Number of interruptions of the issue today.
        TriggerCount = 1490, "trigger_count", "VI발동횟수", Quantity, "times", 0, 4 @ 124, ();
        /// 발동방향구분 (code 9069). Direction of the move that triggered the interruption.
        Direction = 9069, "direction", "발동방향구분", Code, "", 0, 4 @ 88, ViDirection;
        /// Extra Item (code 1279). Documented only as an extra item; holds a sign and the kind, such as +정적 or -동적.
        SignedKindText = 1279, "signed_kind_text", "Extra Item", Text, "", 0, 24 @ 244, ();
    }
}

code_map! {
    VOLATILITY_INTERRUPTION_CODES, 142, 7;
    3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255,
    5, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 3, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 4, 17, 255, 255,
    255, 255, 255, 6, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 7, 255, 8, 9, 10, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 11, 12, 13, 14, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 18,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 15, 16, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`UsOrder`](crate::record::UsOrder), in the order of the wire.
    pub enum UsOrderField, US_ORDER_FIELDS, US_ORDER_CODES, 20 {
        /// 종목명 (code 302). Name of the issue in Korean.
        InstrumentName = 302, "instrument_name", "종목명", Text, "", 0, 64 @ 136, ();
        /// 주문수량 (code 900), in shares. Ordered quantity.
        OrderQuantity = 900, "order_quantity", "주문수량", Quantity, "shares", 0, 8 @ 64, ();
        /// 주문가격 (code 901), in the order's currency, 4 decimals. Order price, in the currency of the order.
        OrderPrice = 901, "order_price", "주문가격", Price, "foreign", 4, 8 @ 72, ();
        /// 원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none.
        OriginalOrderNo = 904, "original_order_no", "원주문번호", Text, "", 0, 16 @ 200, ();
        /// 주문구분 (code 905). What the order does: new, amend or cancel.
        OrderAction = 905, "order_action", "주문구분", Code, "", 0, 4 @ 216, UsOrderAction;
        /// 매매구분 (code 906). Order type as a code; 00 goes with a limit order; the other values are not documented.
        OrderType = 906, "order_type", "매매구분", Text, "", 0, 8 @ 220, ();
        /// 매도수구분 (code 907). Side.
        Side = 907, "side", "매도수구분", Code, "", 0, 4 @ 84, UsSide;
        /// 주문/체결시간 (code 908), Korean time. Time of the order event or the fill; Korean time, judged by the official examples.
        Time = 908, "time", "주문/체결시간", Time, "kst", 0, 4 @ 80, ();
        /// 주문상태 (code 913). State of the order; the wire value is Korean text.
        OrderStatus = 913, "order_status", "주문상태", Code, "", 0, 24 @ 88, UsOrderStatus;
        /// 국가명 (code 1091). Country of the market, in Korean.
        CountryName = 1091, "country_name", "국가명", Text, "", 0, 32 @ 228, ();
        /// 통화코드 (code 8043). Currency of the order, such as USD.
        Currency = 8043, "currency", "통화코드", Text, "", 0, 8 @ 260, ();
        /// 거래소코드 (code 8046). Code of the exchange; the values are not documented.
        ExchangeCode = 8046, "exchange_code", "거래소코드", Text, "", 0, 16 @ 268, ();
        /// 종목,업종코드 (code 9001). Ticker symbol, such as NVDA.
        Symbol = 9001, "symbol", "종목,업종코드", Text, "", 0, 16 @ 284, ();
        /// 계좌번호 (code 9201). Account number of ten digits; treat it as a secret.
        AccountNo = 9201, "account_no", "계좌번호", Text, "", 0, 16 @ 300, ();
        /// 주문번호 (code 9203). Order number; leading zeros belong to it.
        OrderNo = 9203, "order_no", "주문번호", Text, "", 0, 16 @ 112, ();
        /// 매도수구분명 (code 50072). Side, as Korean text.
        SideName = 50072, "side_name", "매도수구분명", Code, "", 0, 16 @ 316, UsSideName;
        /// 매매구분명 (code 50073). Order type, as Korean text; only the two commonest values are documented.
        OrderTypeName = 50073, "order_type_name", "매매구분명", Code, "", 0, 24 @ 332, UsOrderTypeName;
        /// 주문STOP가격 (code 50810), in the order's currency, 4 decimals. Stop price of the order, in the currency of the order; 0 if there is none.
        StopPrice = 50810, "stop_price", "주문STOP가격", Price, "foreign", 4, 8 @ 128, ();
        /// 예약구분 (code 50841). Kind of reserved order; 0 in the official examples; the values are not documented.
        ReservationType = 50841, "reservation_type", "예약구분", Text, "", 0, 8 @ 356, ();
        /// (재무)국가코드 사용 (code 55190). Country code as the broker counts them; 001 for the United States.
        CountryCode = 55190, "country_code", "(재무)국가코드 사용", Text, "", 0, 8 @ 364, ();
    }
}

code_map! {
    US_ORDER_CODES, 863, 11;
    0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0,
    0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 6,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 9, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 1, 2, 255, 255, 3, 4, 5, 6, 7, 255, 255, 255,
    255, 8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 9, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 10, 255, 255, 11, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 12, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 13, 255, 14, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 15, 16, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 17, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 18, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 19, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`UsExecution`](crate::record::UsExecution), in the order of the wire.
    pub enum UsExecutionField, US_EXECUTION_FIELDS, US_EXECUTION_CODES, 36 {
        /// 종목명 (code 302). Name of the issue in Korean.
        InstrumentName = 302, "instrument_name", "종목명", Text, "", 0, 64 @ 260, ();
        /// 주문수량 (code 900), in shares. Ordered quantity.
        OrderQuantity = 900, "order_quantity", "주문수량", Quantity, "shares", 0, 8 @ 136, ();
        /// 주문가격 (code 901), in the order's currency, 4 decimals. Order price, in the currency of the order.
        OrderPrice = 901, "order_price", "주문가격", Price, "foreign", 4, 8 @ 144, ();
        /// 미체결수량 (code 902), in shares. Quantity that is still open.
        UnfilledQuantity = 902, "unfilled_quantity", "미체결수량", Quantity, "shares", 0, 8 @ 64, ();
        /// 원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none.
        OriginalOrderNo = 904, "original_order_no", "원주문번호", Text, "", 0, 16 @ 324, ();
        /// 주문구분 (code 905). What the order does: new, amend or cancel; the official example carries 25, which is not documented.
        OrderAction = 905, "order_action", "주문구분", Code, "", 0, 4 @ 340, UsOrderAction;
        /// 매도수구분 (code 907). Side.
        Side = 907, "side", "매도수구분", Code, "", 0, 4 @ 92, UsSide;
        /// 주문/체결시간 (code 908), Korean time. Time of the order event or the fill; Korean time, judged by the official examples.
        Time = 908, "time", "주문/체결시간", Time, "kst", 0, 4 @ 88, ();
        /// 체결번호 (code 909). Execution number; zeros until the order is filled.
        ExecutionNo = 909, "execution_no", "체결번호", Text, "", 0, 16 @ 344, ();
        /// 체결가 (code 910), in the order's currency, 4 decimals. Fill price, in the currency of the order; 0 until the order is filled.
        FillPrice = 910, "fill_price", "체결가", Price, "foreign", 4, 8 @ 72, ();
        /// 체결량 (code 911), in shares. Filled quantity; 0 until the order is filled.
        FillQuantity = 911, "fill_quantity", "체결량", Quantity, "shares", 0, 8 @ 80, ();
        /// 주문상태 (code 913). State of the order; the wire value is Korean text.
        OrderStatus = 913, "order_status", "주문상태", Code, "", 0, 24 @ 96, UsOrderStatus;
        /// 보유수량 (code 930), in shares. Quantity held.
        HoldingQuantity = 930, "holding_quantity", "보유수량", Quantity, "shares", 0, 8 @ 152, ();
        /// 매입단가 (code 931), in the order's currency, 4 decimals. Average purchase price of the position, in the currency of the order.
        AveragePurchasePrice = 931, "average_purchase_price", "매입단가", Price, "foreign", 4, 8 @ 160, ();
        /// 당일매도수량 사용 (code 934), in shares. Quantity sold today.
        DaySellQuantity = 934, "day_sell_quantity", "당일매도수량 사용", Quantity, "shares", 0, 8 @ 168, ();
        /// 당일매수수량 사용 (code 936), in shares. Quantity bought today.
        DayBuyQuantity = 936, "day_buy_quantity", "당일매수수량 사용", Quantity, "shares", 0, 8 @ 176, ();
        /// 국가명 (code 1091). Country of the market, in Korean.
        CountryName = 1091, "country_name", "국가명", Text, "", 0, 32 @ 360, ();
        /// 전일매도수량 (code 8004), in shares. Quantity sold on the previous day.
        PreviousDaySellQuantity = 8004, "previous_day_sell_quantity", "전일매도수량", Quantity, "shares", 0, 8 @ 184, ();
        /// 전일매수수량 (code 8005), in shares. Quantity bought on the previous day.
        PreviousDayBuyQuantity = 8005, "previous_day_buy_quantity", "전일매수수량", Quantity, "shares", 0, 8 @ 192, ();
        /// 손익금액 (code 8018), in the order's currency, 4 decimals. Profit or loss, in the currency of the order; the sign is arithmetic.
        Pnl = 8018, "pnl", "손익금액", SignedAmount, "foreign", 4, 8 @ 200, ();
        /// 손익율 (code 8019), in percent, 4 decimals. Profit or loss in percent; the sign is arithmetic.
        PnlPercent = 8019, "pnl_percent", "손익율", Percent, "percent", 4, 4 @ 256, ();
        /// 통화코드 (code 8043). Currency of the order, such as USD.
        Currency = 8043, "currency", "통화코드", Text, "", 0, 8 @ 392, ();
        /// 거래소코드 (code 8046). Code of the exchange; the values are not documented.
        ExchangeCode = 8046, "exchange_code", "거래소코드", Text, "", 0, 16 @ 400, ();
        /// 세금 사용 (code 8075), in the order's currency, 4 decimals. Tax, in the currency of the order.
        Tax = 8075, "tax", "세금 사용", Amount, "foreign", 4, 8 @ 208, ();
        /// 종목코드 (code 9001). Ticker symbol, such as NVDA.
        Symbol = 9001, "symbol", "종목코드", Text, "", 0, 16 @ 416, ();
        /// 계좌번호 (code 9201). Account number of ten digits; treat it as a secret.
        AccountNo = 9201, "account_no", "계좌번호", Text, "", 0, 16 @ 432, ();
        /// 주문번호 (code 9203). Order number; leading zeros belong to it.
        OrderNo = 9203, "order_no", "주문번호", Text, "", 0, 16 @ 120, ();
        /// 수수료 사용 (code 13006), in the order's currency, 4 decimals. Commission, in the currency of the order.
        Commission = 13006, "commission", "수수료 사용", Amount, "foreign", 4, 8 @ 216, ();
        /// 매도수구분명 (code 50072). Side, as Korean text.
        SideName = 50072, "side_name", "매도수구분명", Code, "", 0, 16 @ 448, UsSideName;
        /// 매매구분명 (code 50073). Order type, as Korean text; only the two commonest values are documented.
        OrderTypeName = 50073, "order_type_name", "매매구분명", Code, "", 0, 24 @ 464, UsOrderTypeName;
        /// 실현손익매입금 사용 (code 50724), in the order's currency, 4 decimals. Purchase amount of the realised position, in the currency of the order.
        RealizedCostBasis = 50724, "realized_cost_basis", "실현손익매입금 사용", Amount, "foreign", 4, 8 @ 224, ();
        /// 환전실현손익매입금액 사용 (code 50725), in won, 4 decimals. Purchase amount of the realised position after conversion; presumably won.
        ConvertedRealizedCostBasis = 50725, "converted_realized_cost_basis", "환전실현손익매입금액 사용", Amount, "won", 4, 8 @ 232, ();
        /// 주문STOP가격 (code 50810), in the order's currency, 4 decimals. Stop price of the order, in the currency of the order; 0 if there is none.
        StopPrice = 50810, "stop_price", "주문STOP가격", Price, "foreign", 4, 8 @ 240, ();
        /// 예약구분 (code 50841). Kind of reserved order; 0 in the official examples; the values are not documented.
        ReservationType = 50841, "reservation_type", "예약구분", Text, "", 0, 8 @ 488, ();
        /// 환전실현손익금액 사용 (code 50844), in won, 4 decimals. Realised profit or loss after conversion; presumably won; the sign is arithmetic.
        ConvertedRealizedPnl = 50844, "converted_realized_pnl", "환전실현손익금액 사용", SignedAmount, "won", 4, 8 @ 248, ();
        /// (재무)국가코드 사용 (code 55190). Country code as the broker counts them; 001 for the United States.
        CountryCode = 55190, "country_code", "(재무)국가코드 사용", Text, "", 0, 8 @ 496, ();
    }
}

code_map! {
    US_EXECUTION_CODES, 863, 14;
    0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0,
    0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 5, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 7,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 10, 11, 12, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 13,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 1, 2, 3, 255, 4, 5, 255, 6, 7, 8, 9, 10,
    255, 11, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 12, 13, 255, 255, 14, 255, 15, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 16, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 17, 18, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 19, 20, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 21, 255, 255, 22, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 23, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 24, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 25, 255, 26, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 27, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 28, 29, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 30, 31, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 32, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 33, 255, 255, 34, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 35, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`UsTrade`](crate::record::UsTrade), in the order of the wire.
    pub enum UsTradeField, US_TRADE_FIELDS, US_TRADE_CODES, 18 {
        /// 현재가 (code 10), in usd, 4 decimals. Last price; the sign on the wire only tells the direction against the previous close.
        Last = 10, "last", "현재가", Price, "usd", 4, 8 @ 64, ();
        /// 전일대비 (code 11), in usd, 4 decimals. Last price minus previous close; the sign is arithmetic.
        Change = 11, "change", "전일대비", Change, "usd", 4, 8 @ 72, ();
        /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
        ChangePercent = 12, "change_percent", "등락율", Percent, "percent", 2, 4 @ 112, ();
        /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
        CumulativeVolume = 13, "cumulative_volume", "누적거래량", Quantity, "shares", 0, 8 @ 80, ();
        /// 누적거래대금 (code 14), in thousand usd, 6 decimals. Traded value of the day so far; in thousand dollars, judged by its size.
        CumulativeValue = 14, "cumulative_value", "누적거래대금", Amount, "thousand_usd", 6, 8 @ 128, ();
        /// 체결량 (code 15), in shares. Traded volume: positive if the buyer hit the ask, negative if the seller hit the bid.
        Volume = 15, "volume", "체결량", SignedQuantity, "shares", 0, 8 @ 88, ();
        /// 시가 (code 16), in usd, 4 decimals. Opening price; the sign on the wire only tells the direction against the previous close.
        Open = 16, "open", "시가", Price, "usd", 4, 8 @ 136, ();
        /// 고가 (code 17), in usd, 4 decimals. Highest price of the day; the sign on the wire only tells the direction against the previous close.
        High = 17, "high", "고가", Price, "usd", 4, 8 @ 144, ();
        /// 저가 (code 18), in usd, 4 decimals. Lowest price of the day; the sign on the wire only tells the direction against the previous close.
        Low = 18, "low", "저가", Price, "usd", 4, 8 @ 152, ();
        /// 시간 (code 20), New York time. Time of the trade; equal to the local time in the official example.
        Time = 20, "time", "시간", Time, "us_eastern", 0, 4 @ 116, ();
        /// 체결일자 (code 22), New York time. Date of the trade, on the calendar of the time.
        Date = 22, "date", "체결일자", Date, "us_eastern", 0, 4 @ 120, ();
        /// 전일대비기호 (code 25). Direction against the previous close.
        ChangeSign = 25, "change_sign", "전일대비기호", Code, "", 0, 4 @ 168, ChangeSign;
        /// (최우선)매도호가 (code 27), in usd, 4 decimals. Best ask price; the sign on the wire only tells the direction against the previous close.
        BestAsk = 27, "best_ask", "(최우선)매도호가", Price, "usd", 4, 8 @ 96, ();
        /// (최우선)매수호가 (code 28), in usd, 4 decimals. Best bid price; the sign on the wire only tells the direction against the previous close.
        BestBid = 28, "best_bid", "(최우선)매수호가", Price, "usd", 4, 8 @ 104, ();
        /// 전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume.
        VolumeVsPreviousDayPercent = 30, "volume_vs_previous_day_percent", "전일거래량대비(비율)", DirectedPercent, "percent", 2, 4 @ 160, ();
        /// 체결강도 (code 228), in percent, 2 decimals. Bought volume in percent of sold volume over the day; above 100 buyers are the more aggressive side.
        TradeStrength = 228, "trade_strength", "체결강도", Percent, "percent", 2, 4 @ 124, ();
        /// 장구분 (code 290). Session of the trade; the values are not documented.
        MarketSession = 290, "market_session", "장구분", Text, "", 0, 8 @ 172, ();
        /// 현지 체결시간 (code 51020), New York time. Time of the trade at the market.
        LocalTime = 51020, "local_time", "현지 체결시간", Time, "us_eastern", 0, 4 @ 164, ();
    }
}

code_map! {
    US_TRADE_CODES, 798, 5;
    1, 0, 0, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 1, 2, 3, 4, 5,
    6, 7, 8, 255, 9, 255, 10, 255, 255, 11, 255, 12, 13, 255, 14, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 15, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 16, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 17, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}

message_fields! {
    /// Fields of [`UsOrderBook`](crate::record::UsOrderBook), in the order of the wire.
    pub enum UsOrderBookField, US_ORDER_BOOK_FIELDS, US_ORDER_BOOK_CODES, 65 {
        /// 시간 (code 21), New York time. Time of the quote; local time at the market, judged by the official examples.
        Time = 21, "time", "시간", Time, "us_eastern", 0, 4 @ 400, ();
        /// 매도1호가 (code 41 for the first), in usd, 4 decimals. Ask price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice1 = 41, "ask_price_1", "매도1호가", Price, "usd", 4, 8 @ 64, ();
        /// 매도2호가 (code 42 for the first), in usd, 4 decimals. Ask price of level 2; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice2 = 42, "ask_price_2", "매도2호가", Price, "usd", 4, 8 @ 96, ();
        /// 매도3호가 (code 43 for the first), in usd, 4 decimals. Ask price of level 3; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice3 = 43, "ask_price_3", "매도3호가", Price, "usd", 4, 8 @ 128, ();
        /// 매도4호가 (code 44 for the first), in usd, 4 decimals. Ask price of level 4; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice4 = 44, "ask_price_4", "매도4호가", Price, "usd", 4, 8 @ 160, ();
        /// 매도5호가 (code 45 for the first), in usd, 4 decimals. Ask price of level 5; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice5 = 45, "ask_price_5", "매도5호가", Price, "usd", 4, 8 @ 192, ();
        /// 매도6호가 (code 46 for the first), in usd, 4 decimals. Ask price of level 6; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice6 = 46, "ask_price_6", "매도6호가", Price, "usd", 4, 8 @ 224, ();
        /// 매도7호가 (code 47 for the first), in usd, 4 decimals. Ask price of level 7; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice7 = 47, "ask_price_7", "매도7호가", Price, "usd", 4, 8 @ 256, ();
        /// 매도8호가 (code 48 for the first), in usd, 4 decimals. Ask price of level 8; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice8 = 48, "ask_price_8", "매도8호가", Price, "usd", 4, 8 @ 288, ();
        /// 매도9호가 (code 49 for the first), in usd, 4 decimals. Ask price of level 9; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice9 = 49, "ask_price_9", "매도9호가", Price, "usd", 4, 8 @ 320, ();
        /// 매도10호가 (code 50 for the first), in usd, 4 decimals. Ask price of level 10; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        AskPrice10 = 50, "ask_price_10", "매도10호가", Price, "usd", 4, 8 @ 352, ();
        /// 매수1호가 (code 51 for the first), in usd, 4 decimals. Bid price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice1 = 51, "bid_price_1", "매수1호가", Price, "usd", 4, 8 @ 72, ();
        /// 매수2호가 (code 52 for the first), in usd, 4 decimals. Bid price of level 2; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice2 = 52, "bid_price_2", "매수2호가", Price, "usd", 4, 8 @ 104, ();
        /// 매수3호가 (code 53 for the first), in usd, 4 decimals. Bid price of level 3; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice3 = 53, "bid_price_3", "매수3호가", Price, "usd", 4, 8 @ 136, ();
        /// 매수4호가 (code 54 for the first), in usd, 4 decimals. Bid price of level 4; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice4 = 54, "bid_price_4", "매수4호가", Price, "usd", 4, 8 @ 168, ();
        /// 매수5호가 (code 55 for the first), in usd, 4 decimals. Bid price of level 5; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice5 = 55, "bid_price_5", "매수5호가", Price, "usd", 4, 8 @ 200, ();
        /// 매수6호가 (code 56 for the first), in usd, 4 decimals. Bid price of level 6; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice6 = 56, "bid_price_6", "매수6호가", Price, "usd", 4, 8 @ 232, ();
        /// 매수7호가 (code 57 for the first), in usd, 4 decimals. Bid price of level 7; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice7 = 57, "bid_price_7", "매수7호가", Price, "usd", 4, 8 @ 264, ();
        /// 매수8호가 (code 58 for the first), in usd, 4 decimals. Bid price of level 8; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice8 = 58, "bid_price_8", "매수8호가", Price, "usd", 4, 8 @ 296, ();
        /// 매수9호가 (code 59 for the first), in usd, 4 decimals. Bid price of level 9; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice9 = 59, "bid_price_9", "매수9호가", Price, "usd", 4, 8 @ 328, ();
        /// 매수10호가 (code 60 for the first), in usd, 4 decimals. Bid price of level 10; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
        BidPrice10 = 60, "bid_price_10", "매수10호가", Price, "usd", 4, 8 @ 360, ();
        /// 매도1호가잔량 (code 61 for the first), in shares. Ask quantity of level 1.
        AskQuantity1 = 61, "ask_quantity_1", "매도1호가잔량", Quantity, "shares", 0, 4 @ 80, ();
        /// 매도2호가잔량 (code 62 for the first), in shares. Ask quantity of level 2.
        AskQuantity2 = 62, "ask_quantity_2", "매도2호가잔량", Quantity, "shares", 0, 4 @ 112, ();
        /// 매도3호가잔량 (code 63 for the first), in shares. Ask quantity of level 3.
        AskQuantity3 = 63, "ask_quantity_3", "매도3호가잔량", Quantity, "shares", 0, 4 @ 144, ();
        /// 매도4호가잔량 (code 64 for the first), in shares. Ask quantity of level 4.
        AskQuantity4 = 64, "ask_quantity_4", "매도4호가잔량", Quantity, "shares", 0, 4 @ 176, ();
        /// 매도5호가잔량 (code 65 for the first), in shares. Ask quantity of level 5.
        AskQuantity5 = 65, "ask_quantity_5", "매도5호가잔량", Quantity, "shares", 0, 4 @ 208, ();
        /// 매도6호가잔량 (code 66 for the first), in shares. Ask quantity of level 6.
        AskQuantity6 = 66, "ask_quantity_6", "매도6호가잔량", Quantity, "shares", 0, 4 @ 240, ();
        /// 매도7호가잔량 (code 67 for the first), in shares. Ask quantity of level 7.
        AskQuantity7 = 67, "ask_quantity_7", "매도7호가잔량", Quantity, "shares", 0, 4 @ 272, ();
        /// 매도8호가잔량 (code 68 for the first), in shares. Ask quantity of level 8.
        AskQuantity8 = 68, "ask_quantity_8", "매도8호가잔량", Quantity, "shares", 0, 4 @ 304, ();
        /// 매도9호가잔량 (code 69 for the first), in shares. Ask quantity of level 9.
        AskQuantity9 = 69, "ask_quantity_9", "매도9호가잔량", Quantity, "shares", 0, 4 @ 336, ();
        /// 매도10호가잔량 (code 70 for the first), in shares. Ask quantity of level 10.
        AskQuantity10 = 70, "ask_quantity_10", "매도10호가잔량", Quantity, "shares", 0, 4 @ 368, ();
        /// 매수1호가잔량 (code 71 for the first), in shares. Bid quantity of level 1.
        BidQuantity1 = 71, "bid_quantity_1", "매수1호가잔량", Quantity, "shares", 0, 4 @ 84, ();
        /// 매수2호가잔량 (code 72 for the first), in shares. Bid quantity of level 2.
        BidQuantity2 = 72, "bid_quantity_2", "매수2호가잔량", Quantity, "shares", 0, 4 @ 116, ();
        /// 매수3호가잔량 (code 73 for the first), in shares. Bid quantity of level 3.
        BidQuantity3 = 73, "bid_quantity_3", "매수3호가잔량", Quantity, "shares", 0, 4 @ 148, ();
        /// 매수4호가잔량 (code 74 for the first), in shares. Bid quantity of level 4.
        BidQuantity4 = 74, "bid_quantity_4", "매수4호가잔량", Quantity, "shares", 0, 4 @ 180, ();
        /// 매수5호가잔량 (code 75 for the first), in shares. Bid quantity of level 5.
        BidQuantity5 = 75, "bid_quantity_5", "매수5호가잔량", Quantity, "shares", 0, 4 @ 212, ();
        /// 매수6호가잔량 (code 76 for the first), in shares. Bid quantity of level 6.
        BidQuantity6 = 76, "bid_quantity_6", "매수6호가잔량", Quantity, "shares", 0, 4 @ 244, ();
        /// 매수7호가잔량 (code 77 for the first), in shares. Bid quantity of level 7.
        BidQuantity7 = 77, "bid_quantity_7", "매수7호가잔량", Quantity, "shares", 0, 4 @ 276, ();
        /// 매수8호가잔량 (code 78 for the first), in shares. Bid quantity of level 8.
        BidQuantity8 = 78, "bid_quantity_8", "매수8호가잔량", Quantity, "shares", 0, 4 @ 308, ();
        /// 매수9호가잔량 (code 79 for the first), in shares. Bid quantity of level 9.
        BidQuantity9 = 79, "bid_quantity_9", "매수9호가잔량", Quantity, "shares", 0, 4 @ 340, ();
        /// 매수10호가잔량 (code 80 for the first), in shares. Bid quantity of level 10.
        BidQuantity10 = 80, "bid_quantity_10", "매수10호가잔량", Quantity, "shares", 0, 4 @ 372, ();
        /// 매도1호가직전대비 (code 81 for the first), in shares. Change of the ask quantity of level 1 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange1 = 81, "ask_quantity_change_1", "매도1호가직전대비", SignedQuantity, "shares", 0, 4 @ 88, ();
        /// 매도2호가직전대비 (code 82 for the first), in shares. Change of the ask quantity of level 2 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange2 = 82, "ask_quantity_change_2", "매도2호가직전대비", SignedQuantity, "shares", 0, 4 @ 120, ();
        /// 매도3호가직전대비 (code 83 for the first), in shares. Change of the ask quantity of level 3 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange3 = 83, "ask_quantity_change_3", "매도3호가직전대비", SignedQuantity, "shares", 0, 4 @ 152, ();
        /// 매도4호가직전대비 (code 84 for the first), in shares. Change of the ask quantity of level 4 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange4 = 84, "ask_quantity_change_4", "매도4호가직전대비", SignedQuantity, "shares", 0, 4 @ 184, ();
        /// 매도5호가직전대비 (code 85 for the first), in shares. Change of the ask quantity of level 5 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange5 = 85, "ask_quantity_change_5", "매도5호가직전대비", SignedQuantity, "shares", 0, 4 @ 216, ();
        /// 매도6호가직전대비 (code 86 for the first), in shares. Change of the ask quantity of level 6 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange6 = 86, "ask_quantity_change_6", "매도6호가직전대비", SignedQuantity, "shares", 0, 4 @ 248, ();
        /// 매도7호가직전대비 (code 87 for the first), in shares. Change of the ask quantity of level 7 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange7 = 87, "ask_quantity_change_7", "매도7호가직전대비", SignedQuantity, "shares", 0, 4 @ 280, ();
        /// 매도8호가직전대비 (code 88 for the first), in shares. Change of the ask quantity of level 8 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange8 = 88, "ask_quantity_change_8", "매도8호가직전대비", SignedQuantity, "shares", 0, 4 @ 312, ();
        /// 매도9호가직전대비 (code 89 for the first), in shares. Change of the ask quantity of level 9 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange9 = 89, "ask_quantity_change_9", "매도9호가직전대비", SignedQuantity, "shares", 0, 4 @ 344, ();
        /// 매도10호가직전대비 (code 90 for the first), in shares. Change of the ask quantity of level 10 in one step at the exchange; cannot be summed over messages.
        AskQuantityChange10 = 90, "ask_quantity_change_10", "매도10호가직전대비", SignedQuantity, "shares", 0, 4 @ 376, ();
        /// 매수1호가직전대비 (code 91 for the first), in shares. Change of the bid quantity of level 1 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange1 = 91, "bid_quantity_change_1", "매수1호가직전대비", SignedQuantity, "shares", 0, 4 @ 92, ();
        /// 매수2호가직전대비 (code 92 for the first), in shares. Change of the bid quantity of level 2 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange2 = 92, "bid_quantity_change_2", "매수2호가직전대비", SignedQuantity, "shares", 0, 4 @ 124, ();
        /// 매수3호가직전대비 (code 93 for the first), in shares. Change of the bid quantity of level 3 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange3 = 93, "bid_quantity_change_3", "매수3호가직전대비", SignedQuantity, "shares", 0, 4 @ 156, ();
        /// 매수4호가직전대비 (code 94 for the first), in shares. Change of the bid quantity of level 4 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange4 = 94, "bid_quantity_change_4", "매수4호가직전대비", SignedQuantity, "shares", 0, 4 @ 188, ();
        /// 매수5호가직전대비 (code 95 for the first), in shares. Change of the bid quantity of level 5 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange5 = 95, "bid_quantity_change_5", "매수5호가직전대비", SignedQuantity, "shares", 0, 4 @ 220, ();
        /// 매수6호가직전대비 (code 96 for the first), in shares. Change of the bid quantity of level 6 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange6 = 96, "bid_quantity_change_6", "매수6호가직전대비", SignedQuantity, "shares", 0, 4 @ 252, ();
        /// 매수7호가직전대비 (code 97 for the first), in shares. Change of the bid quantity of level 7 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange7 = 97, "bid_quantity_change_7", "매수7호가직전대비", SignedQuantity, "shares", 0, 4 @ 284, ();
        /// 매수8호가직전대비 (code 98 for the first), in shares. Change of the bid quantity of level 8 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange8 = 98, "bid_quantity_change_8", "매수8호가직전대비", SignedQuantity, "shares", 0, 4 @ 316, ();
        /// 매수9호가직전대비 (code 99 for the first), in shares. Change of the bid quantity of level 9 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange9 = 99, "bid_quantity_change_9", "매수9호가직전대비", SignedQuantity, "shares", 0, 4 @ 348, ();
        /// 매수10호가직전대비 (code 100 for the first), in shares. Change of the bid quantity of level 10 in one step at the exchange; cannot be summed over messages.
        BidQuantityChange10 = 100, "bid_quantity_change_10", "매수10호가직전대비", SignedQuantity, "shares", 0, 4 @ 380, ();
        /// 매도호가총잔량 (code 121), in shares. Sum of all ask quantities.
        TotalAskQuantity = 121, "total_ask_quantity", "매도호가총잔량", Quantity, "shares", 0, 8 @ 384, ();
        /// 매도호가총잔량직전대비 (code 122), in shares. Change of the total ask quantity in one step at the exchange; cannot be summed over messages.
        TotalAskQuantityChange = 122, "total_ask_quantity_change", "매도호가총잔량직전대비", SignedQuantity, "shares", 0, 8 @ 408, ();
        /// 매수호가총잔량 (code 125), in shares. Sum of all bid quantities.
        TotalBidQuantity = 125, "total_bid_quantity", "매수호가총잔량", Quantity, "shares", 0, 8 @ 392, ();
        /// 매수호가총잔량직전대비 (code 126), in shares. Change of the total bid quantity in one step at the exchange; cannot be summed over messages.
        TotalBidQuantityChange = 126, "total_bid_quantity_change", "매수호가총잔량직전대비", SignedQuantity, "shares", 0, 8 @ 416, ();
    }
}

code_map! {
    US_ORDER_BOOK_CODES, 2, 3;
    1, 2,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4, 5, 6, 7,
    8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
    ;
    24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39,
    40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55,
    56, 57, 58, 59, 60, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 61, 62, 255, 255, 63, 64, 255,
}

message_fields! {
    /// Fields of [`UsConditionMatch`](crate::record::UsConditionMatch), in the order of the wire.
    pub enum UsConditionMatchField, US_CONDITION_MATCH_FIELDS, US_CONDITION_MATCH_CODES, 5 {
        /// 체결시간 (code 20). Time of the change, to the second; the time zone is not documented.
        Time = 20, "time", "체결시간", Time, "", 0, 4 @ 64, ();
        /// 일련번호 (code 841). Serial number of the condition in the user's list.
        ConditionSeq = 841, "condition_seq", "일련번호", Text, "", 0, 8 @ 88, ();
        /// 삽입삭제 구분 (code 843). Whether the stock entered or left the result.
        InsertDelete = 843, "insert_delete", "삽입삭제 구분", Code, "", 0, 4 @ 68, InsertDelete;
        /// 매도/수 구분 (code 907). Side, as documented for condition searches; one digit, unlike in US orders.
        Side = 907, "side", "매도/수 구분", Code, "", 0, 4 @ 96, Side;
        /// 종목코드 (code 9001). Ticker symbol, such as NVDA.
        Symbol = 9001, "symbol", "종목코드", Text, "", 0, 16 @ 72, ();
    }
}

code_map! {
    US_CONDITION_MATCH_CODES, 141, 5;
    1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 255, 2, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 3, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ;
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 4, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
}
