// Written by kiwoom-codegen from codegen/tables: change the tables, not this file.
// The copy in codegen/golden is renewed by `BLESS=1 cargo test -p kiwoom-codegen`.

/// 주문체결 (`00`). What happens to your own orders: accepted, filled, amended, cancelled, refused. Comes for the account of the access token, whatever items are registered.
///
/// 576 bytes. Every field by name, its code and its offset: [`OrderField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct Order {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 미체결수량 (code 902), in shares. Quantity that is still open.
    pub unfilled_quantity: Quantity<0>,
    /// 단위체결량 (code 915), in shares. Quantity of this single fill; empty until the order is filled.
    pub unit_fill_quantity: Quantity<0>,
    /// 주문/체결시간 (code 908), Korean time. Time of the order event or the fill.
    pub time: Time,
    /// 단위체결가 (code 914), in won. Price of this single fill; empty until the order is filled.
    pub unit_fill_price: Price<0>,
    /// 주문번호 (code 9203). Order number; leading zeros belong to it.
    pub order_no: Text<16>,
    /// 주문상태 (code 913). State of the order; the wire value is Korean text.
    pub order_status: OrderStatus,
    /// 매도수구분 (code 907). Side.
    pub side: Side,
    pub(crate) reserved_0: [u8; 4],
    /// 주문수량 (code 900), in shares. Ordered quantity.
    pub order_quantity: Quantity<0>,
    /// 체결누계금액 (code 903), in won. Money traded by this order so far.
    pub cumulative_fill_amount: Amount<0>,
    /// 체결량 (code 911), in shares. Filled quantity; empty until the order is filled; whether it adds up over several fills is not documented.
    pub fill_quantity: Quantity<0>,
    /// 당일매매수수료 (code 938), in won. Commission of the day.
    pub day_commission: Amount<0>,
    /// 당일매매세금 (code 939), in won. Tax of the day; charged on sales.
    pub day_tax: Amount<0>,
    /// 주문가격 (code 901), in won. Order price; 0 for a market order.
    pub order_price: Price<0>,
    /// 체결가 (code 910), in won. Fill price; empty until the order is filled.
    pub fill_price: Price<0>,
    /// 현재가 (code 10), in won. Last price of the issue, not of the order; the sign on the wire only tells the direction against the previous close.
    pub last: Price<0>,
    /// (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close.
    pub best_ask: Price<0>,
    /// (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close.
    pub best_bid: Price<0>,
    /// 대출일 (code 923). Date of the credit loan, for fills; empty or zeros if there is none.
    pub loan_date: Date,
    /// 시간외단일가\_현재가 (code 10010), in won. Last price of the after-hours periodic auctions; the sign on the wire only tells the direction against the previous close.
    pub after_hours_last: Price<0>,
    /// 계좌번호 (code 9201). Account number of ten digits; treat it as a secret.
    pub account_no: Text<16>,
    /// 관리자사번 (code 9205). Staff number of the account manager; empty in every known message.
    pub manager_id: Text<16>,
    /// 종목코드,업종코드 (code 9001). Issue code of six characters, not always digits, without a venue suffix.
    pub symbol: Text<16>,
    /// 주문업무분류 (code 912). Business class of the order.
    pub order_category: OrderCategory,
    /// 종목명 (code 302). Name of the issue in Korean; blanks inside belong to it.
    pub instrument_name: Text<64>,
    /// 원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none.
    pub original_order_no: Text<16>,
    /// 주문구분 (code 905). What the order does: buy, sell, amend or cancel; the wire value is Korean text, mostly with a sign.
    pub order_action: OrderAction,
    /// 매매구분 (code 906). Order type and time in force; the wire value is Korean text.
    pub order_type: OrderType,
    /// 체결번호 (code 909). Execution number; empty until the order is filled.
    pub execution_no: Text<16>,
    /// 거부사유 (code 919). Reason of a refusal; 0 if there is none.
    pub reject_reason: Text<64>,
    /// 화면번호 (code 920). Number of the trading screen that sent the order; empty for orders from elsewhere.
    pub screen_no: Text<16>,
    /// 터미널번호 (code 921). Number of the terminal that sent the order.
    pub terminal_no: Text<16>,
    /// 신용구분 (code 922). Kind of credit trade, for fills; 00 means none; the other values are not documented.
    pub credit_type: Text<8>,
    /// 거래소구분 (code 2134). Trading venue, as a digit.
    pub venue: VenueCode,
    /// 거래소구분명 (code 2135). Trading venue, by name.
    pub venue_name: VenueCode,
    /// SOR여부 (code 2136). Whether the order went through smart order routing.
    pub is_sor: Flag,
    pub(crate) reserved_1: [u8; 59],
}

impl Order {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        unfilled_quantity: Quantity::NONE,
        unit_fill_quantity: Quantity::NONE,
        time: Time::NONE,
        unit_fill_price: Price::NONE,
        order_no: Text::NONE,
        order_status: OrderStatus::NONE,
        side: Side::NONE,
        reserved_0: [0; 4],
        order_quantity: Quantity::NONE,
        cumulative_fill_amount: Amount::NONE,
        fill_quantity: Quantity::NONE,
        day_commission: Amount::NONE,
        day_tax: Amount::NONE,
        order_price: Price::NONE,
        fill_price: Price::NONE,
        last: Price::NONE,
        best_ask: Price::NONE,
        best_bid: Price::NONE,
        loan_date: Date::NONE,
        after_hours_last: Price::NONE,
        account_no: Text::NONE,
        manager_id: Text::NONE,
        symbol: Text::NONE,
        order_category: OrderCategory::NONE,
        instrument_name: Text::NONE,
        original_order_no: Text::NONE,
        order_action: OrderAction::NONE,
        order_type: OrderType::NONE,
        execution_no: Text::NONE,
        reject_reason: Text::NONE,
        screen_no: Text::NONE,
        terminal_no: Text::NONE,
        credit_type: Text::NONE,
        venue: VenueCode::NONE,
        venue_name: VenueCode::NONE,
        is_sor: Flag::NONE,
        reserved_1: [0; 59],
    };
}

layout! {
    Order, 576, 8;
      64 unfilled_quantity;
      72 unit_fill_quantity;
      80 time;
      84 unit_fill_price;
      88 order_no;
     104 order_status;
     120 side;
     128 order_quantity;
     136 cumulative_fill_amount;
     144 fill_quantity;
     152 day_commission;
     160 day_tax;
     168 order_price;
     172 fill_price;
     176 last;
     180 best_ask;
     184 best_bid;
     188 loan_date;
     192 after_hours_last;
     196 account_no;
     212 manager_id;
     228 symbol;
     244 order_category;
     252 instrument_name;
     316 original_order_no;
     332 order_action;
     356 order_type;
     380 execution_no;
     396 reject_reason;
     460 screen_no;
     476 terminal_no;
     492 credit_type;
     500 venue;
     508 venue_name;
     516 is_sor;
}

record_impls! { Order, OrderField, ORDER }

/// 조건검색 (`02`). A stock entered or left the result of a condition search that runs in real time.
///
/// 128 bytes. Every field by name, its code and its offset: [`ConditionMatchField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct ConditionMatch {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 체결시간 (code 20), Korean time. Time of the change, to the second.
    pub time: Time,
    /// 종목코드 (code 9001). Issue code of six characters, not always digits.
    pub symbol: Text<16>,
    /// 삽입삭제 구분 (code 843). Whether the stock entered or left the result.
    pub insert_delete: InsertDelete,
    /// 일련번호 (code 841). Serial number of the condition in the user's list.
    pub condition_seq: Text<8>,
    /// 매도/수 구분 (code 907). Side, as documented for condition searches.
    pub side: Side,
    pub(crate) reserved_0: [u8; 28],
}

impl ConditionMatch {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        time: Time::NONE,
        symbol: Text::NONE,
        insert_delete: InsertDelete::NONE,
        condition_seq: Text::NONE,
        side: Side::NONE,
        reserved_0: [0; 28],
    };
}

layout! {
    ConditionMatch, 128, 8;
      64 time;
      68 symbol;
      84 insert_delete;
      88 condition_seq;
      96 side;
}

record_impls! { ConditionMatch, ConditionMatchField, CONDITION_MATCH }

/// 잔고 (`04`). Your own position in one issue after a fill. Comes for the account of the access token, whatever items are registered.
///
/// 384 bytes. Every field by name, its code and its offset: [`BalanceField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct Balance {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 보유수량 (code 930), in shares. Quantity held.
    pub holding_quantity: Quantity<0>,
    /// 주문가능수량 (code 933), in shares. Quantity that can be sold now.
    pub orderable_quantity: Quantity<0>,
    /// 당일순매수량 (code 945), in shares. Bought minus sold quantity of the day.
    pub day_net_buy_quantity: Quantity<0>,
    /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
    pub last: Price<0>,
    /// 매입단가 (code 931), in won. Average purchase price of the position.
    pub average_purchase_price: Price<0>,
    /// 총매입가(당일누적) (code 932), in won. Total purchase amount, summed over the day; close to quantity times average price.
    pub total_purchase_amount: Amount<0>,
    /// 당일총매도손익 (code 950), in won. Profit or loss of all sales of the day.
    pub day_sell_pnl: Amount<0>,
    /// 신용금액 (code 957), in won. Money borrowed for the position.
    pub credit_amount: Amount<0>,
    /// 신용이자 (code 958), in won. Interest on the borrowed money.
    pub credit_interest: Amount<0>,
    /// 당일실현손익(유가) (code 990), in won. Realised profit or loss of the day, cash positions.
    pub day_realized_pnl_cash: Amount<0>,
    /// 당일실현손익(신용) (code 992), in won. Realised profit or loss of the day, credit positions.
    pub day_realized_pnl_credit: Amount<0>,
    /// 담보대출수량 (code 959), in shares. Quantity pledged for a loan.
    pub collateral_loan_quantity: Quantity<0>,
    /// 대출일 (code 916). Date of the credit loan; zeros if there is none.
    pub loan_date: Date,
    /// (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close.
    pub best_ask: Price<0>,
    /// (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close.
    pub best_bid: Price<0>,
    /// 기준가 (code 307), in won. Reference price of the day, normally the previous close.
    pub base_price: Price<0>,
    /// 손익률(실현손익) (code 8019), in percent, 2 decimals. Realised profit or loss in percent.
    pub pnl_percent: Percent<2>,
    /// 만기일 (code 918). Due date of the credit loan; zeros if there is none.
    pub maturity_date: Date,
    /// 당일실현손익율(유가) (code 991), in percent, 2 decimals. Realised profit or loss of the day in percent, cash positions.
    pub day_realized_pnl_cash_percent: Percent<2>,
    /// 당일실현손익율(신용) (code 993), in percent, 2 decimals. Realised profit or loss of the day in percent, credit positions.
    pub day_realized_pnl_credit_percent: Percent<2>,
    /// 계좌번호 (code 9201). Account number of ten digits; treat it as a secret.
    pub account_no: Text<16>,
    /// 종목코드,업종코드 (code 9001). Issue code of six characters, not always digits.
    pub symbol: Text<16>,
    /// 신용구분 (code 917). Kind of credit position; 00 means none; the other values are not documented.
    pub credit_type: Text<8>,
    /// 종목명 (code 302). Name of the issue in Korean; blanks inside belong to it.
    pub instrument_name: Text<64>,
    /// 매도/매수구분 (code 946). Side of the last fill; the meaning of the digits is taken from the order message.
    pub side: Side,
    /// Extra Item (code 951). Documented only as an extra item; kept as text.
    pub extra_951: Text<24>,
    /// Extra Item (code 924). Documented only as an extra item; kept as text.
    pub extra_924: Text<24>,
    pub(crate) reserved_0: [u8; 44],
}

impl Balance {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        holding_quantity: Quantity::NONE,
        orderable_quantity: Quantity::NONE,
        day_net_buy_quantity: Quantity::NONE,
        last: Price::NONE,
        average_purchase_price: Price::NONE,
        total_purchase_amount: Amount::NONE,
        day_sell_pnl: Amount::NONE,
        credit_amount: Amount::NONE,
        credit_interest: Amount::NONE,
        day_realized_pnl_cash: Amount::NONE,
        day_realized_pnl_credit: Amount::NONE,
        collateral_loan_quantity: Quantity::NONE,
        loan_date: Date::NONE,
        best_ask: Price::NONE,
        best_bid: Price::NONE,
        base_price: Price::NONE,
        pnl_percent: Percent::NONE,
        maturity_date: Date::NONE,
        day_realized_pnl_cash_percent: Percent::NONE,
        day_realized_pnl_credit_percent: Percent::NONE,
        account_no: Text::NONE,
        symbol: Text::NONE,
        credit_type: Text::NONE,
        instrument_name: Text::NONE,
        side: Side::NONE,
        extra_951: Text::NONE,
        extra_924: Text::NONE,
        reserved_0: [0; 44],
    };
}

layout! {
    Balance, 384, 8;
      64 holding_quantity;
      72 orderable_quantity;
      80 day_net_buy_quantity;
      88 last;
      92 average_purchase_price;
      96 total_purchase_amount;
     104 day_sell_pnl;
     112 credit_amount;
     120 credit_interest;
     128 day_realized_pnl_cash;
     136 day_realized_pnl_credit;
     144 collateral_loan_quantity;
     152 loan_date;
     156 best_ask;
     160 best_bid;
     164 base_price;
     168 pnl_percent;
     172 maturity_date;
     176 day_realized_pnl_cash_percent;
     180 day_realized_pnl_credit_percent;
     184 account_no;
     200 symbol;
     216 credit_type;
     224 instrument_name;
     288 side;
     292 extra_951;
     316 extra_924;
}

record_impls! { Balance, BalanceField, BALANCE }

/// 주식기세 (`0A`). Price without a trade: base quotes, block trades and corrections of the close. Rare.
///
/// 192 bytes. Every field by name, its code and its offset: [`QuoteField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct Quote {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
    pub cumulative_volume: Quantity<0>,
    /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
    pub last: Price<0>,
    /// 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic.
    pub change: Change<0>,
    /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
    pub change_percent: Percent<2>,
    /// (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close.
    pub best_ask: Price<0>,
    /// (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close.
    pub best_bid: Price<0>,
    pub(crate) reserved_0: [u8; 4],
    /// 누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions.
    pub cumulative_value: Amount<0>,
    /// 전일거래량대비(계약,주) (code 26), in shares. Volume of the day minus the whole volume of the previous day; the sign is arithmetic.
    pub volume_vs_previous_day: Quantity<0>,
    /// 거래대금증감 (code 29), in won. Traded value of the day minus that of the previous day; in won, although the cumulative value is in million won.
    pub value_vs_previous_day: Amount<0>,
    /// 거래비용 (code 32), in won. Cost of trading one share, as estimated by the broker; the formula is not documented.
    pub trading_cost: Amount<0>,
    /// 시가총액(억) (code 311), in hundred million won. Market capitalisation.
    pub market_cap: Amount<0>,
    /// 시가 (code 16), in won. Opening price; the sign on the wire only tells the direction against the previous close.
    pub open: Price<0>,
    /// 고가 (code 17), in won. Highest price of the day; the sign on the wire only tells the direction against the previous close.
    pub high: Price<0>,
    /// 저가 (code 18), in won. Lowest price of the day; the sign on the wire only tells the direction against the previous close.
    pub low: Price<0>,
    /// 전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume.
    pub volume_vs_previous_day_percent: DirectedPercent<2>,
    /// 거래회전율 (code 31), in percent, 2 decimals. Volume of the day in percent of the listed shares.
    pub turnover_rate: Percent<2>,
    /// 상한가발생시간 (code 567), Korean time. Time at which the upper price limit was reached; 000000 means never.
    pub upper_limit_time: Time,
    /// 하한가발생시간 (code 568), Korean time. Time at which the lower price limit was reached; 000000 means never.
    pub lower_limit_time: Time,
    /// 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own.
    pub change_sign: ChangeSign,
    pub(crate) reserved_1: [u8; 24],
}

impl Quote {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        cumulative_volume: Quantity::NONE,
        last: Price::NONE,
        change: Change::NONE,
        change_percent: Percent::NONE,
        best_ask: Price::NONE,
        best_bid: Price::NONE,
        reserved_0: [0; 4],
        cumulative_value: Amount::NONE,
        volume_vs_previous_day: Quantity::NONE,
        value_vs_previous_day: Amount::NONE,
        trading_cost: Amount::NONE,
        market_cap: Amount::NONE,
        open: Price::NONE,
        high: Price::NONE,
        low: Price::NONE,
        volume_vs_previous_day_percent: DirectedPercent::NONE,
        turnover_rate: Percent::NONE,
        upper_limit_time: Time::NONE,
        lower_limit_time: Time::NONE,
        change_sign: ChangeSign::NONE,
        reserved_1: [0; 24],
    };
}

layout! {
    Quote, 192, 8;
      64 cumulative_volume;
      72 last;
      76 change;
      80 change_percent;
      84 best_ask;
      88 best_bid;
      96 cumulative_value;
     104 volume_vs_previous_day;
     112 value_vs_previous_day;
     120 trading_cost;
     128 market_cap;
     136 open;
     140 high;
     144 low;
     148 volume_vs_previous_day_percent;
     152 turnover_rate;
     156 upper_limit_time;
     160 lower_limit_time;
     164 change_sign;
}

record_impls! { Quote, QuoteField, QUOTE }

/// 주식체결 (`0B`). One trade, or several trades of one side that the server added up, with the running figures of the day.
///
/// 320 bytes. Every field by name, its code and its offset: [`TradeField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct Trade {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 거래량 (code 15), in shares. Traded volume of this message: positive if the buyer hit the ask, negative if the seller hit the bid; the server may add up several trades of one side.
    pub volume: Quantity<0>,
    /// 누적거래량 (code 13), in shares. Traded volume of the day so far; grows by the magnitude of the volume of every message, so for one venue a jump tells that messages were lost.
    pub cumulative_volume: Quantity<0>,
    /// 누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions.
    pub cumulative_value: Amount<0>,
    /// 체결시간 (code 20), Korean time. Time of the event, to the second.
    pub time: Time,
    /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
    pub last: Price<0>,
    /// 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic.
    pub change: Change<0>,
    /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
    pub change_percent: Percent<2>,
    /// (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close.
    pub best_ask: Price<0>,
    /// (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close.
    pub best_bid: Price<0>,
    /// 시가 (code 16), in won. Opening price; the sign on the wire only tells the direction against the previous close.
    pub open: Price<0>,
    /// 고가 (code 17), in won. Highest price of the day; the sign on the wire only tells the direction against the previous close.
    pub high: Price<0>,
    /// 저가 (code 18), in won. Lowest price of the day; the sign on the wire only tells the direction against the previous close.
    pub low: Price<0>,
    /// 체결강도 (code 228), in percent, 2 decimals. Bought volume in percent of sold volume over the day; above 100 buyers are the more aggressive side.
    pub trade_strength: Percent<2>,
    /// 전일거래량대비(계약,주) (code 26), in shares. Volume of the day minus the whole volume of the previous day; the sign is arithmetic.
    pub volume_vs_previous_day: Quantity<0>,
    /// 거래대금증감 (code 29), in won. Traded value of the day minus that of the previous day; in won, although the cumulative value is in million won.
    pub value_vs_previous_day: Amount<0>,
    /// 거래비용 (code 32), in won. Cost of trading one share, as estimated by the broker; the formula is not documented.
    pub trading_cost: Amount<0>,
    /// 시가총액(억) (code 311), in hundred million won. Market capitalisation.
    pub market_cap: Amount<0>,
    /// K.O 접근도 (code 691), 6 decimals. How near an equity-linked warrant is to its knock-out barrier; 0 for stocks; the unit is not documented.
    pub knock_out_proximity: Ratio<6>,
    /// 전일 동시간 거래량 비율 (code 851), in basis points. Volume so far against the previous day at the same time, in hundredths of a percent: 10379 is 103.79 percent.
    pub volume_vs_previous_same_time: Ratio<0>,
    /// 매도체결량 (code 1030), in shares. Volume of the day traded by sellers hitting the bid.
    pub cumulative_sell_volume: Quantity<0>,
    /// 매수체결량 (code 1031), in shares. Volume of the day traded by buyers hitting the ask.
    pub cumulative_buy_volume: Quantity<0>,
    /// 순간거래대금 (code 1313), in thousand won. Traded value of this message, cut to whole thousands; positive for buys, negative for sells.
    pub trade_value: Amount<0>,
    /// 매도체결량\_단건 (code 1315), in shares. Volume of this message if it is a sell, as a negative number; 0 otherwise.
    pub sell_volume: Quantity<0>,
    /// 매수체결량\_단건 (code 1316), in shares. Volume of this message if it is a buy; 0 otherwise.
    pub buy_volume: Quantity<0>,
    /// 순매수체결량 (code 1314), in shares. Bought minus sold volume of this message; equal to the signed volume.
    pub net_buy_volume: Quantity<0>,
    /// CFD증거금 (code 1497), in won. Initial margin of a contract for difference on one share.
    pub cfd_margin: Amount<0>,
    /// 유지증거금 (code 1498), in won. Maintenance margin of a contract for difference on one share.
    pub cfd_maintenance_margin: Amount<0>,
    /// CFD거래비용 (code 732), in won. Cost of trading a contract for difference on one share, as estimated by the broker.
    pub cfd_trading_cost: Amount<0>,
    /// 대주거래비용 (code 852), in won. Cost of selling one borrowed share short, as estimated by the broker.
    pub stock_loan_trading_cost: Amount<0>,
    /// 전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume.
    pub volume_vs_previous_day_percent: DirectedPercent<2>,
    /// 거래회전율 (code 31), in percent, 2 decimals. Volume of the day in percent of the listed shares.
    pub turnover_rate: Percent<2>,
    /// 상한가발생시간 (code 567), Korean time. Time at which the upper price limit was reached; 000000 means never.
    pub upper_limit_time: Time,
    /// 하한가발생시간 (code 568), Korean time. Time at which the lower price limit was reached; 000000 means never.
    pub lower_limit_time: Time,
    /// 시가시간 (code 1890), Korean time. Time of the opening price.
    pub open_time: Time,
    /// 고가시간 (code 1891), Korean time. Time of the highest price as the server sends it; often not a plausible time, so do not rely on it.
    pub high_time: Time,
    /// 저가시간 (code 1892), Korean time. Time of the lowest price.
    pub low_time: Time,
    /// 매수비율 (code 1032), in percent, 2 decimals. Bought volume in percent of bought and sold volume; the magnitude is the ratio, the sign only tells above (+) or below (-) 50.
    pub buy_ratio: DirectedPercent<2>,
    /// 매도체결건수 (code 1071), in trades. Number of trades of the day by sellers hitting the bid.
    pub sell_trade_count: Quantity32<0>,
    /// 매수체결건수 (code 1072), in trades. Number of trades of the day by buyers hitting the ask.
    pub buy_trade_count: Quantity32<0>,
    /// 당일거래평균가 (code 620), in won. Volume-weighted average price of the day, cut to whole won; has no sign.
    pub vwap: Price<0>,
    /// 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own.
    pub change_sign: ChangeSign,
    /// 장구분 (code 290). Session in which the trade took place.
    pub market_session: MarketSession,
    /// 거래소구분 (code 9081). Trading venue; comes by name (KRX, NXT) or as a digit.
    pub venue: VenueCode,
    pub(crate) reserved_0: [u8; 4],
}

impl Trade {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        volume: Quantity::NONE,
        cumulative_volume: Quantity::NONE,
        cumulative_value: Amount::NONE,
        time: Time::NONE,
        last: Price::NONE,
        change: Change::NONE,
        change_percent: Percent::NONE,
        best_ask: Price::NONE,
        best_bid: Price::NONE,
        open: Price::NONE,
        high: Price::NONE,
        low: Price::NONE,
        trade_strength: Percent::NONE,
        volume_vs_previous_day: Quantity::NONE,
        value_vs_previous_day: Amount::NONE,
        trading_cost: Amount::NONE,
        market_cap: Amount::NONE,
        knock_out_proximity: Ratio::NONE,
        volume_vs_previous_same_time: Ratio::NONE,
        cumulative_sell_volume: Quantity::NONE,
        cumulative_buy_volume: Quantity::NONE,
        trade_value: Amount::NONE,
        sell_volume: Quantity::NONE,
        buy_volume: Quantity::NONE,
        net_buy_volume: Quantity::NONE,
        cfd_margin: Amount::NONE,
        cfd_maintenance_margin: Amount::NONE,
        cfd_trading_cost: Amount::NONE,
        stock_loan_trading_cost: Amount::NONE,
        volume_vs_previous_day_percent: DirectedPercent::NONE,
        turnover_rate: Percent::NONE,
        upper_limit_time: Time::NONE,
        lower_limit_time: Time::NONE,
        open_time: Time::NONE,
        high_time: Time::NONE,
        low_time: Time::NONE,
        buy_ratio: DirectedPercent::NONE,
        sell_trade_count: Quantity32::NONE,
        buy_trade_count: Quantity32::NONE,
        vwap: Price::NONE,
        change_sign: ChangeSign::NONE,
        market_session: MarketSession::NONE,
        venue: VenueCode::NONE,
        reserved_0: [0; 4],
    };
}

layout! {
    Trade, 320, 8;
      64 volume;
      72 cumulative_volume;
      80 cumulative_value;
      88 time;
      92 last;
      96 change;
     100 change_percent;
     104 best_ask;
     108 best_bid;
     112 open;
     116 high;
     120 low;
     124 trade_strength;
     128 volume_vs_previous_day;
     136 value_vs_previous_day;
     144 trading_cost;
     152 market_cap;
     160 knock_out_proximity;
     168 volume_vs_previous_same_time;
     176 cumulative_sell_volume;
     184 cumulative_buy_volume;
     192 trade_value;
     200 sell_volume;
     208 buy_volume;
     216 net_buy_volume;
     224 cfd_margin;
     232 cfd_maintenance_margin;
     240 cfd_trading_cost;
     248 stock_loan_trading_cost;
     256 volume_vs_previous_day_percent;
     260 turnover_rate;
     264 upper_limit_time;
     268 lower_limit_time;
     272 open_time;
     276 high_time;
     280 low_time;
     284 buy_ratio;
     288 sell_trade_count;
     292 buy_trade_count;
     296 vwap;
     300 change_sign;
     304 market_session;
     308 venue;
}

record_impls! { Trade, TradeField, TRADE }

/// 주식우선호가 (`0C`). Best ask and best bid, without quantities or a time.
///
/// 128 bytes. Every field by name, its code and its offset: [`BestQuoteField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct BestQuote {
    /// What stands before every record.
    pub header: RecordHeader,
    /// (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close.
    pub best_ask: Price<0>,
    /// (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close.
    pub best_bid: Price<0>,
    pub(crate) reserved_0: [u8; 56],
}

impl BestQuote {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        best_ask: Price::NONE,
        best_bid: Price::NONE,
        reserved_0: [0; 56],
    };
}

layout! {
    BestQuote, 128, 8;
      64 best_ask;
      68 best_bid;
}

record_impls! { BestQuote, BestQuoteField, BEST_QUOTE }

/// One price level of both sides, best first.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub struct BookLevel {
    /// 매도호가1 (code 41 for the first), in won. Ask price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
    pub ask_price: Price<0>,
    /// 매도호가수량1 (code 61 for the first), in shares. Ask quantity of level 1.
    pub ask_quantity: Quantity32<0>,
    /// 매도호가직전대비1 (code 81 for the first), in shares. Change of the ask quantity of level 1 in one step at the exchange; cannot be summed over messages.
    pub ask_quantity_change: Quantity32<0>,
    /// 매수호가1 (code 51 for the first), in won. Bid price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
    pub bid_price: Price<0>,
    /// 매수호가수량1 (code 71 for the first), in shares. Bid quantity of level 1.
    pub bid_quantity: Quantity32<0>,
    /// 매수호가직전대비1 (code 91 for the first), in shares. Change of the bid quantity of level 1 in one step at the exchange; cannot be summed over messages.
    pub bid_quantity_change: Quantity32<0>,
}

impl BookLevel {
    /// An element without any value.
    pub const EMPTY: Self = Self {
        ask_price: Price::NONE,
        ask_quantity: Quantity32::NONE,
        ask_quantity_change: Quantity32::NONE,
        bid_price: Price::NONE,
        bid_quantity: Quantity32::NONE,
        bid_quantity_change: Quantity32::NONE,
    };
}

layout! {
    BookLevel, 24, 4;
       0 ask_price;
       4 ask_quantity;
       8 ask_quantity_change;
      12 bid_price;
      16 bid_quantity;
      20 bid_quantity_change;
}

/// Quantities of liquidity providers at one price level, best first.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub struct LpLevel {
    /// LP매도호가수량1 (code 621 for the first), in shares. Ask quantity of liquidity providers at level 1.
    pub ask_quantity: Quantity32<0>,
    /// LP매수호가수량1 (code 631 for the first), in shares. Bid quantity of liquidity providers at level 1.
    pub bid_quantity: Quantity32<0>,
}

impl LpLevel {
    /// An element without any value.
    pub const EMPTY: Self = Self {
        ask_quantity: Quantity32::NONE,
        bid_quantity: Quantity32::NONE,
    };
}

layout! {
    LpLevel, 8, 4;
       0 ask_quantity;
       4 bid_quantity;
}

/// Quantities at KRX at one price level of a consolidated book, best first.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub struct VenueLevel {
    /// KRX 매도호가잔량1 (code 6044 for the first), in shares. Part of the ask quantity of level 1 that stands at KRX; 0 unless the book is consolidated.
    pub ask_quantity: Quantity32<0>,
    /// KRX 매수호가잔량1 (code 6054 for the first), in shares. Part of the bid quantity of level 1 that stands at KRX; 0 unless the book is consolidated.
    pub bid_quantity: Quantity32<0>,
}

impl VenueLevel {
    /// An element without any value.
    pub const EMPTY: Self = Self {
        ask_quantity: Quantity32::NONE,
        bid_quantity: Quantity32::NONE,
    };
}

layout! {
    VenueLevel, 8, 4;
       0 ask_quantity;
       4 bid_quantity;
}

/// 주식호가잔량 (`0D`). Ten levels of the order book with totals, expected match figures, liquidity provider quantities and the split between KRX and NXT. The venue is told by the suffix of the item.
///
/// 832 bytes. Every field by name, its code and its offset: [`OrderBookField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct OrderBook {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 매도호가총잔량 (code 121), in shares. Sum of all ask quantities.
    pub total_ask_quantity: Quantity<0>,
    /// 매수호가총잔량 (code 125), in shares. Sum of all bid quantities.
    pub total_bid_quantity: Quantity<0>,
    /// 호가시간 (code 21), Korean time. Time of the quote, to the second.
    pub time: Time,
    /// One price level of both sides, best first.
    pub levels: [BookLevel; 10],
    pub(crate) reserved_0: [u8; 4],
    /// 매도호가총잔량직전대비 (code 122), in shares. Change of the total ask quantity in one step at the exchange; cannot be summed over messages.
    pub total_ask_quantity_change: Quantity<0>,
    /// 매수호가총잔량직전대비 (code 126), in shares. Change of the total bid quantity in one step at the exchange; cannot be summed over messages.
    pub total_bid_quantity_change: Quantity<0>,
    /// 예상체결수량 (code 24), in shares. Expected match volume; present all day, but means something in call auctions only.
    pub expected_volume: Quantity<0>,
    /// 순매수잔량 (code 128), in shares. Total bid quantity minus total ask quantity.
    pub net_bid_quantity: Quantity<0>,
    /// 매수비율 (code 129), in percent, 2 decimals. Total bid quantity in percent of the total ask quantity; eight bytes because a thin ask side makes it very large.
    pub bid_ratio: Ratio<2>,
    /// 순매도잔량 (code 138), in shares. Total ask quantity minus total bid quantity.
    pub net_ask_quantity: Quantity<0>,
    /// 매도비율 (code 139), in percent, 2 decimals. Total ask quantity in percent of the total bid quantity; eight bytes because a thin bid side makes it very large.
    pub ask_ratio: Ratio<2>,
    /// 예상체결량 (code 292), in shares. Expected match volume, filled only while a call auction is on.
    pub auction_expected_volume: Quantity<0>,
    /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
    pub cumulative_volume: Quantity<0>,
    /// KRX 매도호가총잔량 (code 6064), in shares. Sum of all ask quantities at KRX, in consolidated books.
    pub krx_total_ask_quantity: Quantity<0>,
    /// KRX 매수호가총잔량 (code 6065), in shares. Sum of all bid quantities at KRX, in consolidated books.
    pub krx_total_bid_quantity: Quantity<0>,
    /// NXT 매도호가총잔량 (code 6086), in shares. Sum of all ask quantities at NXT, in consolidated books.
    pub nxt_total_ask_quantity: Quantity<0>,
    /// NXT 매수호가총잔량 (code 6087), in shares. Sum of all bid quantities at NXT, in consolidated books.
    pub nxt_total_bid_quantity: Quantity<0>,
    /// KRX 중간가 매도 총잔량 증감 (code 6100), in shares. Change of the midpoint ask quantity at KRX.
    pub krx_midpoint_ask_quantity_change: Quantity<0>,
    /// KRX 중간가 매도 총잔량 (code 6101), in shares. Total quantity of midpoint sell orders at KRX.
    pub krx_midpoint_ask_quantity: Quantity<0>,
    /// KRX 중간가 매수 총잔량 (code 6103), in shares. Total quantity of midpoint buy orders at KRX.
    pub krx_midpoint_bid_quantity: Quantity<0>,
    /// KRX 중간가 매수 총잔량 증감 (code 6104), in shares. Change of the midpoint bid quantity at KRX.
    pub krx_midpoint_bid_quantity_change: Quantity<0>,
    /// NXT중간가 매도 총잔량 증감 (code 6105), in shares. Change of the midpoint ask quantity at NXT.
    pub nxt_midpoint_ask_quantity_change: Quantity<0>,
    /// NXT중간가 매도 총잔량 (code 6106), in shares. Total quantity of midpoint sell orders at NXT.
    pub nxt_midpoint_ask_quantity: Quantity<0>,
    /// NXT중간가 매수 총잔량 (code 6108), in shares. Total quantity of midpoint buy orders at NXT.
    pub nxt_midpoint_bid_quantity: Quantity<0>,
    /// NXT중간가 매수 총잔량 증감 (code 6109), in shares. Change of the midpoint bid quantity at NXT.
    pub nxt_midpoint_bid_quantity_change: Quantity<0>,
    /// 예상체결가 (code 23), in won. Expected match price; present all day, but means something in call auctions only.
    pub expected_price: Price<0>,
    /// 예상체결가전일종가대비 (code 200), in won. Expected match price minus previous close; the sign is arithmetic.
    pub expected_change: Change<0>,
    /// 예상체결가전일종가대비등락율 (code 201), in percent, 2 decimals. Change of the expected match price against the previous close in percent; the sign is arithmetic.
    pub expected_change_percent: Percent<2>,
    /// 예상체결가 (code 291), in won. Expected match price, filled only while a call auction is on.
    pub auction_expected_price: Price<0>,
    /// 예상체결가전일대비 (code 294), in won. Expected price minus previous close, filled only while a call auction is on; the sign is arithmetic.
    pub auction_expected_change: Change<0>,
    /// 예상체결가전일대비등락율 (code 295), in percent, 2 decimals. Change of the expected price in percent, filled only while a call auction is on; the sign is arithmetic.
    pub auction_expected_change_percent: Percent<2>,
    /// Quantities of liquidity providers at one price level, best first.
    pub lp_levels: [LpLevel; 10],
    /// 전일거래량대비예상체결율 (code 299), in percent, 2 decimals. Expected match volume against the volume of the previous day in percent; comes with a sign.
    pub expected_volume_vs_previous_day_percent: Percent<2>,
    /// Quantities at KRX at one price level of a consolidated book, best first.
    pub krx_levels: [VenueLevel; 10],
    /// Quantities at NXT at one price level of a consolidated book, best first.
    pub nxt_levels: [VenueLevel; 10],
    /// KRX 중간가 (code 6102), in won. Midpoint of the best bid and ask at KRX; 0 if there is none.
    pub krx_midpoint_price: Price<0>,
    /// NXT중간가 (code 6107), in won. Midpoint of the best bid and ask at NXT; 0 if there is none.
    pub nxt_midpoint_price: Price<0>,
    /// KRX중간가대비 (code 6110), in won. Midpoint at KRX minus the reference price of the day; the sign is arithmetic.
    pub krx_midpoint_change: Change<0>,
    /// KRX중간가대비등락율 (code 6112), in percent, 2 decimals. Change of the midpoint at KRX against the reference price in percent; the sign is arithmetic.
    pub krx_midpoint_change_percent: Percent<2>,
    /// NXT중간가대비 (code 6113), in won. Midpoint at NXT minus the reference price of the day; the sign is arithmetic.
    pub nxt_midpoint_change: Change<0>,
    /// NXT중간가대비등락율 (code 6115), in percent, 2 decimals. Change of the midpoint at NXT against the reference price in percent; the sign is arithmetic.
    pub nxt_midpoint_change_percent: Percent<2>,
    /// 예상체결가전일종가대비기호 (code 238). Direction of the expected match price against the previous close.
    pub expected_change_sign: ChangeSign,
    /// 예상체결가전일대비기호 (code 293). Direction of the expected price against the previous close, filled only while a call auction is on.
    pub auction_expected_change_sign: ChangeSign,
    /// 장운영구분 (code 215). Phase of the market; empty in order books.
    pub market_phase: MarketPhaseCode,
    /// 투자자별ticker (code 216). Ticker by kind of investor; empty or absent in every known message.
    pub investor_ticker: Text<16>,
    /// KRX중간가대비 기호 (code 6111). Direction of the midpoint at KRX against the reference price; 0 if there is none.
    pub krx_midpoint_change_sign: ChangeSign,
    /// NXT중간가대비 기호 (code 6114). Direction of the midpoint at NXT against the reference price; 0 if there is none.
    pub nxt_midpoint_change_sign: ChangeSign,
    pub(crate) reserved_1: [u8; 8],
}

impl OrderBook {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        total_ask_quantity: Quantity::NONE,
        total_bid_quantity: Quantity::NONE,
        time: Time::NONE,
        levels: [BookLevel::EMPTY; 10],
        reserved_0: [0; 4],
        total_ask_quantity_change: Quantity::NONE,
        total_bid_quantity_change: Quantity::NONE,
        expected_volume: Quantity::NONE,
        net_bid_quantity: Quantity::NONE,
        bid_ratio: Ratio::NONE,
        net_ask_quantity: Quantity::NONE,
        ask_ratio: Ratio::NONE,
        auction_expected_volume: Quantity::NONE,
        cumulative_volume: Quantity::NONE,
        krx_total_ask_quantity: Quantity::NONE,
        krx_total_bid_quantity: Quantity::NONE,
        nxt_total_ask_quantity: Quantity::NONE,
        nxt_total_bid_quantity: Quantity::NONE,
        krx_midpoint_ask_quantity_change: Quantity::NONE,
        krx_midpoint_ask_quantity: Quantity::NONE,
        krx_midpoint_bid_quantity: Quantity::NONE,
        krx_midpoint_bid_quantity_change: Quantity::NONE,
        nxt_midpoint_ask_quantity_change: Quantity::NONE,
        nxt_midpoint_ask_quantity: Quantity::NONE,
        nxt_midpoint_bid_quantity: Quantity::NONE,
        nxt_midpoint_bid_quantity_change: Quantity::NONE,
        expected_price: Price::NONE,
        expected_change: Change::NONE,
        expected_change_percent: Percent::NONE,
        auction_expected_price: Price::NONE,
        auction_expected_change: Change::NONE,
        auction_expected_change_percent: Percent::NONE,
        lp_levels: [LpLevel::EMPTY; 10],
        expected_volume_vs_previous_day_percent: Percent::NONE,
        krx_levels: [VenueLevel::EMPTY; 10],
        nxt_levels: [VenueLevel::EMPTY; 10],
        krx_midpoint_price: Price::NONE,
        nxt_midpoint_price: Price::NONE,
        krx_midpoint_change: Change::NONE,
        krx_midpoint_change_percent: Percent::NONE,
        nxt_midpoint_change: Change::NONE,
        nxt_midpoint_change_percent: Percent::NONE,
        expected_change_sign: ChangeSign::NONE,
        auction_expected_change_sign: ChangeSign::NONE,
        market_phase: MarketPhaseCode::NONE,
        investor_ticker: Text::NONE,
        krx_midpoint_change_sign: ChangeSign::NONE,
        nxt_midpoint_change_sign: ChangeSign::NONE,
        reserved_1: [0; 8],
    };
}

layout! {
    OrderBook, 832, 8;
      64 total_ask_quantity;
      72 total_bid_quantity;
      80 time;
      84 levels;
     328 total_ask_quantity_change;
     336 total_bid_quantity_change;
     344 expected_volume;
     352 net_bid_quantity;
     360 bid_ratio;
     368 net_ask_quantity;
     376 ask_ratio;
     384 auction_expected_volume;
     392 cumulative_volume;
     400 krx_total_ask_quantity;
     408 krx_total_bid_quantity;
     416 nxt_total_ask_quantity;
     424 nxt_total_bid_quantity;
     432 krx_midpoint_ask_quantity_change;
     440 krx_midpoint_ask_quantity;
     448 krx_midpoint_bid_quantity;
     456 krx_midpoint_bid_quantity_change;
     464 nxt_midpoint_ask_quantity_change;
     472 nxt_midpoint_ask_quantity;
     480 nxt_midpoint_bid_quantity;
     488 nxt_midpoint_bid_quantity_change;
     496 expected_price;
     500 expected_change;
     504 expected_change_percent;
     508 auction_expected_price;
     512 auction_expected_change;
     516 auction_expected_change_percent;
     520 lp_levels;
     600 expected_volume_vs_previous_day_percent;
     604 krx_levels;
     684 nxt_levels;
     764 krx_midpoint_price;
     768 nxt_midpoint_price;
     772 krx_midpoint_change;
     776 krx_midpoint_change_percent;
     780 nxt_midpoint_change;
     784 nxt_midpoint_change_percent;
     788 expected_change_sign;
     792 auction_expected_change_sign;
     796 market_phase;
     800 investor_ticker;
     816 krx_midpoint_change_sign;
     820 nxt_midpoint_change_sign;
}

record_impls! { OrderBook, OrderBookField, ORDER_BOOK }

/// 주식시간외호가 (`0E`). Totals of the book for trading at the closing price, before the open and after the close.
///
/// 128 bytes. Every field by name, its code and its offset: [`AfterHoursBookField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct AfterHoursBook {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 시간외매도호가총잔량 (code 131), in shares. Total ask quantity in trading at the closing price.
    pub total_ask_quantity: Quantity<0>,
    /// 시간외매수호가총잔량 (code 135), in shares. Total bid quantity in trading at the closing price; may stay 0 before the open.
    pub total_bid_quantity: Quantity<0>,
    /// 호가시간 (code 21), Korean time. Time of the quote, to the second.
    pub time: Time,
    pub(crate) reserved_0: [u8; 4],
    /// 시간외매도호가총잔량직전대비 (code 132), in shares. Change of the total ask quantity against the step before.
    pub total_ask_quantity_change: Quantity<0>,
    /// 시간외매수호가총잔량직전대비 (code 136), in shares. Change of the total bid quantity against the step before.
    pub total_bid_quantity_change: Quantity<0>,
    pub(crate) reserved_1: [u8; 24],
}

impl AfterHoursBook {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        total_ask_quantity: Quantity::NONE,
        total_bid_quantity: Quantity::NONE,
        time: Time::NONE,
        reserved_0: [0; 4],
        total_ask_quantity_change: Quantity::NONE,
        total_bid_quantity_change: Quantity::NONE,
        reserved_1: [0; 24],
    };
}

layout! {
    AfterHoursBook, 128, 8;
      64 total_ask_quantity;
      72 total_bid_quantity;
      80 time;
      88 total_ask_quantity_change;
      96 total_bid_quantity_change;
}

record_impls! { AfterHoursBook, AfterHoursBookField, AFTER_HOURS_BOOK }

/// One of the five brokers that sold most, largest first.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub struct BrokerRank {
    /// 매도거래원수량1 (code 161 for the first), in shares. Volume sold through the selling broker of rank 1 over the day.
    pub volume: Quantity<0>,
    /// 매도거래원별증감1 (code 166 for the first), in shares. Change of the volume sold through the selling broker of rank 1; the sign is arithmetic.
    pub volume_change: Quantity<0>,
    /// 매도거래원1 (code 141 for the first). Selling broker of rank 1, Korean name; blanks inside belong to it.
    pub broker: Text<32>,
    /// 매도거래원코드1 (code 146 for the first). Member code of the selling broker of rank 1, three digits.
    pub broker_code: Text<8>,
    /// 매도거래원색깔1 (code 271 for the first). Display colour of the selling broker of rank 1: four letters, !!!! for domestic brokers, others seem to mark foreign ones.
    pub color: Text<8>,
}

impl BrokerRank {
    /// An element without any value.
    pub const EMPTY: Self = Self {
        volume: Quantity::NONE,
        volume_change: Quantity::NONE,
        broker: Text::NONE,
        broker_code: Text::NONE,
        color: Text::NONE,
    };
}

layout! {
    BrokerRank, 64, 8;
       0 volume;
       8 volume_change;
      16 broker;
      48 broker_code;
      56 color;
}

/// 주식당일거래원 (`0F`). The five brokers that sold most and the five that bought most of an issue today, with estimates of foreign trading.
///
/// 768 bytes. Every field by name, its code and its offset: [`BrokerActivityField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct BrokerActivity {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 외국계매도추정합 (code 261), in shares. Estimated volume sold by foreign brokers over the day.
    pub foreign_sell_estimate: Quantity<0>,
    /// 외국계매수추정합 (code 263), in shares. Estimated volume bought by foreign brokers over the day.
    pub foreign_buy_estimate: Quantity<0>,
    /// 외국계순매수추정합 (code 267), in shares. Estimated foreign buying minus estimated foreign selling.
    pub foreign_net_buy_estimate: Quantity<0>,
    /// 외국계순매수변동 (code 268), in shares. Change of the estimated foreign net buying.
    pub foreign_net_buy_estimate_change: Quantity<0>,
    /// One of the five brokers that sold most, largest first.
    pub sellers: [BrokerRank; 5],
    /// One of the five brokers that bought most, largest first.
    pub buyers: [BrokerRank; 5],
    /// 외국계매도추정합변동 (code 262), in shares. Change of the estimated foreign selling.
    pub foreign_sell_estimate_change: Quantity<0>,
    /// 외국계매수추정합변동 (code 264), in shares. Change of the estimated foreign buying.
    pub foreign_buy_estimate_change: Quantity<0>,
    /// 거래소구분 (code 337). Trading venue, as a digit; the digits are not documented here and read as in the order message.
    pub venue: VenueCode,
    pub(crate) reserved_0: [u8; 8],
}

impl BrokerActivity {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        foreign_sell_estimate: Quantity::NONE,
        foreign_buy_estimate: Quantity::NONE,
        foreign_net_buy_estimate: Quantity::NONE,
        foreign_net_buy_estimate_change: Quantity::NONE,
        sellers: [BrokerRank::EMPTY; 5],
        buyers: [BrokerRank::EMPTY; 5],
        foreign_sell_estimate_change: Quantity::NONE,
        foreign_buy_estimate_change: Quantity::NONE,
        venue: VenueCode::NONE,
        reserved_0: [0; 8],
    };
}

layout! {
    BrokerActivity, 768, 8;
      64 foreign_sell_estimate;
      72 foreign_buy_estimate;
      80 foreign_net_buy_estimate;
      88 foreign_net_buy_estimate_change;
      96 sellers;
     416 buyers;
     736 foreign_sell_estimate_change;
     744 foreign_buy_estimate_change;
     752 venue;
}

record_impls! { BrokerActivity, BrokerActivityField, BROKER_ACTIVITY }

/// ETF NAV (`0G`). Net asset value of an ETF with its price and the gaps between them.
///
/// 128 bytes. Every field by name, its code and its offset: [`EtfNavField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct EtfNav {
    /// What stands before every record.
    pub header: RecordHeader,
    /// NAV (code 36), in won, 2 decimals. Net asset value of one share; the sign on the wire only tells the direction against the previous close.
    pub nav: Price<2>,
    /// NAV전일대비 (code 37), in won, 2 decimals. Net asset value minus that of the previous day; the sign is arithmetic.
    pub nav_change: Change<2>,
    /// NAV등락율 (code 38), in percent, 2 decimals. Change of the net asset value in percent; the sign is arithmetic.
    pub nav_change_percent: Percent<2>,
    /// 체결시간 (code 20), Korean time. Time of the event, to the second.
    pub time: Time,
    /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
    pub last: Price<0>,
    /// 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic.
    pub change: Change<0>,
    /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
    pub change_percent: Percent<2>,
    /// NAV/ETF괴리율 (code 266), in percent, 2 decimals. Premium (+) or discount (-) of the ETF price to its net asset value in percent.
    pub nav_etf_disparity_percent: Percent<2>,
    /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
    pub cumulative_volume: Quantity<0>,
    /// 추적오차율 (code 39), in percent, 2 decimals. Tracking error against the index in percent.
    pub tracking_error: Percent<2>,
    /// ELW기어링비율 (code 667), in percent, 2 decimals. Gearing of a warrant in percent; listed for ETFs but absent in the official example.
    pub gearing_ratio: Percent<2>,
    /// ELW손익분기율 (code 668), in percent, 2 decimals. Move of the underlying that a warrant needs to break even, in percent; the sign is arithmetic; listed for ETFs but absent in the official example.
    pub breakeven_percent: Percent<2>,
    /// ELW자본지지점 (code 669), in percent, 2 decimals. Capital fulcrum point of a warrant: the move of the underlying at which both pay the same, in percent; the sign is arithmetic; listed for ETFs but absent in the official example.
    pub capital_fulcrum_point: Percent<2>,
    /// NAV/지수괴리율 (code 265), in percent, 2 decimals. Gap between net asset value and index in percent; the sign is arithmetic.
    pub nav_index_disparity_percent: Percent<2>,
    /// 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own.
    pub change_sign: ChangeSign,
}

impl EtfNav {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        nav: Price::NONE,
        nav_change: Change::NONE,
        nav_change_percent: Percent::NONE,
        time: Time::NONE,
        last: Price::NONE,
        change: Change::NONE,
        change_percent: Percent::NONE,
        nav_etf_disparity_percent: Percent::NONE,
        cumulative_volume: Quantity::NONE,
        tracking_error: Percent::NONE,
        gearing_ratio: Percent::NONE,
        breakeven_percent: Percent::NONE,
        capital_fulcrum_point: Percent::NONE,
        nav_index_disparity_percent: Percent::NONE,
        change_sign: ChangeSign::NONE,
    };
}

layout! {
    EtfNav, 128, 8;
      64 nav;
      68 nav_change;
      72 nav_change_percent;
      76 time;
      80 last;
      84 change;
      88 change_percent;
      92 nav_etf_disparity_percent;
      96 cumulative_volume;
     104 tracking_error;
     108 gearing_ratio;
     112 breakeven_percent;
     116 capital_fulcrum_point;
     120 nav_index_disparity_percent;
     124 change_sign;
}

record_impls! { EtfNav, EtfNavField, ETF_NAV }

/// 주식예상체결 (`0H`). Expected match of a call auction. Comes only during auctions and volatility interruptions.
///
/// 128 bytes. Every field by name, its code and its offset: [`ExpectedTradeField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct ExpectedTrade {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 거래량 (code 15), in shares. Signed volume as documented for trades (+ buy, - sell); its exact meaning in an auction is not documented.
    pub volume: Quantity<0>,
    /// 누적거래량 (code 13), in shares. Expected match volume.
    pub expected_volume: Quantity<0>,
    /// 체결시간 (code 20), Korean time. Time of the event, to the second.
    pub time: Time,
    /// 현재가 (code 10), in won. Expected match price; the sign on the wire only tells the direction against the previous close.
    pub expected_price: Price<0>,
    /// 전일대비 (code 11), in won. Expected match price minus previous close; the sign is arithmetic.
    pub expected_change: Change<0>,
    /// 등락율 (code 12), in percent, 2 decimals. Change of the expected match price against the previous close in percent; the sign is arithmetic.
    pub expected_change_percent: Percent<2>,
    /// 전일대비기호 (code 25). Direction of the expected match price against the previous close.
    pub expected_change_sign: ChangeSign,
    pub(crate) reserved_0: [u8; 28],
}

impl ExpectedTrade {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        volume: Quantity::NONE,
        expected_volume: Quantity::NONE,
        time: Time::NONE,
        expected_price: Price::NONE,
        expected_change: Change::NONE,
        expected_change_percent: Percent::NONE,
        expected_change_sign: ChangeSign::NONE,
        reserved_0: [0; 28],
    };
}

layout! {
    ExpectedTrade, 128, 8;
      64 volume;
      72 expected_volume;
      80 time;
      84 expected_price;
      88 expected_change;
      92 expected_change_percent;
      96 expected_change_sign;
}

record_impls! { ExpectedTrade, ExpectedTradeField, EXPECTED_TRADE }

/// 국제금환산가격 (`0I`). International gold price as converted by the broker. Item MGD or MGU.
///
/// 128 bytes. Every field by name, its code and its offset: [`GoldPriceField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct GoldPrice {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 현재가 (code 10). Gold price; the sign on the wire only tells the direction against the previous close. The unit depends on the item: whole won a gram for MGD and US cents an ounce for MGU, judged by the size of the numbers.
    pub last: Price<0>,
    /// 전일대비 (code 11). Gold price minus that of the previous day; the sign is arithmetic; the unit depends on the item, as for the price.
    pub change: Change<0>,
    /// 등락율 (code 12), in percent, 2 decimals. Change against the previous day in percent; the sign is arithmetic.
    pub change_percent: Percent<2>,
    /// 전일대비기호 (code 25). Direction against the previous day.
    pub change_sign: ChangeSign,
    pub(crate) reserved_0: [u8; 48],
}

impl GoldPrice {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        last: Price::NONE,
        change: Change::NONE,
        change_percent: Percent::NONE,
        change_sign: ChangeSign::NONE,
        reserved_0: [0; 48],
    };
}

layout! {
    GoldPrice, 128, 8;
      64 last;
      68 change;
      72 change_percent;
      76 change_sign;
}

record_impls! { GoldPrice, GoldPriceField, GOLD_PRICE }

/// 업종지수 (`0J`). Value of a sector or market index with volume and value traded. The item is a sector code such as 001 for KOSPI.
///
/// 192 bytes. Every field by name, its code and its offset: [`SectorIndexField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct SectorIndex {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 거래량 (code 15), in thousand shares. Traded volume of this message; in thousand shares, judged by its size; no sign in the official example.
    pub volume: Quantity<0>,
    /// 누적거래량 (code 13), in thousand shares. Traded volume of the sector so far; in thousand shares, judged by its size, although the official text says shares.
    pub cumulative_volume: Quantity<0>,
    /// 누적거래대금 (code 14), in million won. Traded value of the sector so far.
    pub cumulative_value: Amount<0>,
    /// 체결시간 (code 20), Korean time. Time of the event, to the second.
    pub time: Time,
    /// 현재가 (code 10), in points, 2 decimals. Index value; the sign on the wire only tells the direction against the previous close.
    pub last: Price<2>,
    /// 전일대비 (code 11), in points, 2 decimals. Index value minus previous close; the sign is arithmetic.
    pub change: Change<2>,
    /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
    pub change_percent: Percent<2>,
    /// 시가 (code 16), in points, 2 decimals. Opening index value; the sign on the wire only tells the direction against the previous close.
    pub open: Price<2>,
    /// 고가 (code 17), in points, 2 decimals. Highest index value of the day; the sign on the wire only tells the direction against the previous close.
    pub high: Price<2>,
    /// 저가 (code 18), in points, 2 decimals. Lowest index value of the day; the sign on the wire only tells the direction against the previous close.
    pub low: Price<2>,
    pub(crate) reserved_0: [u8; 4],
    /// 전일거래량대비 (code 26), in thousand shares. Volume of the day minus the whole volume of the previous day; in thousand shares, judged by its size; the sign is arithmetic.
    pub volume_vs_previous_day: Quantity<0>,
    /// 전일대비기호 (code 25). Direction against the previous close.
    pub change_sign: ChangeSign,
    pub(crate) reserved_1: [u8; 60],
}

impl SectorIndex {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        volume: Quantity::NONE,
        cumulative_volume: Quantity::NONE,
        cumulative_value: Amount::NONE,
        time: Time::NONE,
        last: Price::NONE,
        change: Change::NONE,
        change_percent: Percent::NONE,
        open: Price::NONE,
        high: Price::NONE,
        low: Price::NONE,
        reserved_0: [0; 4],
        volume_vs_previous_day: Quantity::NONE,
        change_sign: ChangeSign::NONE,
        reserved_1: [0; 60],
    };
}

layout! {
    SectorIndex, 192, 8;
      64 volume;
      72 cumulative_volume;
      80 cumulative_value;
      88 time;
      92 last;
      96 change;
     100 change_percent;
     104 open;
     108 high;
     112 low;
     120 volume_vs_previous_day;
     128 change_sign;
}

record_impls! { SectorIndex, SectorIndexField, SECTOR_INDEX }

/// 업종등락 (`0U`). How many issues of a sector or market rose and fell, with its index.
///
/// 192 bytes. Every field by name, its code and its offset: [`SectorBreadthField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct SectorBreadth {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 체결시간 (code 20), Korean time. Time of the event, to the second.
    pub time: Time,
    /// 상승종목수 (code 252), in issues. Issues that rose, those at the upper limit included.
    pub advancing_issues: Quantity32<0>,
    /// 상한종목수 (code 251), in issues. Issues at the upper price limit.
    pub upper_limit_issues: Quantity32<0>,
    /// 보합종목수 (code 253), in issues. Issues that did not move.
    pub unchanged_issues: Quantity32<0>,
    /// 하락종목수 (code 255), in issues. Issues that fell, those at the lower limit included.
    pub declining_issues: Quantity32<0>,
    /// 하한종목수 (code 254), in issues. Issues at the lower price limit.
    pub lower_limit_issues: Quantity32<0>,
    /// 현재가 (code 10), in points, 2 decimals. Index value; the sign on the wire only tells the direction against the previous close.
    pub last: Price<2>,
    /// 전일대비 (code 11), in points, 2 decimals. Index value minus previous close; the sign is arithmetic.
    pub change: Change<2>,
    /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
    pub change_percent: Percent<2>,
    pub(crate) reserved_0: [u8; 4],
    /// 누적거래량 (code 13), in thousand shares. Traded volume of the sector so far; in thousand shares, judged by its size, although the official text says shares.
    pub cumulative_volume: Quantity<0>,
    /// 누적거래대금 (code 14), in million won. Traded value of the sector so far.
    pub cumulative_value: Amount<0>,
    /// 거래형성종목수 (code 256), in issues. Issues that traded today.
    pub traded_issues: Quantity32<0>,
    /// 거래형성비율 (code 257), in percent, 2 decimals. Issues that traded today in percent of all issues.
    pub traded_issue_ratio: Percent<2>,
    /// 전일대비기호 (code 25). Direction against the previous close.
    pub change_sign: ChangeSign,
    pub(crate) reserved_1: [u8; 60],
}

impl SectorBreadth {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        time: Time::NONE,
        advancing_issues: Quantity32::NONE,
        upper_limit_issues: Quantity32::NONE,
        unchanged_issues: Quantity32::NONE,
        declining_issues: Quantity32::NONE,
        lower_limit_issues: Quantity32::NONE,
        last: Price::NONE,
        change: Change::NONE,
        change_percent: Percent::NONE,
        reserved_0: [0; 4],
        cumulative_volume: Quantity::NONE,
        cumulative_value: Amount::NONE,
        traded_issues: Quantity32::NONE,
        traded_issue_ratio: Percent::NONE,
        change_sign: ChangeSign::NONE,
        reserved_1: [0; 60],
    };
}

layout! {
    SectorBreadth, 192, 8;
      64 time;
      68 advancing_issues;
      72 upper_limit_issues;
      76 unchanged_issues;
      80 declining_issues;
      84 lower_limit_issues;
      88 last;
      92 change;
      96 change_percent;
     104 cumulative_volume;
     112 cumulative_value;
     120 traded_issues;
     124 traded_issue_ratio;
     128 change_sign;
}

record_impls! { SectorBreadth, SectorBreadthField, SECTOR_BREADTH }

/// 주식종목정보 (`0g`). Facts of an issue that may change during the day: price limits, auction extensions, labels.
///
/// 320 bytes. Every field by name, its code and its offset: [`StockInfoField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct StockInfo {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 상한가 (code 305), in won. Upper price limit of the day; the sign on the wire only tells the direction against the previous close.
    pub upper_limit_price: Price<0>,
    /// 하한가 (code 306), in won. Lower price limit of the day; the sign on the wire only tells the direction against the previous close.
    pub lower_limit_price: Price<0>,
    /// 기준가 (code 307), in won. Reference price of the day, normally the previous close.
    pub base_price: Price<0>,
    /// 임의연장 (code 297). Kind of discretionary extension or volatility interruption in force, as Korean text; the values are not documented.
    pub auction_extension: Text<24>,
    /// 장전임의연장 (code 592). Discretionary extension before the open; blank if there is none.
    pub pre_market_auction_extension: Text<24>,
    /// 장후임의연장 (code 593). Discretionary extension after the close; blank if there is none.
    pub post_market_auction_extension: Text<24>,
    /// 조기종료ELW발생 (code 689). Early termination of an equity-linked warrant; empty if there is none; the values are not documented.
    pub early_terminated_elw: Text<24>,
    /// 통화단위 (code 594). Currency of the issue; empty in the official example.
    pub currency: Text<16>,
    /// 증거금율표시 (code 382). Label of the margin rate; empty in the official example.
    pub margin_rate_label: Text<24>,
    /// 종목정보 (code 370). Remarks on the issue; empty in the official example.
    pub instrument_info: Text<64>,
    pub(crate) reserved_0: [u8; 44],
}

impl StockInfo {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        upper_limit_price: Price::NONE,
        lower_limit_price: Price::NONE,
        base_price: Price::NONE,
        auction_extension: Text::NONE,
        pre_market_auction_extension: Text::NONE,
        post_market_auction_extension: Text::NONE,
        early_terminated_elw: Text::NONE,
        currency: Text::NONE,
        margin_rate_label: Text::NONE,
        instrument_info: Text::NONE,
        reserved_0: [0; 44],
    };
}

layout! {
    StockInfo, 320, 8;
      64 upper_limit_price;
      68 lower_limit_price;
      72 base_price;
      76 auction_extension;
     100 pre_market_auction_extension;
     124 post_market_auction_extension;
     148 early_terminated_elw;
     172 currency;
     188 margin_rate_label;
     212 instrument_info;
}

record_impls! { StockInfo, StockInfoField, STOCK_INFO }

/// ELW 이론가 (`0m`). Theoretical price, implied volatility and sensitivities of an equity-linked warrant.
///
/// 128 bytes. Every field by name, its code and its offset: [`ElwFairValueField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct ElwFairValue {
    /// What stands before every record.
    pub header: RecordHeader,
    /// ELW델타 (code 672), 6 decimals. Delta of the warrant.
    pub delta: Ratio<6>,
    /// ELW감마 (code 673), 6 decimals. Gamma of the warrant.
    pub gamma: Ratio<6>,
    /// 체결시간 (code 20), Korean time. Time of the event, to the second.
    pub time: Time,
    /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
    pub last: Price<0>,
    /// ELW이론가 (code 670), in won, 2 decimals. Theoretical price of the warrant.
    pub theoretical_price: Price<2>,
    /// ELW내재변동성 (code 671), in percent, 2 decimals. Implied volatility of the warrant in percent.
    pub implied_volatility: Percent<2>,
    /// ELW쎄타 (code 674), 6 decimals. Theta of the warrant.
    pub theta: Ratio<6>,
    /// ELW베가 (code 675), 6 decimals. Vega of the warrant.
    pub vega: Ratio<6>,
    /// ELW로 (code 676), 6 decimals. Rho of the warrant.
    pub rho: Ratio<6>,
    /// LP호가내재변동성 (code 706), in percent, 2 decimals. Implied volatility of the liquidity provider's quotes in percent.
    pub lp_implied_volatility: Percent<2>,
    pub(crate) reserved_0: [u8; 4],
}

impl ElwFairValue {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        delta: Ratio::NONE,
        gamma: Ratio::NONE,
        time: Time::NONE,
        last: Price::NONE,
        theoretical_price: Price::NONE,
        implied_volatility: Percent::NONE,
        theta: Ratio::NONE,
        vega: Ratio::NONE,
        rho: Ratio::NONE,
        lp_implied_volatility: Percent::NONE,
        reserved_0: [0; 4],
    };
}

layout! {
    ElwFairValue, 128, 8;
      64 delta;
      72 gamma;
      80 time;
      84 last;
      88 theoretical_price;
      92 implied_volatility;
      96 theta;
     104 vega;
     112 rho;
     120 lp_implied_volatility;
}

record_impls! { ElwFairValue, ElwFairValueField, ELW_FAIR_VALUE }

/// 장시작시간 (`0s`). Announcements of the exchanges: before the open, open, close, after hours, and the sessions of NXT. Market-wide.
///
/// 128 bytes. Every field by name, its code and its offset: [`MarketPhaseField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct MarketPhase {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 체결시간 (code 20), Korean time. Time of the announcement.
    pub time: Time,
    /// 장시작예상잔여시간 (code 214), hours, minutes and seconds left. Time left until the market opens, as hours, minutes and seconds; not a time of day.
    pub time_to_open: Time,
    /// 장운영구분 (code 215). Phase of the market that begins, ends or is announced.
    pub market_phase: MarketPhaseCode,
    pub(crate) reserved_0: [u8; 52],
}

impl MarketPhase {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        time: Time::NONE,
        time_to_open: Time::NONE,
        market_phase: MarketPhaseCode::NONE,
        reserved_0: [0; 52],
    };
}

layout! {
    MarketPhase, 128, 8;
      64 time;
      68 time_to_open;
      72 market_phase;
}

record_impls! { MarketPhase, MarketPhaseField, MARKET_PHASE }

/// ELW 지표 (`0u`). Parity, gearing and break-even figures of an equity-linked warrant.
///
/// 128 bytes. Every field by name, its code and its offset: [`ElwIndicatorField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct ElwIndicator {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 체결시간 (code 20), Korean time. Time of the event, to the second.
    pub time: Time,
    /// ELW패리티 (code 666), in percent, 2 decimals. Parity of the warrant in percent.
    pub parity: Percent<2>,
    /// ELW기어링비율 (code 667), in percent, 2 decimals. Gearing of a warrant in percent.
    pub gearing_ratio: Percent<2>,
    /// ELW손익분기율 (code 668), in percent, 2 decimals. Move of the underlying that a warrant needs to break even, in percent; the sign is arithmetic.
    pub breakeven_percent: Percent<2>,
    /// ELW자본지지점 (code 669), in percent, 2 decimals. Capital fulcrum point of a warrant: the move of the underlying at which both pay the same, in percent; the sign is arithmetic.
    pub capital_fulcrum_point: Percent<2>,
    pub(crate) reserved_0: [u8; 4],
    /// ELW프리미엄 (code 1211), 6 decimals. Premium of the warrant; the unit is not documented.
    pub premium: Ratio<6>,
    pub(crate) reserved_1: [u8; 32],
}

impl ElwIndicator {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        time: Time::NONE,
        parity: Percent::NONE,
        gearing_ratio: Percent::NONE,
        breakeven_percent: Percent::NONE,
        capital_fulcrum_point: Percent::NONE,
        reserved_0: [0; 4],
        premium: Ratio::NONE,
        reserved_1: [0; 32],
    };
}

layout! {
    ElwIndicator, 128, 8;
      64 time;
      68 parity;
      72 gearing_ratio;
      76 breakeven_percent;
      80 capital_fulcrum_point;
      88 premium;
}

record_impls! { ElwIndicator, ElwIndicatorField, ELW_INDICATOR }

/// 종목프로그램매매 (`0w`). Program trading in one issue: volume and value sold and bought over the day.
///
/// 192 bytes. Every field by name, its code and its offset: [`ProgramTradingField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct ProgramTrading {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 매도수량 (code 202), in shares. Volume sold by programs over the day.
    pub sell_quantity: Quantity<0>,
    /// 매수수량 (code 206), in shares. Volume bought by programs over the day.
    pub buy_quantity: Quantity<0>,
    /// 순매수수량 (code 210), in shares. Bought minus sold volume of programs over the day.
    pub net_buy_quantity: Quantity<0>,
    /// 순매수금액 (code 212), in million won. Bought minus sold value of programs over the day.
    pub net_buy_amount: Amount<0>,
    /// 순매수수량증감 (code 211), in shares. Change of the net volume against the message before.
    pub net_buy_quantity_change: Quantity<0>,
    /// 체결시간 (code 20), Korean time. Time of the event, to the second.
    pub time: Time,
    /// 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close.
    pub last: Price<0>,
    /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
    pub cumulative_volume: Quantity<0>,
    /// 매도금액 (code 204), in million won. Value sold by programs over the day; in million won, although the official text says won.
    pub sell_amount: Amount<0>,
    /// 매수금액 (code 208), in million won. Value bought by programs over the day.
    pub buy_amount: Amount<0>,
    /// 순매수금액증감 (code 213), in million won. Change of the net value against the message before.
    pub net_buy_amount_change: Amount<0>,
    /// 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic.
    pub change: Change<0>,
    /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
    pub change_percent: Percent<2>,
    /// 장시작예상잔여시간 (code 214), hours, minutes and seconds left. Time left until the market opens, as hours, minutes and seconds; not a time of day; listed here but absent from known messages.
    pub time_to_open: Time,
    /// 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own.
    pub change_sign: ChangeSign,
    /// 장운영구분 (code 215). Phase of the market; listed here but absent from known messages.
    pub market_phase: MarketPhaseCode,
    /// 투자자별ticker (code 216). Ticker by kind of investor; listed here but absent from known messages.
    pub investor_ticker: Text<16>,
    pub(crate) reserved_0: [u8; 12],
}

impl ProgramTrading {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        sell_quantity: Quantity::NONE,
        buy_quantity: Quantity::NONE,
        net_buy_quantity: Quantity::NONE,
        net_buy_amount: Amount::NONE,
        net_buy_quantity_change: Quantity::NONE,
        time: Time::NONE,
        last: Price::NONE,
        cumulative_volume: Quantity::NONE,
        sell_amount: Amount::NONE,
        buy_amount: Amount::NONE,
        net_buy_amount_change: Amount::NONE,
        change: Change::NONE,
        change_percent: Percent::NONE,
        time_to_open: Time::NONE,
        change_sign: ChangeSign::NONE,
        market_phase: MarketPhaseCode::NONE,
        investor_ticker: Text::NONE,
        reserved_0: [0; 12],
    };
}

layout! {
    ProgramTrading, 192, 8;
      64 sell_quantity;
      72 buy_quantity;
      80 net_buy_quantity;
      88 net_buy_amount;
      96 net_buy_quantity_change;
     104 time;
     108 last;
     112 cumulative_volume;
     120 sell_amount;
     128 buy_amount;
     136 net_buy_amount_change;
     144 change;
     148 change_percent;
     152 time_to_open;
     156 change_sign;
     160 market_phase;
     164 investor_ticker;
}

record_impls! { ProgramTrading, ProgramTradingField, PROGRAM_TRADING }

/// VI발동/해제 (`1h`). A volatility interruption was triggered or released. Market-wide subscriptions may deliver one event twice, for the bare code and for the consolidated one.
///
/// 320 bytes. Every field by name, its code and its offset: [`VolatilityInterruptionField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct VolatilityInterruption {
    /// What stands before every record.
    pub header: RecordHeader,
    /// VI발동가격 (code 1221), in won. Price that triggered the interruption.
    pub trigger_price: Price<0>,
    /// 매매체결처리시각 (code 1223), Korean time. Time at which the interruption was triggered.
    pub trigger_time: Time,
    /// VI해제시각 (code 1224), Korean time. Time at which the interruption ends; 000000 while it is on; the release is the same message with this field filled.
    pub release_time: Time,
    /// 괴리율 정적 (code 1238), in percent, 2 decimals. Gap between trigger price and static reference price in percent; the sign is arithmetic.
    pub static_disparity_percent: Percent<2>,
    /// 괴리율 동적 (code 1239), in percent, 2 decimals. Gap between trigger price and dynamic reference price in percent; the sign is arithmetic.
    pub dynamic_disparity_percent: Percent<2>,
    /// VI발동구분 (code 9068). Kind of the interruption, as a digit.
    pub vi_kind: ViKind,
    /// 발동방향구분 (code 9069). Direction of the move that triggered the interruption.
    pub direction: ViDirection,
    pub(crate) reserved_0: [u8; 4],
    /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
    pub cumulative_volume: Quantity<0>,
    /// 누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions.
    pub cumulative_value: Amount<0>,
    /// 기준가격 정적 (code 1236), in won. Reference price of the static interruption; 0 if it does not apply.
    pub static_base_price: Price<0>,
    /// 기준가격 동적 (code 1237), in won. Reference price of the dynamic interruption; 0 if it does not apply.
    pub dynamic_base_price: Price<0>,
    /// VI발동가 등락율 (code 1489), in percent, 2 decimals. Trigger price against the previous close in percent; the sign is arithmetic.
    pub trigger_change_percent: Percent<2>,
    /// VI발동횟수 (code 1490), in times. Number of interruptions of the issue today.
    pub trigger_count: Quantity32<0>,
    /// 종목코드 (code 9001). Issue code of six characters, not always digits.
    pub symbol: Text<16>,
    /// 종목명 (code 302). Name of the issue in Korean; blanks inside belong to it.
    pub instrument_name: Text<64>,
    /// KOSPI,KOSDAQ,전체구분 (code 9008). Market of the issue; the values come from the matching query and are not reliable.
    pub market_class: MarketClass,
    /// 장전구분 (code 9075). Session of the interruption.
    pub vi_session: ViSession,
    /// VI적용구분 (code 1225). Kind of the interruption, as Korean text.
    pub vi_kind_text: ViKindText,
    /// Extra Item (code 1279). Documented only as an extra item; holds a sign and the kind, such as +정적 or -동적.
    pub signed_kind_text: Text<24>,
    pub(crate) reserved_1: [u8; 52],
}

impl VolatilityInterruption {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        trigger_price: Price::NONE,
        trigger_time: Time::NONE,
        release_time: Time::NONE,
        static_disparity_percent: Percent::NONE,
        dynamic_disparity_percent: Percent::NONE,
        vi_kind: ViKind::NONE,
        direction: ViDirection::NONE,
        reserved_0: [0; 4],
        cumulative_volume: Quantity::NONE,
        cumulative_value: Amount::NONE,
        static_base_price: Price::NONE,
        dynamic_base_price: Price::NONE,
        trigger_change_percent: Percent::NONE,
        trigger_count: Quantity32::NONE,
        symbol: Text::NONE,
        instrument_name: Text::NONE,
        market_class: MarketClass::NONE,
        vi_session: ViSession::NONE,
        vi_kind_text: ViKindText::NONE,
        signed_kind_text: Text::NONE,
        reserved_1: [0; 52],
    };
}

layout! {
    VolatilityInterruption, 320, 8;
      64 trigger_price;
      68 trigger_time;
      72 release_time;
      76 static_disparity_percent;
      80 dynamic_disparity_percent;
      84 vi_kind;
      88 direction;
      96 cumulative_volume;
     104 cumulative_value;
     112 static_base_price;
     116 dynamic_base_price;
     120 trigger_change_percent;
     124 trigger_count;
     128 symbol;
     144 instrument_name;
     208 market_class;
     216 vi_session;
     220 vi_kind_text;
     244 signed_kind_text;
}

record_impls! { VolatilityInterruption, VolatilityInterruptionField, VOLATILITY_INTERRUPTION }

/// 미국주식 실시간 주문 확인 (`F4`). What happens to your own orders in US stocks before they are filled.
///
/// 384 bytes. Every field by name, its code and its offset: [`UsOrderField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct UsOrder {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 주문수량 (code 900), in shares. Ordered quantity.
    pub order_quantity: Quantity<0>,
    /// 주문가격 (code 901), in the order's currency, 4 decimals. Order price, in the currency of the order.
    pub order_price: Price64<4>,
    /// 주문/체결시간 (code 908), Korean time. Time of the order event or the fill; Korean time, judged by the official examples.
    pub time: Time,
    /// 매도수구분 (code 907). Side.
    pub side: UsSide,
    /// 주문상태 (code 913). State of the order; the wire value is Korean text.
    pub order_status: UsOrderStatus,
    /// 주문번호 (code 9203). Order number; leading zeros belong to it.
    pub order_no: Text<16>,
    /// 주문STOP가격 (code 50810), in the order's currency, 4 decimals. Stop price of the order, in the currency of the order; 0 if there is none.
    pub stop_price: Price64<4>,
    /// 종목명 (code 302). Name of the issue in Korean.
    pub instrument_name: Text<64>,
    /// 원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none.
    pub original_order_no: Text<16>,
    /// 주문구분 (code 905). What the order does: new, amend or cancel.
    pub order_action: UsOrderAction,
    /// 매매구분 (code 906). Order type as a code; 00 goes with a limit order; the other values are not documented.
    pub order_type: Text<8>,
    /// 국가명 (code 1091). Country of the market, in Korean.
    pub country_name: Text<32>,
    /// 통화코드 (code 8043). Currency of the order, such as USD.
    pub currency: Text<8>,
    /// 거래소코드 (code 8046). Code of the exchange; the values are not documented.
    pub exchange_code: Text<16>,
    /// 종목,업종코드 (code 9001). Ticker symbol, such as NVDA.
    pub symbol: Text<16>,
    /// 계좌번호 (code 9201). Account number of ten digits; treat it as a secret.
    pub account_no: Text<16>,
    /// 매도수구분명 (code 50072). Side, as Korean text.
    pub side_name: UsSideName,
    /// 매매구분명 (code 50073). Order type, as Korean text; only the two commonest values are documented.
    pub order_type_name: UsOrderTypeName,
    /// 예약구분 (code 50841). Kind of reserved order; 0 in the official examples; the values are not documented.
    pub reservation_type: Text<8>,
    /// (재무)국가코드 사용 (code 55190). Country code as the broker counts them; 001 for the United States.
    pub country_code: Text<8>,
    pub(crate) reserved_0: [u8; 12],
}

impl UsOrder {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        order_quantity: Quantity::NONE,
        order_price: Price64::NONE,
        time: Time::NONE,
        side: UsSide::NONE,
        order_status: UsOrderStatus::NONE,
        order_no: Text::NONE,
        stop_price: Price64::NONE,
        instrument_name: Text::NONE,
        original_order_no: Text::NONE,
        order_action: UsOrderAction::NONE,
        order_type: Text::NONE,
        country_name: Text::NONE,
        currency: Text::NONE,
        exchange_code: Text::NONE,
        symbol: Text::NONE,
        account_no: Text::NONE,
        side_name: UsSideName::NONE,
        order_type_name: UsOrderTypeName::NONE,
        reservation_type: Text::NONE,
        country_code: Text::NONE,
        reserved_0: [0; 12],
    };
}

layout! {
    UsOrder, 384, 8;
      64 order_quantity;
      72 order_price;
      80 time;
      84 side;
      88 order_status;
     112 order_no;
     128 stop_price;
     136 instrument_name;
     200 original_order_no;
     216 order_action;
     220 order_type;
     228 country_name;
     260 currency;
     268 exchange_code;
     284 symbol;
     300 account_no;
     316 side_name;
     332 order_type_name;
     356 reservation_type;
     364 country_code;
}

record_impls! { UsOrder, UsOrderField, US_ORDER }

/// 미국주식 실시간 체결 (`F5`). Fills of your own orders in US stocks, with the position after them.
///
/// 512 bytes. Every field by name, its code and its offset: [`UsExecutionField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct UsExecution {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 미체결수량 (code 902), in shares. Quantity that is still open.
    pub unfilled_quantity: Quantity<0>,
    /// 체결가 (code 910), in the order's currency, 4 decimals. Fill price, in the currency of the order; 0 until the order is filled.
    pub fill_price: Price64<4>,
    /// 체결량 (code 911), in shares. Filled quantity; 0 until the order is filled.
    pub fill_quantity: Quantity<0>,
    /// 주문/체결시간 (code 908), Korean time. Time of the order event or the fill; Korean time, judged by the official examples.
    pub time: Time,
    /// 매도수구분 (code 907). Side.
    pub side: UsSide,
    /// 주문상태 (code 913). State of the order; the wire value is Korean text.
    pub order_status: UsOrderStatus,
    /// 주문번호 (code 9203). Order number; leading zeros belong to it.
    pub order_no: Text<16>,
    /// 주문수량 (code 900), in shares. Ordered quantity.
    pub order_quantity: Quantity<0>,
    /// 주문가격 (code 901), in the order's currency, 4 decimals. Order price, in the currency of the order.
    pub order_price: Price64<4>,
    /// 보유수량 (code 930), in shares. Quantity held.
    pub holding_quantity: Quantity<0>,
    /// 매입단가 (code 931), in the order's currency, 4 decimals. Average purchase price of the position, in the currency of the order.
    pub average_purchase_price: Price64<4>,
    /// 당일매도수량 사용 (code 934), in shares. Quantity sold today.
    pub day_sell_quantity: Quantity<0>,
    /// 당일매수수량 사용 (code 936), in shares. Quantity bought today.
    pub day_buy_quantity: Quantity<0>,
    /// 전일매도수량 (code 8004), in shares. Quantity sold on the previous day.
    pub previous_day_sell_quantity: Quantity<0>,
    /// 전일매수수량 (code 8005), in shares. Quantity bought on the previous day.
    pub previous_day_buy_quantity: Quantity<0>,
    /// 손익금액 (code 8018), in the order's currency, 4 decimals. Profit or loss, in the currency of the order; the sign is arithmetic.
    pub pnl: Amount<4>,
    /// 세금 사용 (code 8075), in the order's currency, 4 decimals. Tax, in the currency of the order.
    pub tax: Amount<4>,
    /// 수수료 사용 (code 13006), in the order's currency, 4 decimals. Commission, in the currency of the order.
    pub commission: Amount<4>,
    /// 실현손익매입금 사용 (code 50724), in the order's currency, 4 decimals. Purchase amount of the realised position, in the currency of the order.
    pub realized_cost_basis: Amount<4>,
    /// 환전실현손익매입금액 사용 (code 50725), in won, 4 decimals. Purchase amount of the realised position after conversion; presumably won.
    pub converted_realized_cost_basis: Amount<4>,
    /// 주문STOP가격 (code 50810), in the order's currency, 4 decimals. Stop price of the order, in the currency of the order; 0 if there is none.
    pub stop_price: Price64<4>,
    /// 환전실현손익금액 사용 (code 50844), in won, 4 decimals. Realised profit or loss after conversion; presumably won; the sign is arithmetic.
    pub converted_realized_pnl: Amount<4>,
    /// 손익율 (code 8019), in percent, 4 decimals. Profit or loss in percent; the sign is arithmetic.
    pub pnl_percent: Percent<4>,
    /// 종목명 (code 302). Name of the issue in Korean.
    pub instrument_name: Text<64>,
    /// 원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none.
    pub original_order_no: Text<16>,
    /// 주문구분 (code 905). What the order does: new, amend or cancel; the official example carries 25, which is not documented.
    pub order_action: UsOrderAction,
    /// 체결번호 (code 909). Execution number; zeros until the order is filled.
    pub execution_no: Text<16>,
    /// 국가명 (code 1091). Country of the market, in Korean.
    pub country_name: Text<32>,
    /// 통화코드 (code 8043). Currency of the order, such as USD.
    pub currency: Text<8>,
    /// 거래소코드 (code 8046). Code of the exchange; the values are not documented.
    pub exchange_code: Text<16>,
    /// 종목코드 (code 9001). Ticker symbol, such as NVDA.
    pub symbol: Text<16>,
    /// 계좌번호 (code 9201). Account number of ten digits; treat it as a secret.
    pub account_no: Text<16>,
    /// 매도수구분명 (code 50072). Side, as Korean text.
    pub side_name: UsSideName,
    /// 매매구분명 (code 50073). Order type, as Korean text; only the two commonest values are documented.
    pub order_type_name: UsOrderTypeName,
    /// 예약구분 (code 50841). Kind of reserved order; 0 in the official examples; the values are not documented.
    pub reservation_type: Text<8>,
    /// (재무)국가코드 사용 (code 55190). Country code as the broker counts them; 001 for the United States.
    pub country_code: Text<8>,
    pub(crate) reserved_0: [u8; 8],
}

impl UsExecution {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        unfilled_quantity: Quantity::NONE,
        fill_price: Price64::NONE,
        fill_quantity: Quantity::NONE,
        time: Time::NONE,
        side: UsSide::NONE,
        order_status: UsOrderStatus::NONE,
        order_no: Text::NONE,
        order_quantity: Quantity::NONE,
        order_price: Price64::NONE,
        holding_quantity: Quantity::NONE,
        average_purchase_price: Price64::NONE,
        day_sell_quantity: Quantity::NONE,
        day_buy_quantity: Quantity::NONE,
        previous_day_sell_quantity: Quantity::NONE,
        previous_day_buy_quantity: Quantity::NONE,
        pnl: Amount::NONE,
        tax: Amount::NONE,
        commission: Amount::NONE,
        realized_cost_basis: Amount::NONE,
        converted_realized_cost_basis: Amount::NONE,
        stop_price: Price64::NONE,
        converted_realized_pnl: Amount::NONE,
        pnl_percent: Percent::NONE,
        instrument_name: Text::NONE,
        original_order_no: Text::NONE,
        order_action: UsOrderAction::NONE,
        execution_no: Text::NONE,
        country_name: Text::NONE,
        currency: Text::NONE,
        exchange_code: Text::NONE,
        symbol: Text::NONE,
        account_no: Text::NONE,
        side_name: UsSideName::NONE,
        order_type_name: UsOrderTypeName::NONE,
        reservation_type: Text::NONE,
        country_code: Text::NONE,
        reserved_0: [0; 8],
    };
}

layout! {
    UsExecution, 512, 8;
      64 unfilled_quantity;
      72 fill_price;
      80 fill_quantity;
      88 time;
      92 side;
      96 order_status;
     120 order_no;
     136 order_quantity;
     144 order_price;
     152 holding_quantity;
     160 average_purchase_price;
     168 day_sell_quantity;
     176 day_buy_quantity;
     184 previous_day_sell_quantity;
     192 previous_day_buy_quantity;
     200 pnl;
     208 tax;
     216 commission;
     224 realized_cost_basis;
     232 converted_realized_cost_basis;
     240 stop_price;
     248 converted_realized_pnl;
     256 pnl_percent;
     260 instrument_name;
     324 original_order_no;
     340 order_action;
     344 execution_no;
     360 country_name;
     392 currency;
     400 exchange_code;
     416 symbol;
     432 account_no;
     448 side_name;
     464 order_type_name;
     488 reservation_type;
     496 country_code;
}

record_impls! { UsExecution, UsExecutionField, US_EXECUTION }

/// 미국주식 실시간 체결가 (`FE`). One trade of a US stock with the running figures of the day. The exchange stands beside the values, in the member stexTp.
///
/// 192 bytes. Every field by name, its code and its offset: [`UsTradeField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct UsTrade {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 현재가 (code 10), in usd, 4 decimals. Last price; the sign on the wire only tells the direction against the previous close.
    pub last: Price64<4>,
    /// 전일대비 (code 11), in usd, 4 decimals. Last price minus previous close; the sign is arithmetic.
    pub change: Change64<4>,
    /// 누적거래량 (code 13), in shares. Traded volume of the day so far.
    pub cumulative_volume: Quantity<0>,
    /// 체결량 (code 15), in shares. Traded volume: positive if the buyer hit the ask, negative if the seller hit the bid.
    pub volume: Quantity<0>,
    /// (최우선)매도호가 (code 27), in usd, 4 decimals. Best ask price; the sign on the wire only tells the direction against the previous close.
    pub best_ask: Price64<4>,
    /// (최우선)매수호가 (code 28), in usd, 4 decimals. Best bid price; the sign on the wire only tells the direction against the previous close.
    pub best_bid: Price64<4>,
    /// 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic.
    pub change_percent: Percent<2>,
    /// 시간 (code 20), New York time. Time of the trade; equal to the local time in the official example.
    pub time: Time,
    /// 체결일자 (code 22), New York time. Date of the trade, on the calendar of the time.
    pub date: Date,
    /// 체결강도 (code 228), in percent, 2 decimals. Bought volume in percent of sold volume over the day; above 100 buyers are the more aggressive side.
    pub trade_strength: Percent<2>,
    /// 누적거래대금 (code 14), in thousand usd, 6 decimals. Traded value of the day so far; in thousand dollars, judged by its size.
    pub cumulative_value: Amount<6>,
    /// 시가 (code 16), in usd, 4 decimals. Opening price; the sign on the wire only tells the direction against the previous close.
    pub open: Price64<4>,
    /// 고가 (code 17), in usd, 4 decimals. Highest price of the day; the sign on the wire only tells the direction against the previous close.
    pub high: Price64<4>,
    /// 저가 (code 18), in usd, 4 decimals. Lowest price of the day; the sign on the wire only tells the direction against the previous close.
    pub low: Price64<4>,
    /// 전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume.
    pub volume_vs_previous_day_percent: DirectedPercent<2>,
    /// 현지 체결시간 (code 51020), New York time. Time of the trade at the market.
    pub local_time: Time,
    /// 전일대비기호 (code 25). Direction against the previous close.
    pub change_sign: ChangeSign,
    /// 장구분 (code 290). Session of the trade; the values are not documented.
    pub market_session: Text<8>,
    pub(crate) reserved_0: [u8; 12],
}

impl UsTrade {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        last: Price64::NONE,
        change: Change64::NONE,
        cumulative_volume: Quantity::NONE,
        volume: Quantity::NONE,
        best_ask: Price64::NONE,
        best_bid: Price64::NONE,
        change_percent: Percent::NONE,
        time: Time::NONE,
        date: Date::NONE,
        trade_strength: Percent::NONE,
        cumulative_value: Amount::NONE,
        open: Price64::NONE,
        high: Price64::NONE,
        low: Price64::NONE,
        volume_vs_previous_day_percent: DirectedPercent::NONE,
        local_time: Time::NONE,
        change_sign: ChangeSign::NONE,
        market_session: Text::NONE,
        reserved_0: [0; 12],
    };
}

layout! {
    UsTrade, 192, 8;
      64 last;
      72 change;
      80 cumulative_volume;
      88 volume;
      96 best_ask;
     104 best_bid;
     112 change_percent;
     116 time;
     120 date;
     124 trade_strength;
     128 cumulative_value;
     136 open;
     144 high;
     152 low;
     160 volume_vs_previous_day_percent;
     164 local_time;
     168 change_sign;
     172 market_session;
}

record_impls! { UsTrade, UsTradeField, US_TRADE }

/// One price level of both sides, best first.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub struct UsBookLevel {
    /// 매도1호가 (code 41 for the first), in usd, 4 decimals. Ask price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
    pub ask_price: Price64<4>,
    /// 매수1호가 (code 51 for the first), in usd, 4 decimals. Bid price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty.
    pub bid_price: Price64<4>,
    /// 매도1호가잔량 (code 61 for the first), in shares. Ask quantity of level 1.
    pub ask_quantity: Quantity32<0>,
    /// 매수1호가잔량 (code 71 for the first), in shares. Bid quantity of level 1.
    pub bid_quantity: Quantity32<0>,
    /// 매도1호가직전대비 (code 81 for the first), in shares. Change of the ask quantity of level 1 in one step at the exchange; cannot be summed over messages.
    pub ask_quantity_change: Quantity32<0>,
    /// 매수1호가직전대비 (code 91 for the first), in shares. Change of the bid quantity of level 1 in one step at the exchange; cannot be summed over messages.
    pub bid_quantity_change: Quantity32<0>,
}

impl UsBookLevel {
    /// An element without any value.
    pub const EMPTY: Self = Self {
        ask_price: Price64::NONE,
        bid_price: Price64::NONE,
        ask_quantity: Quantity32::NONE,
        bid_quantity: Quantity32::NONE,
        ask_quantity_change: Quantity32::NONE,
        bid_quantity_change: Quantity32::NONE,
    };
}

layout! {
    UsBookLevel, 32, 8;
       0 ask_price;
       8 bid_price;
      16 ask_quantity;
      20 bid_quantity;
      24 ask_quantity_change;
      28 bid_quantity_change;
}

/// 미국주식 10호가 (`FT`). Ten levels of the order book of a US stock with totals. The exchange stands beside the values, in the member stexTp.
///
/// 448 bytes. Every field by name, its code and its offset: [`UsOrderBookField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct UsOrderBook {
    /// What stands before every record.
    pub header: RecordHeader,
    /// One price level of both sides, best first.
    pub levels: [UsBookLevel; 10],
    /// 매도호가총잔량 (code 121), in shares. Sum of all ask quantities.
    pub total_ask_quantity: Quantity<0>,
    /// 매수호가총잔량 (code 125), in shares. Sum of all bid quantities.
    pub total_bid_quantity: Quantity<0>,
    /// 시간 (code 21), New York time. Time of the quote; local time at the market, judged by the official examples.
    pub time: Time,
    pub(crate) reserved_0: [u8; 4],
    /// 매도호가총잔량직전대비 (code 122), in shares. Change of the total ask quantity in one step at the exchange; cannot be summed over messages.
    pub total_ask_quantity_change: Quantity<0>,
    /// 매수호가총잔량직전대비 (code 126), in shares. Change of the total bid quantity in one step at the exchange; cannot be summed over messages.
    pub total_bid_quantity_change: Quantity<0>,
    pub(crate) reserved_1: [u8; 24],
}

impl UsOrderBook {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        levels: [UsBookLevel::EMPTY; 10],
        total_ask_quantity: Quantity::NONE,
        total_bid_quantity: Quantity::NONE,
        time: Time::NONE,
        reserved_0: [0; 4],
        total_ask_quantity_change: Quantity::NONE,
        total_bid_quantity_change: Quantity::NONE,
        reserved_1: [0; 24],
    };
}

layout! {
    UsOrderBook, 448, 8;
      64 levels;
     384 total_ask_quantity;
     392 total_bid_quantity;
     400 time;
     408 total_ask_quantity_change;
     416 total_bid_quantity_change;
}

record_impls! { UsOrderBook, UsOrderBookField, US_ORDER_BOOK }

/// 미국주식 조건검색 (`S2`). A US stock entered or left the result of a condition search that runs in real time. The exchange stands beside the values, in the member stexTp.
///
/// 128 bytes. Every field by name, its code and its offset: [`UsConditionMatchField`].
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct UsConditionMatch {
    /// What stands before every record.
    pub header: RecordHeader,
    /// 체결시간 (code 20). Time of the change, to the second; the time zone is not documented.
    pub time: Time,
    /// 삽입삭제 구분 (code 843). Whether the stock entered or left the result.
    pub insert_delete: InsertDelete,
    /// 종목코드 (code 9001). Ticker symbol, such as NVDA.
    pub symbol: Text<16>,
    /// 일련번호 (code 841). Serial number of the condition in the user's list.
    pub condition_seq: Text<8>,
    /// 매도/수 구분 (code 907). Side, as documented for condition searches; one digit, unlike in US orders.
    pub side: Side,
    pub(crate) reserved_0: [u8; 28],
}

impl UsConditionMatch {
    /// A record without any value.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        time: Time::NONE,
        insert_delete: InsertDelete::NONE,
        symbol: Text::NONE,
        condition_seq: Text::NONE,
        side: Side::NONE,
        reserved_0: [0; 28],
    };
}

layout! {
    UsConditionMatch, 128, 8;
      64 time;
      68 insert_delete;
      72 symbol;
      88 condition_seq;
      96 side;
}

record_impls! { UsConditionMatch, UsConditionMatchField, US_CONDITION_MATCH }
