/*
 * The records of kiwoom-engine: plain data of fixed layout, made once in a ring
 * and read there.
 *
 * Written by kiwoom-codegen from codegen/tables; renewed by
 * `BLESS=1 cargo test -p kiwoom-codegen`.
 *
 * A value that the message didn't carry is not zero: kiwoom_values.h has the
 * tests for that, and reads numbers, prices and texts.
 */
#ifndef KIWOOM_RECORDS_H
#define KIWOOM_RECORDS_H

#include "kiwoom_values.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#define KW_LAYOUT(condition) static_assert(condition, #condition)
#else
#define KW_LAYOUT(condition) _Static_assert(condition, #condition)
#endif

/* Which record it is: `kind` in its header. */
enum {
    KW_KIND_ORDER = 0,
    KW_KIND_CONDITION_MATCH = 1,
    KW_KIND_BALANCE = 2,
    KW_KIND_QUOTE = 3,
    KW_KIND_TRADE = 4,
    KW_KIND_BEST_QUOTE = 5,
    KW_KIND_ORDER_BOOK = 6,
    KW_KIND_AFTER_HOURS_BOOK = 7,
    KW_KIND_BROKER_ACTIVITY = 8,
    KW_KIND_ETF_NAV = 9,
    KW_KIND_EXPECTED_TRADE = 10,
    KW_KIND_GOLD_PRICE = 11,
    KW_KIND_SECTOR_INDEX = 12,
    KW_KIND_SECTOR_BREADTH = 13,
    KW_KIND_STOCK_INFO = 14,
    KW_KIND_ELW_FAIR_VALUE = 15,
    KW_KIND_MARKET_PHASE = 16,
    KW_KIND_ELW_INDICATOR = 17,
    KW_KIND_PROGRAM_TRADING = 18,
    KW_KIND_VOLATILITY_INTERRUPTION = 19,
    KW_KIND_US_ORDER = 20,
    KW_KIND_US_EXECUTION = 21,
    KW_KIND_US_TRADE = 22,
    KW_KIND_US_ORDER_BOOK = 23,
    KW_KIND_US_CONDITION_MATCH = 24,
    KW_KIND_LINK = 250,
    KW_KIND_GAP = 251,
    KW_KIND_UNKNOWN = 252,
    KW_KIND_TRADES_MISSING = 253,
    KW_KIND_STALENESS = 254,
};

/* Kiwoom's codes of the message types. */
#define KW_TYPE_ORDER "00"
#define KW_TYPE_CONDITION_MATCH "02"
#define KW_TYPE_BALANCE "04"
#define KW_TYPE_QUOTE "0A"
#define KW_TYPE_TRADE "0B"
#define KW_TYPE_BEST_QUOTE "0C"
#define KW_TYPE_ORDER_BOOK "0D"
#define KW_TYPE_AFTER_HOURS_BOOK "0E"
#define KW_TYPE_BROKER_ACTIVITY "0F"
#define KW_TYPE_ETF_NAV "0G"
#define KW_TYPE_EXPECTED_TRADE "0H"
#define KW_TYPE_GOLD_PRICE "0I"
#define KW_TYPE_SECTOR_INDEX "0J"
#define KW_TYPE_SECTOR_BREADTH "0U"
#define KW_TYPE_STOCK_INFO "0g"
#define KW_TYPE_ELW_FAIR_VALUE "0m"
#define KW_TYPE_MARKET_PHASE "0s"
#define KW_TYPE_ELW_INDICATOR "0u"
#define KW_TYPE_PROGRAM_TRADING "0w"
#define KW_TYPE_VOLATILITY_INTERRUPTION "1h"
#define KW_TYPE_US_ORDER "F4"
#define KW_TYPE_US_EXECUTION "F5"
#define KW_TYPE_US_TRADE "FE"
#define KW_TYPE_US_ORDER_BOOK "FT"
#define KW_TYPE_US_CONDITION_MATCH "S2"

/* The first 64 bytes of every record. 64 bytes. */
typedef struct kw_record_header {
    /* Which record it is. */
    uint8_t kind;
    /* Length of the record in units of 64 bytes, this header included. */
    uint8_t lines;
    /* Marks on this record. */
    uint16_t flags;
    /* The symbol's number in this engine, from 0; 4294967295 for an item that nobody subscribed by name. */
    uint32_t symbol;
    /* How many times the connection had been up, this time included. */
    uint32_t epoch;
    /* Which of the engine's connections it came from, from 0. */
    uint16_t connection;
    /* Where the item trades. */
    uint8_t venue;
    uint8_t reserved[1];
    /* Position in the engine's one order of events. */
    uint64_t sequence;
    /* When the kernel took the packet in, in nanoseconds of Unix time; 0 where there is no stamp. */
    uint64_t rx_kernel_ns;
    /* When the engine had read the bytes, in nanoseconds of CLOCK_MONOTONIC. */
    uint64_t rx_mono_ns;
    /* When the record was ready to be published, on the same clock. */
    uint64_t ready_mono_ns;
    /* The item (종목코드) as the server wrote it, such as 005930_AL; empty for the account or the whole market. */
    uint8_t item[16];
} kw_record_header;
KW_LAYOUT(sizeof(kw_record_header) == 64);
KW_LAYOUT(offsetof(kw_record_header, kind) == 0);
KW_LAYOUT(offsetof(kw_record_header, lines) == 1);
KW_LAYOUT(offsetof(kw_record_header, flags) == 2);
KW_LAYOUT(offsetof(kw_record_header, symbol) == 4);
KW_LAYOUT(offsetof(kw_record_header, epoch) == 8);
KW_LAYOUT(offsetof(kw_record_header, connection) == 12);
KW_LAYOUT(offsetof(kw_record_header, venue) == 14);
KW_LAYOUT(offsetof(kw_record_header, reserved) == 15);
KW_LAYOUT(offsetof(kw_record_header, sequence) == 16);
KW_LAYOUT(offsetof(kw_record_header, rx_kernel_ns) == 24);
KW_LAYOUT(offsetof(kw_record_header, rx_mono_ns) == 32);
KW_LAYOUT(offsetof(kw_record_header, ready_mono_ns) == 40);
KW_LAYOUT(offsetof(kw_record_header, item) == 48);

/* 주문체결 (00). What happens to your own orders: accepted, filled, amended, cancelled, refused. Comes for the account of the access token, whatever items are registered. 576 bytes. */
typedef struct kw_order {
    /* What stands before every record. */
    kw_record_header header;
    /* 미체결수량 (code 902), in shares. Quantity that is still open. */
    kw_number64 unfilled_quantity;
    /* 단위체결량 (code 915), in shares. Quantity of this single fill; empty until the order is filled. */
    kw_number64 unit_fill_quantity;
    /* 주문/체결시간 (code 908), Korean time. Time of the order event or the fill. */
    kw_time time;
    /* 단위체결가 (code 914), in won. Price of this single fill; empty until the order is filled. */
    kw_price unit_fill_price;
    /* 주문번호 (code 9203). Order number; leading zeros belong to it. */
    uint8_t order_no[16];
    /* 주문상태 (code 913). State of the order; the wire value is Korean text. */
    uint8_t order_status[16];
    /* 매도수구분 (code 907). Side. */
    uint8_t side[4];
    uint8_t reserved_0[4];
    /* 주문수량 (code 900), in shares. Ordered quantity. */
    kw_number64 order_quantity;
    /* 체결누계금액 (code 903), in won. Money traded by this order so far. */
    kw_number64 cumulative_fill_amount;
    /* 체결량 (code 911), in shares. Filled quantity; empty until the order is filled; whether it adds up over several fills is not documented. */
    kw_number64 fill_quantity;
    /* 당일매매수수료 (code 938), in won. Commission of the day. */
    kw_number64 day_commission;
    /* 당일매매세금 (code 939), in won. Tax of the day; charged on sales. */
    kw_number64 day_tax;
    /* 주문가격 (code 901), in won. Order price; 0 for a market order. */
    kw_price order_price;
    /* 체결가 (code 910), in won. Fill price; empty until the order is filled. */
    kw_price fill_price;
    /* 현재가 (code 10), in won. Last price of the issue, not of the order; the sign on the wire only tells the direction against the previous close. */
    kw_price last;
    /* (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close. */
    kw_price best_ask;
    /* (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close. */
    kw_price best_bid;
    /* 대출일 (code 923). Date of the credit loan, for fills; empty or zeros if there is none. */
    kw_date loan_date;
    /* 시간외단일가_현재가 (code 10010), in won. Last price of the after-hours periodic auctions; the sign on the wire only tells the direction against the previous close. */
    kw_price after_hours_last;
    /* 계좌번호 (code 9201). Account number of ten digits; treat it as a secret. */
    uint8_t account_no[16];
    /* 관리자사번 (code 9205). Staff number of the account manager; empty in every known message. */
    uint8_t manager_id[16];
    /* 종목코드,업종코드 (code 9001). Issue code of six characters, not always digits, without a venue suffix. */
    uint8_t symbol[16];
    /* 주문업무분류 (code 912). Business class of the order. */
    uint8_t order_category[8];
    /* 종목명 (code 302). Name of the issue in Korean; blanks inside belong to it. */
    uint8_t instrument_name[64];
    /* 원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none. */
    uint8_t original_order_no[16];
    /* 주문구분 (code 905). What the order does: buy, sell, amend or cancel; the wire value is Korean text, mostly with a sign. */
    uint8_t order_action[24];
    /* 매매구분 (code 906). Order type and time in force; the wire value is Korean text. */
    uint8_t order_type[24];
    /* 체결번호 (code 909). Execution number; empty until the order is filled. */
    uint8_t execution_no[16];
    /* 거부사유 (code 919). Reason of a refusal; 0 if there is none. */
    uint8_t reject_reason[64];
    /* 화면번호 (code 920). Number of the trading screen that sent the order; empty for orders from elsewhere. */
    uint8_t screen_no[16];
    /* 터미널번호 (code 921). Number of the terminal that sent the order. */
    uint8_t terminal_no[16];
    /* 신용구분 (code 922). Kind of credit trade, for fills; 00 means none; the other values are not documented. */
    uint8_t credit_type[8];
    /* 거래소구분 (code 2134). Trading venue, as a digit. */
    uint8_t venue[8];
    /* 거래소구분명 (code 2135). Trading venue, by name. */
    uint8_t venue_name[8];
    /* SOR여부 (code 2136). Whether the order went through smart order routing. */
    kw_flag is_sor;
    uint8_t reserved_1[59];
} kw_order;
KW_LAYOUT(sizeof(kw_order) == 576);
KW_LAYOUT(KW_ALIGN_OF(kw_order) == 8);
KW_LAYOUT(offsetof(kw_order, header) == 0);
KW_LAYOUT(offsetof(kw_order, unfilled_quantity) == 64);
KW_LAYOUT(offsetof(kw_order, unit_fill_quantity) == 72);
KW_LAYOUT(offsetof(kw_order, time) == 80);
KW_LAYOUT(offsetof(kw_order, unit_fill_price) == 84);
KW_LAYOUT(offsetof(kw_order, order_no) == 88);
KW_LAYOUT(offsetof(kw_order, order_status) == 104);
KW_LAYOUT(offsetof(kw_order, side) == 120);
KW_LAYOUT(offsetof(kw_order, reserved_0) == 124);
KW_LAYOUT(offsetof(kw_order, order_quantity) == 128);
KW_LAYOUT(offsetof(kw_order, cumulative_fill_amount) == 136);
KW_LAYOUT(offsetof(kw_order, fill_quantity) == 144);
KW_LAYOUT(offsetof(kw_order, day_commission) == 152);
KW_LAYOUT(offsetof(kw_order, day_tax) == 160);
KW_LAYOUT(offsetof(kw_order, order_price) == 168);
KW_LAYOUT(offsetof(kw_order, fill_price) == 172);
KW_LAYOUT(offsetof(kw_order, last) == 176);
KW_LAYOUT(offsetof(kw_order, best_ask) == 180);
KW_LAYOUT(offsetof(kw_order, best_bid) == 184);
KW_LAYOUT(offsetof(kw_order, loan_date) == 188);
KW_LAYOUT(offsetof(kw_order, after_hours_last) == 192);
KW_LAYOUT(offsetof(kw_order, account_no) == 196);
KW_LAYOUT(offsetof(kw_order, manager_id) == 212);
KW_LAYOUT(offsetof(kw_order, symbol) == 228);
KW_LAYOUT(offsetof(kw_order, order_category) == 244);
KW_LAYOUT(offsetof(kw_order, instrument_name) == 252);
KW_LAYOUT(offsetof(kw_order, original_order_no) == 316);
KW_LAYOUT(offsetof(kw_order, order_action) == 332);
KW_LAYOUT(offsetof(kw_order, order_type) == 356);
KW_LAYOUT(offsetof(kw_order, execution_no) == 380);
KW_LAYOUT(offsetof(kw_order, reject_reason) == 396);
KW_LAYOUT(offsetof(kw_order, screen_no) == 460);
KW_LAYOUT(offsetof(kw_order, terminal_no) == 476);
KW_LAYOUT(offsetof(kw_order, credit_type) == 492);
KW_LAYOUT(offsetof(kw_order, venue) == 500);
KW_LAYOUT(offsetof(kw_order, venue_name) == 508);
KW_LAYOUT(offsetof(kw_order, is_sor) == 516);
KW_LAYOUT(offsetof(kw_order, reserved_1) == 517);

/* 조건검색 (02). A stock entered or left the result of a condition search that runs in real time. 128 bytes. */
typedef struct kw_condition_match {
    /* What stands before every record. */
    kw_record_header header;
    /* 체결시간 (code 20), Korean time. Time of the change, to the second. */
    kw_time time;
    /* 종목코드 (code 9001). Issue code of six characters, not always digits. */
    uint8_t symbol[16];
    /* 삽입삭제 구분 (code 843). Whether the stock entered or left the result. */
    uint8_t insert_delete[4];
    /* 일련번호 (code 841). Serial number of the condition in the user's list. */
    uint8_t condition_seq[8];
    /* 매도/수 구분 (code 907). Side, as documented for condition searches. */
    uint8_t side[4];
    uint8_t reserved_0[28];
} kw_condition_match;
KW_LAYOUT(sizeof(kw_condition_match) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_condition_match) == 8);
KW_LAYOUT(offsetof(kw_condition_match, header) == 0);
KW_LAYOUT(offsetof(kw_condition_match, time) == 64);
KW_LAYOUT(offsetof(kw_condition_match, symbol) == 68);
KW_LAYOUT(offsetof(kw_condition_match, insert_delete) == 84);
KW_LAYOUT(offsetof(kw_condition_match, condition_seq) == 88);
KW_LAYOUT(offsetof(kw_condition_match, side) == 96);
KW_LAYOUT(offsetof(kw_condition_match, reserved_0) == 100);

/* 잔고 (04). Your own position in one issue after a fill. Comes for the account of the access token, whatever items are registered. 384 bytes. */
typedef struct kw_balance {
    /* What stands before every record. */
    kw_record_header header;
    /* 보유수량 (code 930), in shares. Quantity held. */
    kw_number64 holding_quantity;
    /* 주문가능수량 (code 933), in shares. Quantity that can be sold now. */
    kw_number64 orderable_quantity;
    /* 당일순매수량 (code 945), in shares. Bought minus sold quantity of the day. */
    kw_number64 day_net_buy_quantity;
    /* 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close. */
    kw_price last;
    /* 매입단가 (code 931), in won. Average purchase price of the position. */
    kw_price average_purchase_price;
    /* 총매입가(당일누적) (code 932), in won. Total purchase amount, summed over the day; close to quantity times average price. */
    kw_number64 total_purchase_amount;
    /* 당일총매도손익 (code 950), in won. Profit or loss of all sales of the day. */
    kw_number64 day_sell_pnl;
    /* 신용금액 (code 957), in won. Money borrowed for the position. */
    kw_number64 credit_amount;
    /* 신용이자 (code 958), in won. Interest on the borrowed money. */
    kw_number64 credit_interest;
    /* 당일실현손익(유가) (code 990), in won. Realised profit or loss of the day, cash positions. */
    kw_number64 day_realized_pnl_cash;
    /* 당일실현손익(신용) (code 992), in won. Realised profit or loss of the day, credit positions. */
    kw_number64 day_realized_pnl_credit;
    /* 담보대출수량 (code 959), in shares. Quantity pledged for a loan. */
    kw_number64 collateral_loan_quantity;
    /* 대출일 (code 916). Date of the credit loan; zeros if there is none. */
    kw_date loan_date;
    /* (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close. */
    kw_price best_ask;
    /* (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close. */
    kw_price best_bid;
    /* 기준가 (code 307), in won. Reference price of the day, normally the previous close. */
    kw_price base_price;
    /* 손익률(실현손익) (code 8019), in percent, 2 decimals. Realised profit or loss in percent. */
    kw_number pnl_percent;
    /* 만기일 (code 918). Due date of the credit loan; zeros if there is none. */
    kw_date maturity_date;
    /* 당일실현손익율(유가) (code 991), in percent, 2 decimals. Realised profit or loss of the day in percent, cash positions. */
    kw_number day_realized_pnl_cash_percent;
    /* 당일실현손익율(신용) (code 993), in percent, 2 decimals. Realised profit or loss of the day in percent, credit positions. */
    kw_number day_realized_pnl_credit_percent;
    /* 계좌번호 (code 9201). Account number of ten digits; treat it as a secret. */
    uint8_t account_no[16];
    /* 종목코드,업종코드 (code 9001). Issue code of six characters, not always digits. */
    uint8_t symbol[16];
    /* 신용구분 (code 917). Kind of credit position; 00 means none; the other values are not documented. */
    uint8_t credit_type[8];
    /* 종목명 (code 302). Name of the issue in Korean; blanks inside belong to it. */
    uint8_t instrument_name[64];
    /* 매도/매수구분 (code 946). Side of the last fill; the meaning of the digits is taken from the order message. */
    uint8_t side[4];
    /* Extra Item (code 951). Documented only as an extra item; kept as text. */
    uint8_t extra_951[24];
    /* Extra Item (code 924). Documented only as an extra item; kept as text. */
    uint8_t extra_924[24];
    uint8_t reserved_0[44];
} kw_balance;
#define KW_BALANCE_PNL_PERCENT_SCALE 2
#define KW_BALANCE_DAY_REALIZED_PNL_CASH_PERCENT_SCALE 2
#define KW_BALANCE_DAY_REALIZED_PNL_CREDIT_PERCENT_SCALE 2
KW_LAYOUT(sizeof(kw_balance) == 384);
KW_LAYOUT(KW_ALIGN_OF(kw_balance) == 8);
KW_LAYOUT(offsetof(kw_balance, header) == 0);
KW_LAYOUT(offsetof(kw_balance, holding_quantity) == 64);
KW_LAYOUT(offsetof(kw_balance, orderable_quantity) == 72);
KW_LAYOUT(offsetof(kw_balance, day_net_buy_quantity) == 80);
KW_LAYOUT(offsetof(kw_balance, last) == 88);
KW_LAYOUT(offsetof(kw_balance, average_purchase_price) == 92);
KW_LAYOUT(offsetof(kw_balance, total_purchase_amount) == 96);
KW_LAYOUT(offsetof(kw_balance, day_sell_pnl) == 104);
KW_LAYOUT(offsetof(kw_balance, credit_amount) == 112);
KW_LAYOUT(offsetof(kw_balance, credit_interest) == 120);
KW_LAYOUT(offsetof(kw_balance, day_realized_pnl_cash) == 128);
KW_LAYOUT(offsetof(kw_balance, day_realized_pnl_credit) == 136);
KW_LAYOUT(offsetof(kw_balance, collateral_loan_quantity) == 144);
KW_LAYOUT(offsetof(kw_balance, loan_date) == 152);
KW_LAYOUT(offsetof(kw_balance, best_ask) == 156);
KW_LAYOUT(offsetof(kw_balance, best_bid) == 160);
KW_LAYOUT(offsetof(kw_balance, base_price) == 164);
KW_LAYOUT(offsetof(kw_balance, pnl_percent) == 168);
KW_LAYOUT(offsetof(kw_balance, maturity_date) == 172);
KW_LAYOUT(offsetof(kw_balance, day_realized_pnl_cash_percent) == 176);
KW_LAYOUT(offsetof(kw_balance, day_realized_pnl_credit_percent) == 180);
KW_LAYOUT(offsetof(kw_balance, account_no) == 184);
KW_LAYOUT(offsetof(kw_balance, symbol) == 200);
KW_LAYOUT(offsetof(kw_balance, credit_type) == 216);
KW_LAYOUT(offsetof(kw_balance, instrument_name) == 224);
KW_LAYOUT(offsetof(kw_balance, side) == 288);
KW_LAYOUT(offsetof(kw_balance, extra_951) == 292);
KW_LAYOUT(offsetof(kw_balance, extra_924) == 316);
KW_LAYOUT(offsetof(kw_balance, reserved_0) == 340);

/* 주식기세 (0A). Price without a trade: base quotes, block trades and corrections of the close. Rare. 192 bytes. */
typedef struct kw_quote {
    /* What stands before every record. */
    kw_record_header header;
    /* 누적거래량 (code 13), in shares. Traded volume of the day so far. */
    kw_number64 cumulative_volume;
    /* 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close. */
    kw_price last;
    /* 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic. */
    kw_number change;
    /* 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic. */
    kw_number change_percent;
    /* (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close. */
    kw_price best_ask;
    /* (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close. */
    kw_price best_bid;
    uint8_t reserved_0[4];
    /* 누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions. */
    kw_number64 cumulative_value;
    /* 전일거래량대비(계약,주) (code 26), in shares. Volume of the day minus the whole volume of the previous day; the sign is arithmetic. */
    kw_number64 volume_vs_previous_day;
    /* 거래대금증감 (code 29), in won. Traded value of the day minus that of the previous day; in won, although the cumulative value is in million won. */
    kw_number64 value_vs_previous_day;
    /* 거래비용 (code 32), in won. Cost of trading one share, as estimated by the broker; the formula is not documented. */
    kw_number64 trading_cost;
    /* 시가총액(억) (code 311), in hundred million won. Market capitalisation. */
    kw_number64 market_cap;
    /* 시가 (code 16), in won. Opening price; the sign on the wire only tells the direction against the previous close. */
    kw_price open;
    /* 고가 (code 17), in won. Highest price of the day; the sign on the wire only tells the direction against the previous close. */
    kw_price high;
    /* 저가 (code 18), in won. Lowest price of the day; the sign on the wire only tells the direction against the previous close. */
    kw_price low;
    /* 전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume. */
    kw_price volume_vs_previous_day_percent;
    /* 거래회전율 (code 31), in percent, 2 decimals. Volume of the day in percent of the listed shares. */
    kw_number turnover_rate;
    /* 상한가발생시간 (code 567), Korean time. Time at which the upper price limit was reached; 000000 means never. */
    kw_time upper_limit_time;
    /* 하한가발생시간 (code 568), Korean time. Time at which the lower price limit was reached; 000000 means never. */
    kw_time lower_limit_time;
    /* 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own. */
    uint8_t change_sign[4];
    uint8_t reserved_1[24];
} kw_quote;
#define KW_QUOTE_CHANGE_PERCENT_SCALE 2
#define KW_QUOTE_VOLUME_VS_PREVIOUS_DAY_PERCENT_SCALE 2
#define KW_QUOTE_TURNOVER_RATE_SCALE 2
KW_LAYOUT(sizeof(kw_quote) == 192);
KW_LAYOUT(KW_ALIGN_OF(kw_quote) == 8);
KW_LAYOUT(offsetof(kw_quote, header) == 0);
KW_LAYOUT(offsetof(kw_quote, cumulative_volume) == 64);
KW_LAYOUT(offsetof(kw_quote, last) == 72);
KW_LAYOUT(offsetof(kw_quote, change) == 76);
KW_LAYOUT(offsetof(kw_quote, change_percent) == 80);
KW_LAYOUT(offsetof(kw_quote, best_ask) == 84);
KW_LAYOUT(offsetof(kw_quote, best_bid) == 88);
KW_LAYOUT(offsetof(kw_quote, reserved_0) == 92);
KW_LAYOUT(offsetof(kw_quote, cumulative_value) == 96);
KW_LAYOUT(offsetof(kw_quote, volume_vs_previous_day) == 104);
KW_LAYOUT(offsetof(kw_quote, value_vs_previous_day) == 112);
KW_LAYOUT(offsetof(kw_quote, trading_cost) == 120);
KW_LAYOUT(offsetof(kw_quote, market_cap) == 128);
KW_LAYOUT(offsetof(kw_quote, open) == 136);
KW_LAYOUT(offsetof(kw_quote, high) == 140);
KW_LAYOUT(offsetof(kw_quote, low) == 144);
KW_LAYOUT(offsetof(kw_quote, volume_vs_previous_day_percent) == 148);
KW_LAYOUT(offsetof(kw_quote, turnover_rate) == 152);
KW_LAYOUT(offsetof(kw_quote, upper_limit_time) == 156);
KW_LAYOUT(offsetof(kw_quote, lower_limit_time) == 160);
KW_LAYOUT(offsetof(kw_quote, change_sign) == 164);
KW_LAYOUT(offsetof(kw_quote, reserved_1) == 168);

/* 주식체결 (0B). One trade, or several trades of one side that the server added up, with the running figures of the day. 320 bytes. */
typedef struct kw_trade {
    /* What stands before every record. */
    kw_record_header header;
    /* 거래량 (code 15), in shares. Traded volume of this message: positive if the buyer hit the ask, negative if the seller hit the bid; the server may add up several trades of one side. */
    kw_number64 volume;
    /* 누적거래량 (code 13), in shares. Traded volume of the day so far; grows by the magnitude of the volume of every message, so for one venue a jump tells that messages were lost. */
    kw_number64 cumulative_volume;
    /* 누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions. */
    kw_number64 cumulative_value;
    /* 체결시간 (code 20), Korean time. Time of the event, to the second. */
    kw_time time;
    /* 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close. */
    kw_price last;
    /* 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic. */
    kw_number change;
    /* 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic. */
    kw_number change_percent;
    /* (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close. */
    kw_price best_ask;
    /* (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close. */
    kw_price best_bid;
    /* 시가 (code 16), in won. Opening price; the sign on the wire only tells the direction against the previous close. */
    kw_price open;
    /* 고가 (code 17), in won. Highest price of the day; the sign on the wire only tells the direction against the previous close. */
    kw_price high;
    /* 저가 (code 18), in won. Lowest price of the day; the sign on the wire only tells the direction against the previous close. */
    kw_price low;
    /* 체결강도 (code 228), in percent, 2 decimals. Bought volume in percent of sold volume over the day; above 100 buyers are the more aggressive side. */
    kw_number trade_strength;
    /* 전일거래량대비(계약,주) (code 26), in shares. Volume of the day minus the whole volume of the previous day; the sign is arithmetic. */
    kw_number64 volume_vs_previous_day;
    /* 거래대금증감 (code 29), in won. Traded value of the day minus that of the previous day; in won, although the cumulative value is in million won. */
    kw_number64 value_vs_previous_day;
    /* 거래비용 (code 32), in won. Cost of trading one share, as estimated by the broker; the formula is not documented. */
    kw_number64 trading_cost;
    /* 시가총액(억) (code 311), in hundred million won. Market capitalisation. */
    kw_number64 market_cap;
    /* K.O 접근도 (code 691), 6 decimals. How near an equity-linked warrant is to its knock-out barrier; 0 for stocks; the unit is not documented. */
    kw_number64 knock_out_proximity;
    /* 전일 동시간 거래량 비율 (code 851), in basis points. Volume so far against the previous day at the same time, in hundredths of a percent: 10379 is 103.79 percent. */
    kw_number64 volume_vs_previous_same_time;
    /* 매도체결량 (code 1030), in shares. Volume of the day traded by sellers hitting the bid. */
    kw_number64 cumulative_sell_volume;
    /* 매수체결량 (code 1031), in shares. Volume of the day traded by buyers hitting the ask. */
    kw_number64 cumulative_buy_volume;
    /* 순간거래대금 (code 1313), in thousand won. Traded value of this message, cut to whole thousands; positive for buys, negative for sells. */
    kw_number64 trade_value;
    /* 매도체결량_단건 (code 1315), in shares. Volume of this message if it is a sell, as a negative number; 0 otherwise. */
    kw_number64 sell_volume;
    /* 매수체결량_단건 (code 1316), in shares. Volume of this message if it is a buy; 0 otherwise. */
    kw_number64 buy_volume;
    /* 순매수체결량 (code 1314), in shares. Bought minus sold volume of this message; equal to the signed volume. */
    kw_number64 net_buy_volume;
    /* CFD증거금 (code 1497), in won. Initial margin of a contract for difference on one share. */
    kw_number64 cfd_margin;
    /* 유지증거금 (code 1498), in won. Maintenance margin of a contract for difference on one share. */
    kw_number64 cfd_maintenance_margin;
    /* CFD거래비용 (code 732), in won. Cost of trading a contract for difference on one share, as estimated by the broker. */
    kw_number64 cfd_trading_cost;
    /* 대주거래비용 (code 852), in won. Cost of selling one borrowed share short, as estimated by the broker. */
    kw_number64 stock_loan_trading_cost;
    /* 전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume. */
    kw_price volume_vs_previous_day_percent;
    /* 거래회전율 (code 31), in percent, 2 decimals. Volume of the day in percent of the listed shares. */
    kw_number turnover_rate;
    /* 상한가발생시간 (code 567), Korean time. Time at which the upper price limit was reached; 000000 means never. */
    kw_time upper_limit_time;
    /* 하한가발생시간 (code 568), Korean time. Time at which the lower price limit was reached; 000000 means never. */
    kw_time lower_limit_time;
    /* 시가시간 (code 1890), Korean time. Time of the opening price. */
    kw_time open_time;
    /* 고가시간 (code 1891), Korean time. Time of the highest price as the server sends it; often not a plausible time, so do not rely on it. */
    kw_time high_time;
    /* 저가시간 (code 1892), Korean time. Time of the lowest price. */
    kw_time low_time;
    /* 매수비율 (code 1032), in percent, 2 decimals. Bought volume in percent of bought and sold volume; the magnitude is the ratio, the sign only tells above (+) or below (-) 50. */
    kw_price buy_ratio;
    /* 매도체결건수 (code 1071), in trades. Number of trades of the day by sellers hitting the bid. */
    kw_number sell_trade_count;
    /* 매수체결건수 (code 1072), in trades. Number of trades of the day by buyers hitting the ask. */
    kw_number buy_trade_count;
    /* 당일거래평균가 (code 620), in won. Volume-weighted average price of the day, cut to whole won; has no sign. */
    kw_price vwap;
    /* 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own. */
    uint8_t change_sign[4];
    /* 장구분 (code 290). Session in which the trade took place. */
    uint8_t market_session[4];
    /* 거래소구분 (code 9081). Trading venue; comes by name (KRX, NXT) or as a digit. */
    uint8_t venue[8];
    uint8_t reserved_0[4];
} kw_trade;
#define KW_TRADE_CHANGE_PERCENT_SCALE 2
#define KW_TRADE_TRADE_STRENGTH_SCALE 2
#define KW_TRADE_KNOCK_OUT_PROXIMITY_SCALE 6
#define KW_TRADE_VOLUME_VS_PREVIOUS_DAY_PERCENT_SCALE 2
#define KW_TRADE_TURNOVER_RATE_SCALE 2
#define KW_TRADE_BUY_RATIO_SCALE 2
KW_LAYOUT(sizeof(kw_trade) == 320);
KW_LAYOUT(KW_ALIGN_OF(kw_trade) == 8);
KW_LAYOUT(offsetof(kw_trade, header) == 0);
KW_LAYOUT(offsetof(kw_trade, volume) == 64);
KW_LAYOUT(offsetof(kw_trade, cumulative_volume) == 72);
KW_LAYOUT(offsetof(kw_trade, cumulative_value) == 80);
KW_LAYOUT(offsetof(kw_trade, time) == 88);
KW_LAYOUT(offsetof(kw_trade, last) == 92);
KW_LAYOUT(offsetof(kw_trade, change) == 96);
KW_LAYOUT(offsetof(kw_trade, change_percent) == 100);
KW_LAYOUT(offsetof(kw_trade, best_ask) == 104);
KW_LAYOUT(offsetof(kw_trade, best_bid) == 108);
KW_LAYOUT(offsetof(kw_trade, open) == 112);
KW_LAYOUT(offsetof(kw_trade, high) == 116);
KW_LAYOUT(offsetof(kw_trade, low) == 120);
KW_LAYOUT(offsetof(kw_trade, trade_strength) == 124);
KW_LAYOUT(offsetof(kw_trade, volume_vs_previous_day) == 128);
KW_LAYOUT(offsetof(kw_trade, value_vs_previous_day) == 136);
KW_LAYOUT(offsetof(kw_trade, trading_cost) == 144);
KW_LAYOUT(offsetof(kw_trade, market_cap) == 152);
KW_LAYOUT(offsetof(kw_trade, knock_out_proximity) == 160);
KW_LAYOUT(offsetof(kw_trade, volume_vs_previous_same_time) == 168);
KW_LAYOUT(offsetof(kw_trade, cumulative_sell_volume) == 176);
KW_LAYOUT(offsetof(kw_trade, cumulative_buy_volume) == 184);
KW_LAYOUT(offsetof(kw_trade, trade_value) == 192);
KW_LAYOUT(offsetof(kw_trade, sell_volume) == 200);
KW_LAYOUT(offsetof(kw_trade, buy_volume) == 208);
KW_LAYOUT(offsetof(kw_trade, net_buy_volume) == 216);
KW_LAYOUT(offsetof(kw_trade, cfd_margin) == 224);
KW_LAYOUT(offsetof(kw_trade, cfd_maintenance_margin) == 232);
KW_LAYOUT(offsetof(kw_trade, cfd_trading_cost) == 240);
KW_LAYOUT(offsetof(kw_trade, stock_loan_trading_cost) == 248);
KW_LAYOUT(offsetof(kw_trade, volume_vs_previous_day_percent) == 256);
KW_LAYOUT(offsetof(kw_trade, turnover_rate) == 260);
KW_LAYOUT(offsetof(kw_trade, upper_limit_time) == 264);
KW_LAYOUT(offsetof(kw_trade, lower_limit_time) == 268);
KW_LAYOUT(offsetof(kw_trade, open_time) == 272);
KW_LAYOUT(offsetof(kw_trade, high_time) == 276);
KW_LAYOUT(offsetof(kw_trade, low_time) == 280);
KW_LAYOUT(offsetof(kw_trade, buy_ratio) == 284);
KW_LAYOUT(offsetof(kw_trade, sell_trade_count) == 288);
KW_LAYOUT(offsetof(kw_trade, buy_trade_count) == 292);
KW_LAYOUT(offsetof(kw_trade, vwap) == 296);
KW_LAYOUT(offsetof(kw_trade, change_sign) == 300);
KW_LAYOUT(offsetof(kw_trade, market_session) == 304);
KW_LAYOUT(offsetof(kw_trade, venue) == 308);
KW_LAYOUT(offsetof(kw_trade, reserved_0) == 316);

/* 주식우선호가 (0C). Best ask and best bid, without quantities or a time. 128 bytes. */
typedef struct kw_best_quote {
    /* What stands before every record. */
    kw_record_header header;
    /* (최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close. */
    kw_price best_ask;
    /* (최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close. */
    kw_price best_bid;
    uint8_t reserved_0[56];
} kw_best_quote;
KW_LAYOUT(sizeof(kw_best_quote) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_best_quote) == 8);
KW_LAYOUT(offsetof(kw_best_quote, header) == 0);
KW_LAYOUT(offsetof(kw_best_quote, best_ask) == 64);
KW_LAYOUT(offsetof(kw_best_quote, best_bid) == 68);
KW_LAYOUT(offsetof(kw_best_quote, reserved_0) == 72);

/* One price level of both sides, best first. 24 bytes. */
typedef struct kw_book_level {
    /* 매도호가1 (code 41 for the first), in won. Ask price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty. */
    kw_price ask_price;
    /* 매도호가수량1 (code 61 for the first), in shares. Ask quantity of level 1. */
    kw_number ask_quantity;
    /* 매도호가직전대비1 (code 81 for the first), in shares. Change of the ask quantity of level 1 in one step at the exchange; cannot be summed over messages. */
    kw_number ask_quantity_change;
    /* 매수호가1 (code 51 for the first), in won. Bid price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty. */
    kw_price bid_price;
    /* 매수호가수량1 (code 71 for the first), in shares. Bid quantity of level 1. */
    kw_number bid_quantity;
    /* 매수호가직전대비1 (code 91 for the first), in shares. Change of the bid quantity of level 1 in one step at the exchange; cannot be summed over messages. */
    kw_number bid_quantity_change;
} kw_book_level;
KW_LAYOUT(sizeof(kw_book_level) == 24);
KW_LAYOUT(offsetof(kw_book_level, ask_price) == 0);
KW_LAYOUT(offsetof(kw_book_level, ask_quantity) == 4);
KW_LAYOUT(offsetof(kw_book_level, ask_quantity_change) == 8);
KW_LAYOUT(offsetof(kw_book_level, bid_price) == 12);
KW_LAYOUT(offsetof(kw_book_level, bid_quantity) == 16);
KW_LAYOUT(offsetof(kw_book_level, bid_quantity_change) == 20);

/* Quantities of liquidity providers at one price level, best first. 8 bytes. */
typedef struct kw_lp_level {
    /* LP매도호가수량1 (code 621 for the first), in shares. Ask quantity of liquidity providers at level 1. */
    kw_number ask_quantity;
    /* LP매수호가수량1 (code 631 for the first), in shares. Bid quantity of liquidity providers at level 1. */
    kw_number bid_quantity;
} kw_lp_level;
KW_LAYOUT(sizeof(kw_lp_level) == 8);
KW_LAYOUT(offsetof(kw_lp_level, ask_quantity) == 0);
KW_LAYOUT(offsetof(kw_lp_level, bid_quantity) == 4);

/* Quantities at KRX at one price level of a consolidated book, best first. 8 bytes. */
typedef struct kw_venue_level {
    /* KRX 매도호가잔량1 (code 6044 for the first), in shares. Part of the ask quantity of level 1 that stands at KRX; 0 unless the book is consolidated. */
    kw_number ask_quantity;
    /* KRX 매수호가잔량1 (code 6054 for the first), in shares. Part of the bid quantity of level 1 that stands at KRX; 0 unless the book is consolidated. */
    kw_number bid_quantity;
} kw_venue_level;
KW_LAYOUT(sizeof(kw_venue_level) == 8);
KW_LAYOUT(offsetof(kw_venue_level, ask_quantity) == 0);
KW_LAYOUT(offsetof(kw_venue_level, bid_quantity) == 4);

/* 주식호가잔량 (0D). Ten levels of the order book with totals, expected match figures, liquidity provider quantities and the split between KRX and NXT. The venue is told by the suffix of the item. 832 bytes. */
typedef struct kw_order_book {
    /* What stands before every record. */
    kw_record_header header;
    /* 매도호가총잔량 (code 121), in shares. Sum of all ask quantities. */
    kw_number64 total_ask_quantity;
    /* 매수호가총잔량 (code 125), in shares. Sum of all bid quantities. */
    kw_number64 total_bid_quantity;
    /* 호가시간 (code 21), Korean time. Time of the quote, to the second. */
    kw_time time;
    /* One price level of both sides, best first. */
    kw_book_level levels[10];
    uint8_t reserved_0[4];
    /* 매도호가총잔량직전대비 (code 122), in shares. Change of the total ask quantity in one step at the exchange; cannot be summed over messages. */
    kw_number64 total_ask_quantity_change;
    /* 매수호가총잔량직전대비 (code 126), in shares. Change of the total bid quantity in one step at the exchange; cannot be summed over messages. */
    kw_number64 total_bid_quantity_change;
    /* 예상체결수량 (code 24), in shares. Expected match volume; present all day, but means something in call auctions only. */
    kw_number64 expected_volume;
    /* 순매수잔량 (code 128), in shares. Total bid quantity minus total ask quantity. */
    kw_number64 net_bid_quantity;
    /* 매수비율 (code 129), in percent, 2 decimals. Total bid quantity in percent of the total ask quantity; eight bytes because a thin ask side makes it very large. */
    kw_number64 bid_ratio;
    /* 순매도잔량 (code 138), in shares. Total ask quantity minus total bid quantity. */
    kw_number64 net_ask_quantity;
    /* 매도비율 (code 139), in percent, 2 decimals. Total ask quantity in percent of the total bid quantity; eight bytes because a thin bid side makes it very large. */
    kw_number64 ask_ratio;
    /* 예상체결량 (code 292), in shares. Expected match volume, filled only while a call auction is on. */
    kw_number64 auction_expected_volume;
    /* 누적거래량 (code 13), in shares. Traded volume of the day so far. */
    kw_number64 cumulative_volume;
    /* KRX 매도호가총잔량 (code 6064), in shares. Sum of all ask quantities at KRX, in consolidated books. */
    kw_number64 krx_total_ask_quantity;
    /* KRX 매수호가총잔량 (code 6065), in shares. Sum of all bid quantities at KRX, in consolidated books. */
    kw_number64 krx_total_bid_quantity;
    /* NXT 매도호가총잔량 (code 6086), in shares. Sum of all ask quantities at NXT, in consolidated books. */
    kw_number64 nxt_total_ask_quantity;
    /* NXT 매수호가총잔량 (code 6087), in shares. Sum of all bid quantities at NXT, in consolidated books. */
    kw_number64 nxt_total_bid_quantity;
    /* KRX 중간가 매도 총잔량 증감 (code 6100), in shares. Change of the midpoint ask quantity at KRX. */
    kw_number64 krx_midpoint_ask_quantity_change;
    /* KRX 중간가 매도 총잔량 (code 6101), in shares. Total quantity of midpoint sell orders at KRX. */
    kw_number64 krx_midpoint_ask_quantity;
    /* KRX 중간가 매수 총잔량 (code 6103), in shares. Total quantity of midpoint buy orders at KRX. */
    kw_number64 krx_midpoint_bid_quantity;
    /* KRX 중간가 매수 총잔량 증감 (code 6104), in shares. Change of the midpoint bid quantity at KRX. */
    kw_number64 krx_midpoint_bid_quantity_change;
    /* NXT중간가 매도 총잔량 증감 (code 6105), in shares. Change of the midpoint ask quantity at NXT. */
    kw_number64 nxt_midpoint_ask_quantity_change;
    /* NXT중간가 매도 총잔량 (code 6106), in shares. Total quantity of midpoint sell orders at NXT. */
    kw_number64 nxt_midpoint_ask_quantity;
    /* NXT중간가 매수 총잔량 (code 6108), in shares. Total quantity of midpoint buy orders at NXT. */
    kw_number64 nxt_midpoint_bid_quantity;
    /* NXT중간가 매수 총잔량 증감 (code 6109), in shares. Change of the midpoint bid quantity at NXT. */
    kw_number64 nxt_midpoint_bid_quantity_change;
    /* 예상체결가 (code 23), in won. Expected match price; present all day, but means something in call auctions only. */
    kw_price expected_price;
    /* 예상체결가전일종가대비 (code 200), in won. Expected match price minus previous close; the sign is arithmetic. */
    kw_number expected_change;
    /* 예상체결가전일종가대비등락율 (code 201), in percent, 2 decimals. Change of the expected match price against the previous close in percent; the sign is arithmetic. */
    kw_number expected_change_percent;
    /* 예상체결가 (code 291), in won. Expected match price, filled only while a call auction is on. */
    kw_price auction_expected_price;
    /* 예상체결가전일대비 (code 294), in won. Expected price minus previous close, filled only while a call auction is on; the sign is arithmetic. */
    kw_number auction_expected_change;
    /* 예상체결가전일대비등락율 (code 295), in percent, 2 decimals. Change of the expected price in percent, filled only while a call auction is on; the sign is arithmetic. */
    kw_number auction_expected_change_percent;
    /* Quantities of liquidity providers at one price level, best first. */
    kw_lp_level lp_levels[10];
    /* 전일거래량대비예상체결율 (code 299), in percent, 2 decimals. Expected match volume against the volume of the previous day in percent; comes with a sign. */
    kw_number expected_volume_vs_previous_day_percent;
    /* Quantities at KRX at one price level of a consolidated book, best first. */
    kw_venue_level krx_levels[10];
    /* Quantities at NXT at one price level of a consolidated book, best first. */
    kw_venue_level nxt_levels[10];
    /* KRX 중간가 (code 6102), in won. Midpoint of the best bid and ask at KRX; 0 if there is none. */
    kw_price krx_midpoint_price;
    /* NXT중간가 (code 6107), in won. Midpoint of the best bid and ask at NXT; 0 if there is none. */
    kw_price nxt_midpoint_price;
    /* KRX중간가대비 (code 6110), in won. Midpoint at KRX minus the reference price of the day; the sign is arithmetic. */
    kw_number krx_midpoint_change;
    /* KRX중간가대비등락율 (code 6112), in percent, 2 decimals. Change of the midpoint at KRX against the reference price in percent; the sign is arithmetic. */
    kw_number krx_midpoint_change_percent;
    /* NXT중간가대비 (code 6113), in won. Midpoint at NXT minus the reference price of the day; the sign is arithmetic. */
    kw_number nxt_midpoint_change;
    /* NXT중간가대비등락율 (code 6115), in percent, 2 decimals. Change of the midpoint at NXT against the reference price in percent; the sign is arithmetic. */
    kw_number nxt_midpoint_change_percent;
    /* 예상체결가전일종가대비기호 (code 238). Direction of the expected match price against the previous close. */
    uint8_t expected_change_sign[4];
    /* 예상체결가전일대비기호 (code 293). Direction of the expected price against the previous close, filled only while a call auction is on. */
    uint8_t auction_expected_change_sign[4];
    /* 장운영구분 (code 215). Phase of the market; empty in order books. */
    uint8_t market_phase[4];
    /* 투자자별ticker (code 216). Ticker by kind of investor; empty or absent in every known message. */
    uint8_t investor_ticker[16];
    /* KRX중간가대비 기호 (code 6111). Direction of the midpoint at KRX against the reference price; 0 if there is none. */
    uint8_t krx_midpoint_change_sign[4];
    /* NXT중간가대비 기호 (code 6114). Direction of the midpoint at NXT against the reference price; 0 if there is none. */
    uint8_t nxt_midpoint_change_sign[4];
    uint8_t reserved_1[8];
} kw_order_book;
#define KW_ORDER_BOOK_BID_RATIO_SCALE 2
#define KW_ORDER_BOOK_ASK_RATIO_SCALE 2
#define KW_ORDER_BOOK_EXPECTED_CHANGE_PERCENT_SCALE 2
#define KW_ORDER_BOOK_AUCTION_EXPECTED_CHANGE_PERCENT_SCALE 2
#define KW_ORDER_BOOK_EXPECTED_VOLUME_VS_PREVIOUS_DAY_PERCENT_SCALE 2
#define KW_ORDER_BOOK_KRX_MIDPOINT_CHANGE_PERCENT_SCALE 2
#define KW_ORDER_BOOK_NXT_MIDPOINT_CHANGE_PERCENT_SCALE 2
KW_LAYOUT(sizeof(kw_order_book) == 832);
KW_LAYOUT(KW_ALIGN_OF(kw_order_book) == 8);
KW_LAYOUT(offsetof(kw_order_book, header) == 0);
KW_LAYOUT(offsetof(kw_order_book, total_ask_quantity) == 64);
KW_LAYOUT(offsetof(kw_order_book, total_bid_quantity) == 72);
KW_LAYOUT(offsetof(kw_order_book, time) == 80);
KW_LAYOUT(offsetof(kw_order_book, levels) == 84);
KW_LAYOUT(offsetof(kw_order_book, reserved_0) == 324);
KW_LAYOUT(offsetof(kw_order_book, total_ask_quantity_change) == 328);
KW_LAYOUT(offsetof(kw_order_book, total_bid_quantity_change) == 336);
KW_LAYOUT(offsetof(kw_order_book, expected_volume) == 344);
KW_LAYOUT(offsetof(kw_order_book, net_bid_quantity) == 352);
KW_LAYOUT(offsetof(kw_order_book, bid_ratio) == 360);
KW_LAYOUT(offsetof(kw_order_book, net_ask_quantity) == 368);
KW_LAYOUT(offsetof(kw_order_book, ask_ratio) == 376);
KW_LAYOUT(offsetof(kw_order_book, auction_expected_volume) == 384);
KW_LAYOUT(offsetof(kw_order_book, cumulative_volume) == 392);
KW_LAYOUT(offsetof(kw_order_book, krx_total_ask_quantity) == 400);
KW_LAYOUT(offsetof(kw_order_book, krx_total_bid_quantity) == 408);
KW_LAYOUT(offsetof(kw_order_book, nxt_total_ask_quantity) == 416);
KW_LAYOUT(offsetof(kw_order_book, nxt_total_bid_quantity) == 424);
KW_LAYOUT(offsetof(kw_order_book, krx_midpoint_ask_quantity_change) == 432);
KW_LAYOUT(offsetof(kw_order_book, krx_midpoint_ask_quantity) == 440);
KW_LAYOUT(offsetof(kw_order_book, krx_midpoint_bid_quantity) == 448);
KW_LAYOUT(offsetof(kw_order_book, krx_midpoint_bid_quantity_change) == 456);
KW_LAYOUT(offsetof(kw_order_book, nxt_midpoint_ask_quantity_change) == 464);
KW_LAYOUT(offsetof(kw_order_book, nxt_midpoint_ask_quantity) == 472);
KW_LAYOUT(offsetof(kw_order_book, nxt_midpoint_bid_quantity) == 480);
KW_LAYOUT(offsetof(kw_order_book, nxt_midpoint_bid_quantity_change) == 488);
KW_LAYOUT(offsetof(kw_order_book, expected_price) == 496);
KW_LAYOUT(offsetof(kw_order_book, expected_change) == 500);
KW_LAYOUT(offsetof(kw_order_book, expected_change_percent) == 504);
KW_LAYOUT(offsetof(kw_order_book, auction_expected_price) == 508);
KW_LAYOUT(offsetof(kw_order_book, auction_expected_change) == 512);
KW_LAYOUT(offsetof(kw_order_book, auction_expected_change_percent) == 516);
KW_LAYOUT(offsetof(kw_order_book, lp_levels) == 520);
KW_LAYOUT(offsetof(kw_order_book, expected_volume_vs_previous_day_percent) == 600);
KW_LAYOUT(offsetof(kw_order_book, krx_levels) == 604);
KW_LAYOUT(offsetof(kw_order_book, nxt_levels) == 684);
KW_LAYOUT(offsetof(kw_order_book, krx_midpoint_price) == 764);
KW_LAYOUT(offsetof(kw_order_book, nxt_midpoint_price) == 768);
KW_LAYOUT(offsetof(kw_order_book, krx_midpoint_change) == 772);
KW_LAYOUT(offsetof(kw_order_book, krx_midpoint_change_percent) == 776);
KW_LAYOUT(offsetof(kw_order_book, nxt_midpoint_change) == 780);
KW_LAYOUT(offsetof(kw_order_book, nxt_midpoint_change_percent) == 784);
KW_LAYOUT(offsetof(kw_order_book, expected_change_sign) == 788);
KW_LAYOUT(offsetof(kw_order_book, auction_expected_change_sign) == 792);
KW_LAYOUT(offsetof(kw_order_book, market_phase) == 796);
KW_LAYOUT(offsetof(kw_order_book, investor_ticker) == 800);
KW_LAYOUT(offsetof(kw_order_book, krx_midpoint_change_sign) == 816);
KW_LAYOUT(offsetof(kw_order_book, nxt_midpoint_change_sign) == 820);
KW_LAYOUT(offsetof(kw_order_book, reserved_1) == 824);

/* 주식시간외호가 (0E). Totals of the book for trading at the closing price, before the open and after the close. 128 bytes. */
typedef struct kw_after_hours_book {
    /* What stands before every record. */
    kw_record_header header;
    /* 시간외매도호가총잔량 (code 131), in shares. Total ask quantity in trading at the closing price. */
    kw_number64 total_ask_quantity;
    /* 시간외매수호가총잔량 (code 135), in shares. Total bid quantity in trading at the closing price; may stay 0 before the open. */
    kw_number64 total_bid_quantity;
    /* 호가시간 (code 21), Korean time. Time of the quote, to the second. */
    kw_time time;
    uint8_t reserved_0[4];
    /* 시간외매도호가총잔량직전대비 (code 132), in shares. Change of the total ask quantity against the step before. */
    kw_number64 total_ask_quantity_change;
    /* 시간외매수호가총잔량직전대비 (code 136), in shares. Change of the total bid quantity against the step before. */
    kw_number64 total_bid_quantity_change;
    uint8_t reserved_1[24];
} kw_after_hours_book;
KW_LAYOUT(sizeof(kw_after_hours_book) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_after_hours_book) == 8);
KW_LAYOUT(offsetof(kw_after_hours_book, header) == 0);
KW_LAYOUT(offsetof(kw_after_hours_book, total_ask_quantity) == 64);
KW_LAYOUT(offsetof(kw_after_hours_book, total_bid_quantity) == 72);
KW_LAYOUT(offsetof(kw_after_hours_book, time) == 80);
KW_LAYOUT(offsetof(kw_after_hours_book, reserved_0) == 84);
KW_LAYOUT(offsetof(kw_after_hours_book, total_ask_quantity_change) == 88);
KW_LAYOUT(offsetof(kw_after_hours_book, total_bid_quantity_change) == 96);
KW_LAYOUT(offsetof(kw_after_hours_book, reserved_1) == 104);

/* One of the five brokers that sold most, largest first. 64 bytes. */
typedef struct kw_broker_rank {
    /* 매도거래원수량1 (code 161 for the first), in shares. Volume sold through the selling broker of rank 1 over the day. */
    kw_number64 volume;
    /* 매도거래원별증감1 (code 166 for the first), in shares. Change of the volume sold through the selling broker of rank 1; the sign is arithmetic. */
    kw_number64 volume_change;
    /* 매도거래원1 (code 141 for the first). Selling broker of rank 1, Korean name; blanks inside belong to it. */
    uint8_t broker[32];
    /* 매도거래원코드1 (code 146 for the first). Member code of the selling broker of rank 1, three digits. */
    uint8_t broker_code[8];
    /* 매도거래원색깔1 (code 271 for the first). Display colour of the selling broker of rank 1: four letters, !!!! for domestic brokers, others seem to mark foreign ones. */
    uint8_t color[8];
} kw_broker_rank;
KW_LAYOUT(sizeof(kw_broker_rank) == 64);
KW_LAYOUT(offsetof(kw_broker_rank, volume) == 0);
KW_LAYOUT(offsetof(kw_broker_rank, volume_change) == 8);
KW_LAYOUT(offsetof(kw_broker_rank, broker) == 16);
KW_LAYOUT(offsetof(kw_broker_rank, broker_code) == 48);
KW_LAYOUT(offsetof(kw_broker_rank, color) == 56);

/* 주식당일거래원 (0F). The five brokers that sold most and the five that bought most of an issue today, with estimates of foreign trading. 768 bytes. */
typedef struct kw_broker_activity {
    /* What stands before every record. */
    kw_record_header header;
    /* 외국계매도추정합 (code 261), in shares. Estimated volume sold by foreign brokers over the day. */
    kw_number64 foreign_sell_estimate;
    /* 외국계매수추정합 (code 263), in shares. Estimated volume bought by foreign brokers over the day. */
    kw_number64 foreign_buy_estimate;
    /* 외국계순매수추정합 (code 267), in shares. Estimated foreign buying minus estimated foreign selling. */
    kw_number64 foreign_net_buy_estimate;
    /* 외국계순매수변동 (code 268), in shares. Change of the estimated foreign net buying. */
    kw_number64 foreign_net_buy_estimate_change;
    /* One of the five brokers that sold most, largest first. */
    kw_broker_rank sellers[5];
    /* One of the five brokers that bought most, largest first. */
    kw_broker_rank buyers[5];
    /* 외국계매도추정합변동 (code 262), in shares. Change of the estimated foreign selling. */
    kw_number64 foreign_sell_estimate_change;
    /* 외국계매수추정합변동 (code 264), in shares. Change of the estimated foreign buying. */
    kw_number64 foreign_buy_estimate_change;
    /* 거래소구분 (code 337). Trading venue, as a digit; the digits are not documented here and read as in the order message. */
    uint8_t venue[8];
    uint8_t reserved_0[8];
} kw_broker_activity;
KW_LAYOUT(sizeof(kw_broker_activity) == 768);
KW_LAYOUT(KW_ALIGN_OF(kw_broker_activity) == 8);
KW_LAYOUT(offsetof(kw_broker_activity, header) == 0);
KW_LAYOUT(offsetof(kw_broker_activity, foreign_sell_estimate) == 64);
KW_LAYOUT(offsetof(kw_broker_activity, foreign_buy_estimate) == 72);
KW_LAYOUT(offsetof(kw_broker_activity, foreign_net_buy_estimate) == 80);
KW_LAYOUT(offsetof(kw_broker_activity, foreign_net_buy_estimate_change) == 88);
KW_LAYOUT(offsetof(kw_broker_activity, sellers) == 96);
KW_LAYOUT(offsetof(kw_broker_activity, buyers) == 416);
KW_LAYOUT(offsetof(kw_broker_activity, foreign_sell_estimate_change) == 736);
KW_LAYOUT(offsetof(kw_broker_activity, foreign_buy_estimate_change) == 744);
KW_LAYOUT(offsetof(kw_broker_activity, venue) == 752);
KW_LAYOUT(offsetof(kw_broker_activity, reserved_0) == 760);

/* ETF NAV (0G). Net asset value of an ETF with its price and the gaps between them. 128 bytes. */
typedef struct kw_etf_nav {
    /* What stands before every record. */
    kw_record_header header;
    /* NAV (code 36), in won, 2 decimals. Net asset value of one share; the sign on the wire only tells the direction against the previous close. */
    kw_price nav;
    /* NAV전일대비 (code 37), in won, 2 decimals. Net asset value minus that of the previous day; the sign is arithmetic. */
    kw_number nav_change;
    /* NAV등락율 (code 38), in percent, 2 decimals. Change of the net asset value in percent; the sign is arithmetic. */
    kw_number nav_change_percent;
    /* 체결시간 (code 20), Korean time. Time of the event, to the second. */
    kw_time time;
    /* 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close. */
    kw_price last;
    /* 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic. */
    kw_number change;
    /* 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic. */
    kw_number change_percent;
    /* NAV/ETF괴리율 (code 266), in percent, 2 decimals. Premium (+) or discount (-) of the ETF price to its net asset value in percent. */
    kw_number nav_etf_disparity_percent;
    /* 누적거래량 (code 13), in shares. Traded volume of the day so far. */
    kw_number64 cumulative_volume;
    /* 추적오차율 (code 39), in percent, 2 decimals. Tracking error against the index in percent. */
    kw_number tracking_error;
    /* ELW기어링비율 (code 667), in percent, 2 decimals. Gearing of a warrant in percent; listed for ETFs but absent in the official example. */
    kw_number gearing_ratio;
    /* ELW손익분기율 (code 668), in percent, 2 decimals. Move of the underlying that a warrant needs to break even, in percent; the sign is arithmetic; listed for ETFs but absent in the official example. */
    kw_number breakeven_percent;
    /* ELW자본지지점 (code 669), in percent, 2 decimals. Capital fulcrum point of a warrant: the move of the underlying at which both pay the same, in percent; the sign is arithmetic; listed for ETFs but absent in the official example. */
    kw_number capital_fulcrum_point;
    /* NAV/지수괴리율 (code 265), in percent, 2 decimals. Gap between net asset value and index in percent; the sign is arithmetic. */
    kw_number nav_index_disparity_percent;
    /* 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own. */
    uint8_t change_sign[4];
} kw_etf_nav;
#define KW_ETF_NAV_NAV_SCALE 2
#define KW_ETF_NAV_NAV_CHANGE_SCALE 2
#define KW_ETF_NAV_NAV_CHANGE_PERCENT_SCALE 2
#define KW_ETF_NAV_CHANGE_PERCENT_SCALE 2
#define KW_ETF_NAV_NAV_ETF_DISPARITY_PERCENT_SCALE 2
#define KW_ETF_NAV_TRACKING_ERROR_SCALE 2
#define KW_ETF_NAV_GEARING_RATIO_SCALE 2
#define KW_ETF_NAV_BREAKEVEN_PERCENT_SCALE 2
#define KW_ETF_NAV_CAPITAL_FULCRUM_POINT_SCALE 2
#define KW_ETF_NAV_NAV_INDEX_DISPARITY_PERCENT_SCALE 2
KW_LAYOUT(sizeof(kw_etf_nav) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_etf_nav) == 8);
KW_LAYOUT(offsetof(kw_etf_nav, header) == 0);
KW_LAYOUT(offsetof(kw_etf_nav, nav) == 64);
KW_LAYOUT(offsetof(kw_etf_nav, nav_change) == 68);
KW_LAYOUT(offsetof(kw_etf_nav, nav_change_percent) == 72);
KW_LAYOUT(offsetof(kw_etf_nav, time) == 76);
KW_LAYOUT(offsetof(kw_etf_nav, last) == 80);
KW_LAYOUT(offsetof(kw_etf_nav, change) == 84);
KW_LAYOUT(offsetof(kw_etf_nav, change_percent) == 88);
KW_LAYOUT(offsetof(kw_etf_nav, nav_etf_disparity_percent) == 92);
KW_LAYOUT(offsetof(kw_etf_nav, cumulative_volume) == 96);
KW_LAYOUT(offsetof(kw_etf_nav, tracking_error) == 104);
KW_LAYOUT(offsetof(kw_etf_nav, gearing_ratio) == 108);
KW_LAYOUT(offsetof(kw_etf_nav, breakeven_percent) == 112);
KW_LAYOUT(offsetof(kw_etf_nav, capital_fulcrum_point) == 116);
KW_LAYOUT(offsetof(kw_etf_nav, nav_index_disparity_percent) == 120);
KW_LAYOUT(offsetof(kw_etf_nav, change_sign) == 124);

/* 주식예상체결 (0H). Expected match of a call auction. Comes only during auctions and volatility interruptions. 128 bytes. */
typedef struct kw_expected_trade {
    /* What stands before every record. */
    kw_record_header header;
    /* 거래량 (code 15), in shares. Signed volume as documented for trades (+ buy, - sell); its exact meaning in an auction is not documented. */
    kw_number64 volume;
    /* 누적거래량 (code 13), in shares. Expected match volume. */
    kw_number64 expected_volume;
    /* 체결시간 (code 20), Korean time. Time of the event, to the second. */
    kw_time time;
    /* 현재가 (code 10), in won. Expected match price; the sign on the wire only tells the direction against the previous close. */
    kw_price expected_price;
    /* 전일대비 (code 11), in won. Expected match price minus previous close; the sign is arithmetic. */
    kw_number expected_change;
    /* 등락율 (code 12), in percent, 2 decimals. Change of the expected match price against the previous close in percent; the sign is arithmetic. */
    kw_number expected_change_percent;
    /* 전일대비기호 (code 25). Direction of the expected match price against the previous close. */
    uint8_t expected_change_sign[4];
    uint8_t reserved_0[28];
} kw_expected_trade;
#define KW_EXPECTED_TRADE_EXPECTED_CHANGE_PERCENT_SCALE 2
KW_LAYOUT(sizeof(kw_expected_trade) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_expected_trade) == 8);
KW_LAYOUT(offsetof(kw_expected_trade, header) == 0);
KW_LAYOUT(offsetof(kw_expected_trade, volume) == 64);
KW_LAYOUT(offsetof(kw_expected_trade, expected_volume) == 72);
KW_LAYOUT(offsetof(kw_expected_trade, time) == 80);
KW_LAYOUT(offsetof(kw_expected_trade, expected_price) == 84);
KW_LAYOUT(offsetof(kw_expected_trade, expected_change) == 88);
KW_LAYOUT(offsetof(kw_expected_trade, expected_change_percent) == 92);
KW_LAYOUT(offsetof(kw_expected_trade, expected_change_sign) == 96);
KW_LAYOUT(offsetof(kw_expected_trade, reserved_0) == 100);

/* 국제금환산가격 (0I). International gold price as converted by the broker. Item MGD or MGU. 128 bytes. */
typedef struct kw_gold_price {
    /* What stands before every record. */
    kw_record_header header;
    /* 현재가 (code 10). Gold price; the sign on the wire only tells the direction against the previous close. The unit depends on the item: whole won a gram for MGD and US cents an ounce for MGU, judged by the size of the numbers. */
    kw_price last;
    /* 전일대비 (code 11). Gold price minus that of the previous day; the sign is arithmetic; the unit depends on the item, as for the price. */
    kw_number change;
    /* 등락율 (code 12), in percent, 2 decimals. Change against the previous day in percent; the sign is arithmetic. */
    kw_number change_percent;
    /* 전일대비기호 (code 25). Direction against the previous day. */
    uint8_t change_sign[4];
    uint8_t reserved_0[48];
} kw_gold_price;
#define KW_GOLD_PRICE_CHANGE_PERCENT_SCALE 2
KW_LAYOUT(sizeof(kw_gold_price) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_gold_price) == 8);
KW_LAYOUT(offsetof(kw_gold_price, header) == 0);
KW_LAYOUT(offsetof(kw_gold_price, last) == 64);
KW_LAYOUT(offsetof(kw_gold_price, change) == 68);
KW_LAYOUT(offsetof(kw_gold_price, change_percent) == 72);
KW_LAYOUT(offsetof(kw_gold_price, change_sign) == 76);
KW_LAYOUT(offsetof(kw_gold_price, reserved_0) == 80);

/* 업종지수 (0J). Value of a sector or market index with volume and value traded. The item is a sector code such as 001 for KOSPI. 192 bytes. */
typedef struct kw_sector_index {
    /* What stands before every record. */
    kw_record_header header;
    /* 거래량 (code 15), in thousand shares. Traded volume of this message; in thousand shares, judged by its size; no sign in the official example. */
    kw_number64 volume;
    /* 누적거래량 (code 13), in thousand shares. Traded volume of the sector so far; in thousand shares, judged by its size, although the official text says shares. */
    kw_number64 cumulative_volume;
    /* 누적거래대금 (code 14), in million won. Traded value of the sector so far. */
    kw_number64 cumulative_value;
    /* 체결시간 (code 20), Korean time. Time of the event, to the second. */
    kw_time time;
    /* 현재가 (code 10), in points, 2 decimals. Index value; the sign on the wire only tells the direction against the previous close. */
    kw_price last;
    /* 전일대비 (code 11), in points, 2 decimals. Index value minus previous close; the sign is arithmetic. */
    kw_number change;
    /* 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic. */
    kw_number change_percent;
    /* 시가 (code 16), in points, 2 decimals. Opening index value; the sign on the wire only tells the direction against the previous close. */
    kw_price open;
    /* 고가 (code 17), in points, 2 decimals. Highest index value of the day; the sign on the wire only tells the direction against the previous close. */
    kw_price high;
    /* 저가 (code 18), in points, 2 decimals. Lowest index value of the day; the sign on the wire only tells the direction against the previous close. */
    kw_price low;
    uint8_t reserved_0[4];
    /* 전일거래량대비 (code 26), in thousand shares. Volume of the day minus the whole volume of the previous day; in thousand shares, judged by its size; the sign is arithmetic. */
    kw_number64 volume_vs_previous_day;
    /* 전일대비기호 (code 25). Direction against the previous close. */
    uint8_t change_sign[4];
    uint8_t reserved_1[60];
} kw_sector_index;
#define KW_SECTOR_INDEX_LAST_SCALE 2
#define KW_SECTOR_INDEX_CHANGE_SCALE 2
#define KW_SECTOR_INDEX_CHANGE_PERCENT_SCALE 2
#define KW_SECTOR_INDEX_OPEN_SCALE 2
#define KW_SECTOR_INDEX_HIGH_SCALE 2
#define KW_SECTOR_INDEX_LOW_SCALE 2
KW_LAYOUT(sizeof(kw_sector_index) == 192);
KW_LAYOUT(KW_ALIGN_OF(kw_sector_index) == 8);
KW_LAYOUT(offsetof(kw_sector_index, header) == 0);
KW_LAYOUT(offsetof(kw_sector_index, volume) == 64);
KW_LAYOUT(offsetof(kw_sector_index, cumulative_volume) == 72);
KW_LAYOUT(offsetof(kw_sector_index, cumulative_value) == 80);
KW_LAYOUT(offsetof(kw_sector_index, time) == 88);
KW_LAYOUT(offsetof(kw_sector_index, last) == 92);
KW_LAYOUT(offsetof(kw_sector_index, change) == 96);
KW_LAYOUT(offsetof(kw_sector_index, change_percent) == 100);
KW_LAYOUT(offsetof(kw_sector_index, open) == 104);
KW_LAYOUT(offsetof(kw_sector_index, high) == 108);
KW_LAYOUT(offsetof(kw_sector_index, low) == 112);
KW_LAYOUT(offsetof(kw_sector_index, reserved_0) == 116);
KW_LAYOUT(offsetof(kw_sector_index, volume_vs_previous_day) == 120);
KW_LAYOUT(offsetof(kw_sector_index, change_sign) == 128);
KW_LAYOUT(offsetof(kw_sector_index, reserved_1) == 132);

/* 업종등락 (0U). How many issues of a sector or market rose and fell, with its index. 192 bytes. */
typedef struct kw_sector_breadth {
    /* What stands before every record. */
    kw_record_header header;
    /* 체결시간 (code 20), Korean time. Time of the event, to the second. */
    kw_time time;
    /* 상승종목수 (code 252), in issues. Issues that rose, those at the upper limit included. */
    kw_number advancing_issues;
    /* 상한종목수 (code 251), in issues. Issues at the upper price limit. */
    kw_number upper_limit_issues;
    /* 보합종목수 (code 253), in issues. Issues that did not move. */
    kw_number unchanged_issues;
    /* 하락종목수 (code 255), in issues. Issues that fell, those at the lower limit included. */
    kw_number declining_issues;
    /* 하한종목수 (code 254), in issues. Issues at the lower price limit. */
    kw_number lower_limit_issues;
    /* 현재가 (code 10), in points, 2 decimals. Index value; the sign on the wire only tells the direction against the previous close. */
    kw_price last;
    /* 전일대비 (code 11), in points, 2 decimals. Index value minus previous close; the sign is arithmetic. */
    kw_number change;
    /* 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic. */
    kw_number change_percent;
    uint8_t reserved_0[4];
    /* 누적거래량 (code 13), in thousand shares. Traded volume of the sector so far; in thousand shares, judged by its size, although the official text says shares. */
    kw_number64 cumulative_volume;
    /* 누적거래대금 (code 14), in million won. Traded value of the sector so far. */
    kw_number64 cumulative_value;
    /* 거래형성종목수 (code 256), in issues. Issues that traded today. */
    kw_number traded_issues;
    /* 거래형성비율 (code 257), in percent, 2 decimals. Issues that traded today in percent of all issues. */
    kw_number traded_issue_ratio;
    /* 전일대비기호 (code 25). Direction against the previous close. */
    uint8_t change_sign[4];
    uint8_t reserved_1[60];
} kw_sector_breadth;
#define KW_SECTOR_BREADTH_LAST_SCALE 2
#define KW_SECTOR_BREADTH_CHANGE_SCALE 2
#define KW_SECTOR_BREADTH_CHANGE_PERCENT_SCALE 2
#define KW_SECTOR_BREADTH_TRADED_ISSUE_RATIO_SCALE 2
KW_LAYOUT(sizeof(kw_sector_breadth) == 192);
KW_LAYOUT(KW_ALIGN_OF(kw_sector_breadth) == 8);
KW_LAYOUT(offsetof(kw_sector_breadth, header) == 0);
KW_LAYOUT(offsetof(kw_sector_breadth, time) == 64);
KW_LAYOUT(offsetof(kw_sector_breadth, advancing_issues) == 68);
KW_LAYOUT(offsetof(kw_sector_breadth, upper_limit_issues) == 72);
KW_LAYOUT(offsetof(kw_sector_breadth, unchanged_issues) == 76);
KW_LAYOUT(offsetof(kw_sector_breadth, declining_issues) == 80);
KW_LAYOUT(offsetof(kw_sector_breadth, lower_limit_issues) == 84);
KW_LAYOUT(offsetof(kw_sector_breadth, last) == 88);
KW_LAYOUT(offsetof(kw_sector_breadth, change) == 92);
KW_LAYOUT(offsetof(kw_sector_breadth, change_percent) == 96);
KW_LAYOUT(offsetof(kw_sector_breadth, reserved_0) == 100);
KW_LAYOUT(offsetof(kw_sector_breadth, cumulative_volume) == 104);
KW_LAYOUT(offsetof(kw_sector_breadth, cumulative_value) == 112);
KW_LAYOUT(offsetof(kw_sector_breadth, traded_issues) == 120);
KW_LAYOUT(offsetof(kw_sector_breadth, traded_issue_ratio) == 124);
KW_LAYOUT(offsetof(kw_sector_breadth, change_sign) == 128);
KW_LAYOUT(offsetof(kw_sector_breadth, reserved_1) == 132);

/* 주식종목정보 (0g). Facts of an issue that may change during the day: price limits, auction extensions, labels. 320 bytes. */
typedef struct kw_stock_info {
    /* What stands before every record. */
    kw_record_header header;
    /* 상한가 (code 305), in won. Upper price limit of the day; the sign on the wire only tells the direction against the previous close. */
    kw_price upper_limit_price;
    /* 하한가 (code 306), in won. Lower price limit of the day; the sign on the wire only tells the direction against the previous close. */
    kw_price lower_limit_price;
    /* 기준가 (code 307), in won. Reference price of the day, normally the previous close. */
    kw_price base_price;
    /* 임의연장 (code 297). Kind of discretionary extension or volatility interruption in force, as Korean text; the values are not documented. */
    uint8_t auction_extension[24];
    /* 장전임의연장 (code 592). Discretionary extension before the open; blank if there is none. */
    uint8_t pre_market_auction_extension[24];
    /* 장후임의연장 (code 593). Discretionary extension after the close; blank if there is none. */
    uint8_t post_market_auction_extension[24];
    /* 조기종료ELW발생 (code 689). Early termination of an equity-linked warrant; empty if there is none; the values are not documented. */
    uint8_t early_terminated_elw[24];
    /* 통화단위 (code 594). Currency of the issue; empty in the official example. */
    uint8_t currency[16];
    /* 증거금율표시 (code 382). Label of the margin rate; empty in the official example. */
    uint8_t margin_rate_label[24];
    /* 종목정보 (code 370). Remarks on the issue; empty in the official example. */
    uint8_t instrument_info[64];
    uint8_t reserved_0[44];
} kw_stock_info;
KW_LAYOUT(sizeof(kw_stock_info) == 320);
KW_LAYOUT(KW_ALIGN_OF(kw_stock_info) == 8);
KW_LAYOUT(offsetof(kw_stock_info, header) == 0);
KW_LAYOUT(offsetof(kw_stock_info, upper_limit_price) == 64);
KW_LAYOUT(offsetof(kw_stock_info, lower_limit_price) == 68);
KW_LAYOUT(offsetof(kw_stock_info, base_price) == 72);
KW_LAYOUT(offsetof(kw_stock_info, auction_extension) == 76);
KW_LAYOUT(offsetof(kw_stock_info, pre_market_auction_extension) == 100);
KW_LAYOUT(offsetof(kw_stock_info, post_market_auction_extension) == 124);
KW_LAYOUT(offsetof(kw_stock_info, early_terminated_elw) == 148);
KW_LAYOUT(offsetof(kw_stock_info, currency) == 172);
KW_LAYOUT(offsetof(kw_stock_info, margin_rate_label) == 188);
KW_LAYOUT(offsetof(kw_stock_info, instrument_info) == 212);
KW_LAYOUT(offsetof(kw_stock_info, reserved_0) == 276);

/* ELW 이론가 (0m). Theoretical price, implied volatility and sensitivities of an equity-linked warrant. 128 bytes. */
typedef struct kw_elw_fair_value {
    /* What stands before every record. */
    kw_record_header header;
    /* ELW델타 (code 672), 6 decimals. Delta of the warrant. */
    kw_number64 delta;
    /* ELW감마 (code 673), 6 decimals. Gamma of the warrant. */
    kw_number64 gamma;
    /* 체결시간 (code 20), Korean time. Time of the event, to the second. */
    kw_time time;
    /* 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close. */
    kw_price last;
    /* ELW이론가 (code 670), in won, 2 decimals. Theoretical price of the warrant. */
    kw_price theoretical_price;
    /* ELW내재변동성 (code 671), in percent, 2 decimals. Implied volatility of the warrant in percent. */
    kw_number implied_volatility;
    /* ELW쎄타 (code 674), 6 decimals. Theta of the warrant. */
    kw_number64 theta;
    /* ELW베가 (code 675), 6 decimals. Vega of the warrant. */
    kw_number64 vega;
    /* ELW로 (code 676), 6 decimals. Rho of the warrant. */
    kw_number64 rho;
    /* LP호가내재변동성 (code 706), in percent, 2 decimals. Implied volatility of the liquidity provider's quotes in percent. */
    kw_number lp_implied_volatility;
    uint8_t reserved_0[4];
} kw_elw_fair_value;
#define KW_ELW_FAIR_VALUE_DELTA_SCALE 6
#define KW_ELW_FAIR_VALUE_GAMMA_SCALE 6
#define KW_ELW_FAIR_VALUE_THEORETICAL_PRICE_SCALE 2
#define KW_ELW_FAIR_VALUE_IMPLIED_VOLATILITY_SCALE 2
#define KW_ELW_FAIR_VALUE_THETA_SCALE 6
#define KW_ELW_FAIR_VALUE_VEGA_SCALE 6
#define KW_ELW_FAIR_VALUE_RHO_SCALE 6
#define KW_ELW_FAIR_VALUE_LP_IMPLIED_VOLATILITY_SCALE 2
KW_LAYOUT(sizeof(kw_elw_fair_value) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_elw_fair_value) == 8);
KW_LAYOUT(offsetof(kw_elw_fair_value, header) == 0);
KW_LAYOUT(offsetof(kw_elw_fair_value, delta) == 64);
KW_LAYOUT(offsetof(kw_elw_fair_value, gamma) == 72);
KW_LAYOUT(offsetof(kw_elw_fair_value, time) == 80);
KW_LAYOUT(offsetof(kw_elw_fair_value, last) == 84);
KW_LAYOUT(offsetof(kw_elw_fair_value, theoretical_price) == 88);
KW_LAYOUT(offsetof(kw_elw_fair_value, implied_volatility) == 92);
KW_LAYOUT(offsetof(kw_elw_fair_value, theta) == 96);
KW_LAYOUT(offsetof(kw_elw_fair_value, vega) == 104);
KW_LAYOUT(offsetof(kw_elw_fair_value, rho) == 112);
KW_LAYOUT(offsetof(kw_elw_fair_value, lp_implied_volatility) == 120);
KW_LAYOUT(offsetof(kw_elw_fair_value, reserved_0) == 124);

/* 장시작시간 (0s). Announcements of the exchanges: before the open, open, close, after hours, and the sessions of NXT. Market-wide. 128 bytes. */
typedef struct kw_market_phase {
    /* What stands before every record. */
    kw_record_header header;
    /* 체결시간 (code 20), Korean time. Time of the announcement. */
    kw_time time;
    /* 장시작예상잔여시간 (code 214), hours, minutes and seconds left. Time left until the market opens, as hours, minutes and seconds; not a time of day. */
    kw_time time_to_open;
    /* 장운영구분 (code 215). Phase of the market that begins, ends or is announced. */
    uint8_t market_phase[4];
    uint8_t reserved_0[52];
} kw_market_phase;
KW_LAYOUT(sizeof(kw_market_phase) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_market_phase) == 8);
KW_LAYOUT(offsetof(kw_market_phase, header) == 0);
KW_LAYOUT(offsetof(kw_market_phase, time) == 64);
KW_LAYOUT(offsetof(kw_market_phase, time_to_open) == 68);
KW_LAYOUT(offsetof(kw_market_phase, market_phase) == 72);
KW_LAYOUT(offsetof(kw_market_phase, reserved_0) == 76);

/* ELW 지표 (0u). Parity, gearing and break-even figures of an equity-linked warrant. 128 bytes. */
typedef struct kw_elw_indicator {
    /* What stands before every record. */
    kw_record_header header;
    /* 체결시간 (code 20), Korean time. Time of the event, to the second. */
    kw_time time;
    /* ELW패리티 (code 666), in percent, 2 decimals. Parity of the warrant in percent. */
    kw_number parity;
    /* ELW기어링비율 (code 667), in percent, 2 decimals. Gearing of a warrant in percent. */
    kw_number gearing_ratio;
    /* ELW손익분기율 (code 668), in percent, 2 decimals. Move of the underlying that a warrant needs to break even, in percent; the sign is arithmetic. */
    kw_number breakeven_percent;
    /* ELW자본지지점 (code 669), in percent, 2 decimals. Capital fulcrum point of a warrant: the move of the underlying at which both pay the same, in percent; the sign is arithmetic. */
    kw_number capital_fulcrum_point;
    uint8_t reserved_0[4];
    /* ELW프리미엄 (code 1211), 6 decimals. Premium of the warrant; the unit is not documented. */
    kw_number64 premium;
    uint8_t reserved_1[32];
} kw_elw_indicator;
#define KW_ELW_INDICATOR_PARITY_SCALE 2
#define KW_ELW_INDICATOR_GEARING_RATIO_SCALE 2
#define KW_ELW_INDICATOR_BREAKEVEN_PERCENT_SCALE 2
#define KW_ELW_INDICATOR_CAPITAL_FULCRUM_POINT_SCALE 2
#define KW_ELW_INDICATOR_PREMIUM_SCALE 6
KW_LAYOUT(sizeof(kw_elw_indicator) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_elw_indicator) == 8);
KW_LAYOUT(offsetof(kw_elw_indicator, header) == 0);
KW_LAYOUT(offsetof(kw_elw_indicator, time) == 64);
KW_LAYOUT(offsetof(kw_elw_indicator, parity) == 68);
KW_LAYOUT(offsetof(kw_elw_indicator, gearing_ratio) == 72);
KW_LAYOUT(offsetof(kw_elw_indicator, breakeven_percent) == 76);
KW_LAYOUT(offsetof(kw_elw_indicator, capital_fulcrum_point) == 80);
KW_LAYOUT(offsetof(kw_elw_indicator, reserved_0) == 84);
KW_LAYOUT(offsetof(kw_elw_indicator, premium) == 88);
KW_LAYOUT(offsetof(kw_elw_indicator, reserved_1) == 96);

/* 종목프로그램매매 (0w). Program trading in one issue: volume and value sold and bought over the day. 192 bytes. */
typedef struct kw_program_trading {
    /* What stands before every record. */
    kw_record_header header;
    /* 매도수량 (code 202), in shares. Volume sold by programs over the day. */
    kw_number64 sell_quantity;
    /* 매수수량 (code 206), in shares. Volume bought by programs over the day. */
    kw_number64 buy_quantity;
    /* 순매수수량 (code 210), in shares. Bought minus sold volume of programs over the day. */
    kw_number64 net_buy_quantity;
    /* 순매수금액 (code 212), in million won. Bought minus sold value of programs over the day. */
    kw_number64 net_buy_amount;
    /* 순매수수량증감 (code 211), in shares. Change of the net volume against the message before. */
    kw_number64 net_buy_quantity_change;
    /* 체결시간 (code 20), Korean time. Time of the event, to the second. */
    kw_time time;
    /* 현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close. */
    kw_price last;
    /* 누적거래량 (code 13), in shares. Traded volume of the day so far. */
    kw_number64 cumulative_volume;
    /* 매도금액 (code 204), in million won. Value sold by programs over the day; in million won, although the official text says won. */
    kw_number64 sell_amount;
    /* 매수금액 (code 208), in million won. Value bought by programs over the day. */
    kw_number64 buy_amount;
    /* 순매수금액증감 (code 213), in million won. Change of the net value against the message before. */
    kw_number64 net_buy_amount_change;
    /* 전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic. */
    kw_number change;
    /* 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic. */
    kw_number change_percent;
    /* 장시작예상잔여시간 (code 214), hours, minutes and seconds left. Time left until the market opens, as hours, minutes and seconds; not a time of day; listed here but absent from known messages. */
    kw_time time_to_open;
    /* 전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own. */
    uint8_t change_sign[4];
    /* 장운영구분 (code 215). Phase of the market; listed here but absent from known messages. */
    uint8_t market_phase[4];
    /* 투자자별ticker (code 216). Ticker by kind of investor; listed here but absent from known messages. */
    uint8_t investor_ticker[16];
    uint8_t reserved_0[12];
} kw_program_trading;
#define KW_PROGRAM_TRADING_CHANGE_PERCENT_SCALE 2
KW_LAYOUT(sizeof(kw_program_trading) == 192);
KW_LAYOUT(KW_ALIGN_OF(kw_program_trading) == 8);
KW_LAYOUT(offsetof(kw_program_trading, header) == 0);
KW_LAYOUT(offsetof(kw_program_trading, sell_quantity) == 64);
KW_LAYOUT(offsetof(kw_program_trading, buy_quantity) == 72);
KW_LAYOUT(offsetof(kw_program_trading, net_buy_quantity) == 80);
KW_LAYOUT(offsetof(kw_program_trading, net_buy_amount) == 88);
KW_LAYOUT(offsetof(kw_program_trading, net_buy_quantity_change) == 96);
KW_LAYOUT(offsetof(kw_program_trading, time) == 104);
KW_LAYOUT(offsetof(kw_program_trading, last) == 108);
KW_LAYOUT(offsetof(kw_program_trading, cumulative_volume) == 112);
KW_LAYOUT(offsetof(kw_program_trading, sell_amount) == 120);
KW_LAYOUT(offsetof(kw_program_trading, buy_amount) == 128);
KW_LAYOUT(offsetof(kw_program_trading, net_buy_amount_change) == 136);
KW_LAYOUT(offsetof(kw_program_trading, change) == 144);
KW_LAYOUT(offsetof(kw_program_trading, change_percent) == 148);
KW_LAYOUT(offsetof(kw_program_trading, time_to_open) == 152);
KW_LAYOUT(offsetof(kw_program_trading, change_sign) == 156);
KW_LAYOUT(offsetof(kw_program_trading, market_phase) == 160);
KW_LAYOUT(offsetof(kw_program_trading, investor_ticker) == 164);
KW_LAYOUT(offsetof(kw_program_trading, reserved_0) == 180);

/* VI발동/해제 (1h). A volatility interruption was triggered or released. Market-wide subscriptions may deliver one event twice, for the bare code and for the consolidated one. 320 bytes. */
typedef struct kw_volatility_interruption {
    /* What stands before every record. */
    kw_record_header header;
    /* VI발동가격 (code 1221), in won. Price that triggered the interruption. */
    kw_price trigger_price;
    /* 매매체결처리시각 (code 1223), Korean time. Time at which the interruption was triggered. */
    kw_time trigger_time;
    /* VI해제시각 (code 1224), Korean time. Time at which the interruption ends; 000000 while it is on; the release is the same message with this field filled. */
    kw_time release_time;
    /* 괴리율 정적 (code 1238), in percent, 2 decimals. Gap between trigger price and static reference price in percent; the sign is arithmetic. */
    kw_number static_disparity_percent;
    /* 괴리율 동적 (code 1239), in percent, 2 decimals. Gap between trigger price and dynamic reference price in percent; the sign is arithmetic. */
    kw_number dynamic_disparity_percent;
    /* VI발동구분 (code 9068). Kind of the interruption, as a digit. */
    uint8_t vi_kind[4];
    /* 발동방향구분 (code 9069). Direction of the move that triggered the interruption. */
    uint8_t direction[4];
    uint8_t reserved_0[4];
    /* 누적거래량 (code 13), in shares. Traded volume of the day so far. */
    kw_number64 cumulative_volume;
    /* 누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions. */
    kw_number64 cumulative_value;
    /* 기준가격 정적 (code 1236), in won. Reference price of the static interruption; 0 if it does not apply. */
    kw_price static_base_price;
    /* 기준가격 동적 (code 1237), in won. Reference price of the dynamic interruption; 0 if it does not apply. */
    kw_price dynamic_base_price;
    /* VI발동가 등락율 (code 1489), in percent, 2 decimals. Trigger price against the previous close in percent; the sign is arithmetic. */
    kw_number trigger_change_percent;
    /* VI발동횟수 (code 1490), in times. Number of interruptions of the issue today. */
    kw_number trigger_count;
    /* 종목코드 (code 9001). Issue code of six characters, not always digits. */
    uint8_t symbol[16];
    /* 종목명 (code 302). Name of the issue in Korean; blanks inside belong to it. */
    uint8_t instrument_name[64];
    /* KOSPI,KOSDAQ,전체구분 (code 9008). Market of the issue; the values come from the matching query and are not reliable. */
    uint8_t market_class[8];
    /* 장전구분 (code 9075). Session of the interruption. */
    uint8_t vi_session[4];
    /* VI적용구분 (code 1225). Kind of the interruption, as Korean text. */
    uint8_t vi_kind_text[24];
    /* Extra Item (code 1279). Documented only as an extra item; holds a sign and the kind, such as +정적 or -동적. */
    uint8_t signed_kind_text[24];
    uint8_t reserved_1[52];
} kw_volatility_interruption;
#define KW_VOLATILITY_INTERRUPTION_STATIC_DISPARITY_PERCENT_SCALE 2
#define KW_VOLATILITY_INTERRUPTION_DYNAMIC_DISPARITY_PERCENT_SCALE 2
#define KW_VOLATILITY_INTERRUPTION_TRIGGER_CHANGE_PERCENT_SCALE 2
KW_LAYOUT(sizeof(kw_volatility_interruption) == 320);
KW_LAYOUT(KW_ALIGN_OF(kw_volatility_interruption) == 8);
KW_LAYOUT(offsetof(kw_volatility_interruption, header) == 0);
KW_LAYOUT(offsetof(kw_volatility_interruption, trigger_price) == 64);
KW_LAYOUT(offsetof(kw_volatility_interruption, trigger_time) == 68);
KW_LAYOUT(offsetof(kw_volatility_interruption, release_time) == 72);
KW_LAYOUT(offsetof(kw_volatility_interruption, static_disparity_percent) == 76);
KW_LAYOUT(offsetof(kw_volatility_interruption, dynamic_disparity_percent) == 80);
KW_LAYOUT(offsetof(kw_volatility_interruption, vi_kind) == 84);
KW_LAYOUT(offsetof(kw_volatility_interruption, direction) == 88);
KW_LAYOUT(offsetof(kw_volatility_interruption, reserved_0) == 92);
KW_LAYOUT(offsetof(kw_volatility_interruption, cumulative_volume) == 96);
KW_LAYOUT(offsetof(kw_volatility_interruption, cumulative_value) == 104);
KW_LAYOUT(offsetof(kw_volatility_interruption, static_base_price) == 112);
KW_LAYOUT(offsetof(kw_volatility_interruption, dynamic_base_price) == 116);
KW_LAYOUT(offsetof(kw_volatility_interruption, trigger_change_percent) == 120);
KW_LAYOUT(offsetof(kw_volatility_interruption, trigger_count) == 124);
KW_LAYOUT(offsetof(kw_volatility_interruption, symbol) == 128);
KW_LAYOUT(offsetof(kw_volatility_interruption, instrument_name) == 144);
KW_LAYOUT(offsetof(kw_volatility_interruption, market_class) == 208);
KW_LAYOUT(offsetof(kw_volatility_interruption, vi_session) == 216);
KW_LAYOUT(offsetof(kw_volatility_interruption, vi_kind_text) == 220);
KW_LAYOUT(offsetof(kw_volatility_interruption, signed_kind_text) == 244);
KW_LAYOUT(offsetof(kw_volatility_interruption, reserved_1) == 268);

/* 미국주식 실시간 주문 확인 (F4). What happens to your own orders in US stocks before they are filled. 384 bytes. */
typedef struct kw_us_order {
    /* What stands before every record. */
    kw_record_header header;
    /* 주문수량 (code 900), in shares. Ordered quantity. */
    kw_number64 order_quantity;
    /* 주문가격 (code 901), in the order's currency, 4 decimals. Order price, in the currency of the order. */
    kw_price64 order_price;
    /* 주문/체결시간 (code 908), Korean time. Time of the order event or the fill; Korean time, judged by the official examples. */
    kw_time time;
    /* 매도수구분 (code 907). Side. */
    uint8_t side[4];
    /* 주문상태 (code 913). State of the order; the wire value is Korean text. */
    uint8_t order_status[24];
    /* 주문번호 (code 9203). Order number; leading zeros belong to it. */
    uint8_t order_no[16];
    /* 주문STOP가격 (code 50810), in the order's currency, 4 decimals. Stop price of the order, in the currency of the order; 0 if there is none. */
    kw_price64 stop_price;
    /* 종목명 (code 302). Name of the issue in Korean. */
    uint8_t instrument_name[64];
    /* 원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none. */
    uint8_t original_order_no[16];
    /* 주문구분 (code 905). What the order does: new, amend or cancel. */
    uint8_t order_action[4];
    /* 매매구분 (code 906). Order type as a code; 00 goes with a limit order; the other values are not documented. */
    uint8_t order_type[8];
    /* 국가명 (code 1091). Country of the market, in Korean. */
    uint8_t country_name[32];
    /* 통화코드 (code 8043). Currency of the order, such as USD. */
    uint8_t currency[8];
    /* 거래소코드 (code 8046). Code of the exchange; the values are not documented. */
    uint8_t exchange_code[16];
    /* 종목,업종코드 (code 9001). Ticker symbol, such as NVDA. */
    uint8_t symbol[16];
    /* 계좌번호 (code 9201). Account number of ten digits; treat it as a secret. */
    uint8_t account_no[16];
    /* 매도수구분명 (code 50072). Side, as Korean text. */
    uint8_t side_name[16];
    /* 매매구분명 (code 50073). Order type, as Korean text; only the two commonest values are documented. */
    uint8_t order_type_name[24];
    /* 예약구분 (code 50841). Kind of reserved order; 0 in the official examples; the values are not documented. */
    uint8_t reservation_type[8];
    /* (재무)국가코드 사용 (code 55190). Country code as the broker counts them; 001 for the United States. */
    uint8_t country_code[8];
    uint8_t reserved_0[12];
} kw_us_order;
#define KW_US_ORDER_ORDER_PRICE_SCALE 4
#define KW_US_ORDER_STOP_PRICE_SCALE 4
KW_LAYOUT(sizeof(kw_us_order) == 384);
KW_LAYOUT(KW_ALIGN_OF(kw_us_order) == 8);
KW_LAYOUT(offsetof(kw_us_order, header) == 0);
KW_LAYOUT(offsetof(kw_us_order, order_quantity) == 64);
KW_LAYOUT(offsetof(kw_us_order, order_price) == 72);
KW_LAYOUT(offsetof(kw_us_order, time) == 80);
KW_LAYOUT(offsetof(kw_us_order, side) == 84);
KW_LAYOUT(offsetof(kw_us_order, order_status) == 88);
KW_LAYOUT(offsetof(kw_us_order, order_no) == 112);
KW_LAYOUT(offsetof(kw_us_order, stop_price) == 128);
KW_LAYOUT(offsetof(kw_us_order, instrument_name) == 136);
KW_LAYOUT(offsetof(kw_us_order, original_order_no) == 200);
KW_LAYOUT(offsetof(kw_us_order, order_action) == 216);
KW_LAYOUT(offsetof(kw_us_order, order_type) == 220);
KW_LAYOUT(offsetof(kw_us_order, country_name) == 228);
KW_LAYOUT(offsetof(kw_us_order, currency) == 260);
KW_LAYOUT(offsetof(kw_us_order, exchange_code) == 268);
KW_LAYOUT(offsetof(kw_us_order, symbol) == 284);
KW_LAYOUT(offsetof(kw_us_order, account_no) == 300);
KW_LAYOUT(offsetof(kw_us_order, side_name) == 316);
KW_LAYOUT(offsetof(kw_us_order, order_type_name) == 332);
KW_LAYOUT(offsetof(kw_us_order, reservation_type) == 356);
KW_LAYOUT(offsetof(kw_us_order, country_code) == 364);
KW_LAYOUT(offsetof(kw_us_order, reserved_0) == 372);

/* 미국주식 실시간 체결 (F5). Fills of your own orders in US stocks, with the position after them. 512 bytes. */
typedef struct kw_us_execution {
    /* What stands before every record. */
    kw_record_header header;
    /* 미체결수량 (code 902), in shares. Quantity that is still open. */
    kw_number64 unfilled_quantity;
    /* 체결가 (code 910), in the order's currency, 4 decimals. Fill price, in the currency of the order; 0 until the order is filled. */
    kw_price64 fill_price;
    /* 체결량 (code 911), in shares. Filled quantity; 0 until the order is filled. */
    kw_number64 fill_quantity;
    /* 주문/체결시간 (code 908), Korean time. Time of the order event or the fill; Korean time, judged by the official examples. */
    kw_time time;
    /* 매도수구분 (code 907). Side. */
    uint8_t side[4];
    /* 주문상태 (code 913). State of the order; the wire value is Korean text. */
    uint8_t order_status[24];
    /* 주문번호 (code 9203). Order number; leading zeros belong to it. */
    uint8_t order_no[16];
    /* 주문수량 (code 900), in shares. Ordered quantity. */
    kw_number64 order_quantity;
    /* 주문가격 (code 901), in the order's currency, 4 decimals. Order price, in the currency of the order. */
    kw_price64 order_price;
    /* 보유수량 (code 930), in shares. Quantity held. */
    kw_number64 holding_quantity;
    /* 매입단가 (code 931), in the order's currency, 4 decimals. Average purchase price of the position, in the currency of the order. */
    kw_price64 average_purchase_price;
    /* 당일매도수량 사용 (code 934), in shares. Quantity sold today. */
    kw_number64 day_sell_quantity;
    /* 당일매수수량 사용 (code 936), in shares. Quantity bought today. */
    kw_number64 day_buy_quantity;
    /* 전일매도수량 (code 8004), in shares. Quantity sold on the previous day. */
    kw_number64 previous_day_sell_quantity;
    /* 전일매수수량 (code 8005), in shares. Quantity bought on the previous day. */
    kw_number64 previous_day_buy_quantity;
    /* 손익금액 (code 8018), in the order's currency, 4 decimals. Profit or loss, in the currency of the order; the sign is arithmetic. */
    kw_number64 pnl;
    /* 세금 사용 (code 8075), in the order's currency, 4 decimals. Tax, in the currency of the order. */
    kw_number64 tax;
    /* 수수료 사용 (code 13006), in the order's currency, 4 decimals. Commission, in the currency of the order. */
    kw_number64 commission;
    /* 실현손익매입금 사용 (code 50724), in the order's currency, 4 decimals. Purchase amount of the realised position, in the currency of the order. */
    kw_number64 realized_cost_basis;
    /* 환전실현손익매입금액 사용 (code 50725), in won, 4 decimals. Purchase amount of the realised position after conversion; presumably won. */
    kw_number64 converted_realized_cost_basis;
    /* 주문STOP가격 (code 50810), in the order's currency, 4 decimals. Stop price of the order, in the currency of the order; 0 if there is none. */
    kw_price64 stop_price;
    /* 환전실현손익금액 사용 (code 50844), in won, 4 decimals. Realised profit or loss after conversion; presumably won; the sign is arithmetic. */
    kw_number64 converted_realized_pnl;
    /* 손익율 (code 8019), in percent, 4 decimals. Profit or loss in percent; the sign is arithmetic. */
    kw_number pnl_percent;
    /* 종목명 (code 302). Name of the issue in Korean. */
    uint8_t instrument_name[64];
    /* 원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none. */
    uint8_t original_order_no[16];
    /* 주문구분 (code 905). What the order does: new, amend or cancel; the official example carries 25, which is not documented. */
    uint8_t order_action[4];
    /* 체결번호 (code 909). Execution number; zeros until the order is filled. */
    uint8_t execution_no[16];
    /* 국가명 (code 1091). Country of the market, in Korean. */
    uint8_t country_name[32];
    /* 통화코드 (code 8043). Currency of the order, such as USD. */
    uint8_t currency[8];
    /* 거래소코드 (code 8046). Code of the exchange; the values are not documented. */
    uint8_t exchange_code[16];
    /* 종목코드 (code 9001). Ticker symbol, such as NVDA. */
    uint8_t symbol[16];
    /* 계좌번호 (code 9201). Account number of ten digits; treat it as a secret. */
    uint8_t account_no[16];
    /* 매도수구분명 (code 50072). Side, as Korean text. */
    uint8_t side_name[16];
    /* 매매구분명 (code 50073). Order type, as Korean text; only the two commonest values are documented. */
    uint8_t order_type_name[24];
    /* 예약구분 (code 50841). Kind of reserved order; 0 in the official examples; the values are not documented. */
    uint8_t reservation_type[8];
    /* (재무)국가코드 사용 (code 55190). Country code as the broker counts them; 001 for the United States. */
    uint8_t country_code[8];
    uint8_t reserved_0[8];
} kw_us_execution;
#define KW_US_EXECUTION_FILL_PRICE_SCALE 4
#define KW_US_EXECUTION_ORDER_PRICE_SCALE 4
#define KW_US_EXECUTION_AVERAGE_PURCHASE_PRICE_SCALE 4
#define KW_US_EXECUTION_PNL_SCALE 4
#define KW_US_EXECUTION_TAX_SCALE 4
#define KW_US_EXECUTION_COMMISSION_SCALE 4
#define KW_US_EXECUTION_REALIZED_COST_BASIS_SCALE 4
#define KW_US_EXECUTION_CONVERTED_REALIZED_COST_BASIS_SCALE 4
#define KW_US_EXECUTION_STOP_PRICE_SCALE 4
#define KW_US_EXECUTION_CONVERTED_REALIZED_PNL_SCALE 4
#define KW_US_EXECUTION_PNL_PERCENT_SCALE 4
KW_LAYOUT(sizeof(kw_us_execution) == 512);
KW_LAYOUT(KW_ALIGN_OF(kw_us_execution) == 8);
KW_LAYOUT(offsetof(kw_us_execution, header) == 0);
KW_LAYOUT(offsetof(kw_us_execution, unfilled_quantity) == 64);
KW_LAYOUT(offsetof(kw_us_execution, fill_price) == 72);
KW_LAYOUT(offsetof(kw_us_execution, fill_quantity) == 80);
KW_LAYOUT(offsetof(kw_us_execution, time) == 88);
KW_LAYOUT(offsetof(kw_us_execution, side) == 92);
KW_LAYOUT(offsetof(kw_us_execution, order_status) == 96);
KW_LAYOUT(offsetof(kw_us_execution, order_no) == 120);
KW_LAYOUT(offsetof(kw_us_execution, order_quantity) == 136);
KW_LAYOUT(offsetof(kw_us_execution, order_price) == 144);
KW_LAYOUT(offsetof(kw_us_execution, holding_quantity) == 152);
KW_LAYOUT(offsetof(kw_us_execution, average_purchase_price) == 160);
KW_LAYOUT(offsetof(kw_us_execution, day_sell_quantity) == 168);
KW_LAYOUT(offsetof(kw_us_execution, day_buy_quantity) == 176);
KW_LAYOUT(offsetof(kw_us_execution, previous_day_sell_quantity) == 184);
KW_LAYOUT(offsetof(kw_us_execution, previous_day_buy_quantity) == 192);
KW_LAYOUT(offsetof(kw_us_execution, pnl) == 200);
KW_LAYOUT(offsetof(kw_us_execution, tax) == 208);
KW_LAYOUT(offsetof(kw_us_execution, commission) == 216);
KW_LAYOUT(offsetof(kw_us_execution, realized_cost_basis) == 224);
KW_LAYOUT(offsetof(kw_us_execution, converted_realized_cost_basis) == 232);
KW_LAYOUT(offsetof(kw_us_execution, stop_price) == 240);
KW_LAYOUT(offsetof(kw_us_execution, converted_realized_pnl) == 248);
KW_LAYOUT(offsetof(kw_us_execution, pnl_percent) == 256);
KW_LAYOUT(offsetof(kw_us_execution, instrument_name) == 260);
KW_LAYOUT(offsetof(kw_us_execution, original_order_no) == 324);
KW_LAYOUT(offsetof(kw_us_execution, order_action) == 340);
KW_LAYOUT(offsetof(kw_us_execution, execution_no) == 344);
KW_LAYOUT(offsetof(kw_us_execution, country_name) == 360);
KW_LAYOUT(offsetof(kw_us_execution, currency) == 392);
KW_LAYOUT(offsetof(kw_us_execution, exchange_code) == 400);
KW_LAYOUT(offsetof(kw_us_execution, symbol) == 416);
KW_LAYOUT(offsetof(kw_us_execution, account_no) == 432);
KW_LAYOUT(offsetof(kw_us_execution, side_name) == 448);
KW_LAYOUT(offsetof(kw_us_execution, order_type_name) == 464);
KW_LAYOUT(offsetof(kw_us_execution, reservation_type) == 488);
KW_LAYOUT(offsetof(kw_us_execution, country_code) == 496);
KW_LAYOUT(offsetof(kw_us_execution, reserved_0) == 504);

/* 미국주식 실시간 체결가 (FE). One trade of a US stock with the running figures of the day. The exchange stands beside the values, in the member stexTp. 192 bytes. */
typedef struct kw_us_trade {
    /* What stands before every record. */
    kw_record_header header;
    /* 현재가 (code 10), in usd, 4 decimals. Last price; the sign on the wire only tells the direction against the previous close. */
    kw_price64 last;
    /* 전일대비 (code 11), in usd, 4 decimals. Last price minus previous close; the sign is arithmetic. */
    kw_number64 change;
    /* 누적거래량 (code 13), in shares. Traded volume of the day so far. */
    kw_number64 cumulative_volume;
    /* 체결량 (code 15), in shares. Traded volume: positive if the buyer hit the ask, negative if the seller hit the bid. */
    kw_number64 volume;
    /* (최우선)매도호가 (code 27), in usd, 4 decimals. Best ask price; the sign on the wire only tells the direction against the previous close. */
    kw_price64 best_ask;
    /* (최우선)매수호가 (code 28), in usd, 4 decimals. Best bid price; the sign on the wire only tells the direction against the previous close. */
    kw_price64 best_bid;
    /* 등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic. */
    kw_number change_percent;
    /* 시간 (code 20), New York time. Time of the trade; equal to the local time in the official example. */
    kw_time time;
    /* 체결일자 (code 22), New York time. Date of the trade, on the calendar of the time. */
    kw_date date;
    /* 체결강도 (code 228), in percent, 2 decimals. Bought volume in percent of sold volume over the day; above 100 buyers are the more aggressive side. */
    kw_number trade_strength;
    /* 누적거래대금 (code 14), in thousand usd, 6 decimals. Traded value of the day so far; in thousand dollars, judged by its size. */
    kw_number64 cumulative_value;
    /* 시가 (code 16), in usd, 4 decimals. Opening price; the sign on the wire only tells the direction against the previous close. */
    kw_price64 open;
    /* 고가 (code 17), in usd, 4 decimals. Highest price of the day; the sign on the wire only tells the direction against the previous close. */
    kw_price64 high;
    /* 저가 (code 18), in usd, 4 decimals. Lowest price of the day; the sign on the wire only tells the direction against the previous close. */
    kw_price64 low;
    /* 전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume. */
    kw_price volume_vs_previous_day_percent;
    /* 현지 체결시간 (code 51020), New York time. Time of the trade at the market. */
    kw_time local_time;
    /* 전일대비기호 (code 25). Direction against the previous close. */
    uint8_t change_sign[4];
    /* 장구분 (code 290). Session of the trade; the values are not documented. */
    uint8_t market_session[8];
    uint8_t reserved_0[12];
} kw_us_trade;
#define KW_US_TRADE_LAST_SCALE 4
#define KW_US_TRADE_CHANGE_SCALE 4
#define KW_US_TRADE_BEST_ASK_SCALE 4
#define KW_US_TRADE_BEST_BID_SCALE 4
#define KW_US_TRADE_CHANGE_PERCENT_SCALE 2
#define KW_US_TRADE_TRADE_STRENGTH_SCALE 2
#define KW_US_TRADE_CUMULATIVE_VALUE_SCALE 6
#define KW_US_TRADE_OPEN_SCALE 4
#define KW_US_TRADE_HIGH_SCALE 4
#define KW_US_TRADE_LOW_SCALE 4
#define KW_US_TRADE_VOLUME_VS_PREVIOUS_DAY_PERCENT_SCALE 2
KW_LAYOUT(sizeof(kw_us_trade) == 192);
KW_LAYOUT(KW_ALIGN_OF(kw_us_trade) == 8);
KW_LAYOUT(offsetof(kw_us_trade, header) == 0);
KW_LAYOUT(offsetof(kw_us_trade, last) == 64);
KW_LAYOUT(offsetof(kw_us_trade, change) == 72);
KW_LAYOUT(offsetof(kw_us_trade, cumulative_volume) == 80);
KW_LAYOUT(offsetof(kw_us_trade, volume) == 88);
KW_LAYOUT(offsetof(kw_us_trade, best_ask) == 96);
KW_LAYOUT(offsetof(kw_us_trade, best_bid) == 104);
KW_LAYOUT(offsetof(kw_us_trade, change_percent) == 112);
KW_LAYOUT(offsetof(kw_us_trade, time) == 116);
KW_LAYOUT(offsetof(kw_us_trade, date) == 120);
KW_LAYOUT(offsetof(kw_us_trade, trade_strength) == 124);
KW_LAYOUT(offsetof(kw_us_trade, cumulative_value) == 128);
KW_LAYOUT(offsetof(kw_us_trade, open) == 136);
KW_LAYOUT(offsetof(kw_us_trade, high) == 144);
KW_LAYOUT(offsetof(kw_us_trade, low) == 152);
KW_LAYOUT(offsetof(kw_us_trade, volume_vs_previous_day_percent) == 160);
KW_LAYOUT(offsetof(kw_us_trade, local_time) == 164);
KW_LAYOUT(offsetof(kw_us_trade, change_sign) == 168);
KW_LAYOUT(offsetof(kw_us_trade, market_session) == 172);
KW_LAYOUT(offsetof(kw_us_trade, reserved_0) == 180);

/* One price level of both sides, best first. 32 bytes. */
typedef struct kw_us_book_level {
    /* 매도1호가 (code 41 for the first), in usd, 4 decimals. Ask price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty. */
    kw_price64 ask_price;
    /* 매수1호가 (code 51 for the first), in usd, 4 decimals. Bid price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty. */
    kw_price64 bid_price;
    /* 매도1호가잔량 (code 61 for the first), in shares. Ask quantity of level 1. */
    kw_number ask_quantity;
    /* 매수1호가잔량 (code 71 for the first), in shares. Bid quantity of level 1. */
    kw_number bid_quantity;
    /* 매도1호가직전대비 (code 81 for the first), in shares. Change of the ask quantity of level 1 in one step at the exchange; cannot be summed over messages. */
    kw_number ask_quantity_change;
    /* 매수1호가직전대비 (code 91 for the first), in shares. Change of the bid quantity of level 1 in one step at the exchange; cannot be summed over messages. */
    kw_number bid_quantity_change;
} kw_us_book_level;
#define KW_US_BOOK_LEVEL_ASK_PRICE_SCALE 4
#define KW_US_BOOK_LEVEL_BID_PRICE_SCALE 4
KW_LAYOUT(sizeof(kw_us_book_level) == 32);
KW_LAYOUT(offsetof(kw_us_book_level, ask_price) == 0);
KW_LAYOUT(offsetof(kw_us_book_level, bid_price) == 8);
KW_LAYOUT(offsetof(kw_us_book_level, ask_quantity) == 16);
KW_LAYOUT(offsetof(kw_us_book_level, bid_quantity) == 20);
KW_LAYOUT(offsetof(kw_us_book_level, ask_quantity_change) == 24);
KW_LAYOUT(offsetof(kw_us_book_level, bid_quantity_change) == 28);

/* 미국주식 10호가 (FT). Ten levels of the order book of a US stock with totals. The exchange stands beside the values, in the member stexTp. 448 bytes. */
typedef struct kw_us_order_book {
    /* What stands before every record. */
    kw_record_header header;
    /* One price level of both sides, best first. */
    kw_us_book_level levels[10];
    /* 매도호가총잔량 (code 121), in shares. Sum of all ask quantities. */
    kw_number64 total_ask_quantity;
    /* 매수호가총잔량 (code 125), in shares. Sum of all bid quantities. */
    kw_number64 total_bid_quantity;
    /* 시간 (code 21), New York time. Time of the quote; local time at the market, judged by the official examples. */
    kw_time time;
    uint8_t reserved_0[4];
    /* 매도호가총잔량직전대비 (code 122), in shares. Change of the total ask quantity in one step at the exchange; cannot be summed over messages. */
    kw_number64 total_ask_quantity_change;
    /* 매수호가총잔량직전대비 (code 126), in shares. Change of the total bid quantity in one step at the exchange; cannot be summed over messages. */
    kw_number64 total_bid_quantity_change;
    uint8_t reserved_1[24];
} kw_us_order_book;
KW_LAYOUT(sizeof(kw_us_order_book) == 448);
KW_LAYOUT(KW_ALIGN_OF(kw_us_order_book) == 8);
KW_LAYOUT(offsetof(kw_us_order_book, header) == 0);
KW_LAYOUT(offsetof(kw_us_order_book, levels) == 64);
KW_LAYOUT(offsetof(kw_us_order_book, total_ask_quantity) == 384);
KW_LAYOUT(offsetof(kw_us_order_book, total_bid_quantity) == 392);
KW_LAYOUT(offsetof(kw_us_order_book, time) == 400);
KW_LAYOUT(offsetof(kw_us_order_book, reserved_0) == 404);
KW_LAYOUT(offsetof(kw_us_order_book, total_ask_quantity_change) == 408);
KW_LAYOUT(offsetof(kw_us_order_book, total_bid_quantity_change) == 416);
KW_LAYOUT(offsetof(kw_us_order_book, reserved_1) == 424);

/* 미국주식 조건검색 (S2). A US stock entered or left the result of a condition search that runs in real time. The exchange stands beside the values, in the member stexTp. 128 bytes. */
typedef struct kw_us_condition_match {
    /* What stands before every record. */
    kw_record_header header;
    /* 체결시간 (code 20). Time of the change, to the second; the time zone is not documented. */
    kw_time time;
    /* 삽입삭제 구분 (code 843). Whether the stock entered or left the result. */
    uint8_t insert_delete[4];
    /* 종목코드 (code 9001). Ticker symbol, such as NVDA. */
    uint8_t symbol[16];
    /* 일련번호 (code 841). Serial number of the condition in the user's list. */
    uint8_t condition_seq[8];
    /* 매도/수 구분 (code 907). Side, as documented for condition searches; one digit, unlike in US orders. */
    uint8_t side[4];
    uint8_t reserved_0[28];
} kw_us_condition_match;
KW_LAYOUT(sizeof(kw_us_condition_match) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_us_condition_match) == 8);
KW_LAYOUT(offsetof(kw_us_condition_match, header) == 0);
KW_LAYOUT(offsetof(kw_us_condition_match, time) == 64);
KW_LAYOUT(offsetof(kw_us_condition_match, insert_delete) == 68);
KW_LAYOUT(offsetof(kw_us_condition_match, symbol) == 72);
KW_LAYOUT(offsetof(kw_us_condition_match, condition_seq) == 88);
KW_LAYOUT(offsetof(kw_us_condition_match, side) == 96);
KW_LAYOUT(offsetof(kw_us_condition_match, reserved_0) == 100);

/* What happens to the connection. 320 bytes. */
typedef struct kw_link {
    /* What stands before every record. */
    kw_record_header header;
    /* Kiwoom's return code where there is one; 0 for none. */
    int64_t code;
    /* Registrations that the server took, with RESTORED. */
    uint32_t accepted;
    /* Registrations that it refused. */
    uint32_t rejected;
    /* What happened. */
    uint8_t event;
    uint8_t reserved_0[7];
    /* The type concerned, where there is one. */
    uint8_t message_type[8];
    /* The item concerned, where there is one. */
    uint8_t item[24];
    /* A SYSTEM message's code, such as R10001. */
    uint8_t system_code[16];
    /* The server's words, or the reason in ours; cut to fit. */
    uint8_t text[128];
    /* With DOWN: when the last byte came, as rx_mono_ns in the header; 0 when none ever came. */
    uint64_t last_rx_ns;
    /* With DOWN: in how many milliseconds the next attempt begins; 0 when there is none. */
    uint32_t retry_in_ms;
    uint8_t reserved_1[44];
} kw_link;
KW_LAYOUT(sizeof(kw_link) == 320);
KW_LAYOUT(KW_ALIGN_OF(kw_link) == 8);
KW_LAYOUT(offsetof(kw_link, header) == 0);
KW_LAYOUT(offsetof(kw_link, code) == 64);
KW_LAYOUT(offsetof(kw_link, accepted) == 72);
KW_LAYOUT(offsetof(kw_link, rejected) == 76);
KW_LAYOUT(offsetof(kw_link, event) == 80);
KW_LAYOUT(offsetof(kw_link, reserved_0) == 81);
KW_LAYOUT(offsetof(kw_link, message_type) == 88);
KW_LAYOUT(offsetof(kw_link, item) == 96);
KW_LAYOUT(offsetof(kw_link, system_code) == 120);
KW_LAYOUT(offsetof(kw_link, text) == 136);
KW_LAYOUT(offsetof(kw_link, last_rx_ns) == 264);
KW_LAYOUT(offsetof(kw_link, retry_in_ms) == 272);
KW_LAYOUT(offsetof(kw_link, reserved_1) == 276);

/* Records that this strategy lost. 128 bytes. */
typedef struct kw_gap {
    /* What stands before every record. */
    kw_record_header header;
    /* How many records were lost. */
    uint64_t lost;
    /* Sequence number of the first of them. */
    uint64_t first;
    /* Sequence number of the last of them. */
    uint64_t last;
    uint8_t reserved_0[40];
} kw_gap;
KW_LAYOUT(sizeof(kw_gap) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_gap) == 8);
KW_LAYOUT(offsetof(kw_gap, header) == 0);
KW_LAYOUT(offsetof(kw_gap, lost) == 64);
KW_LAYOUT(offsetof(kw_gap, first) == 72);
KW_LAYOUT(offsetof(kw_gap, last) == 80);
KW_LAYOUT(offsetof(kw_gap, reserved_0) == 88);

/* Codes or a message type that the tables lack. 1024 bytes. */
typedef struct kw_unknown {
    /* What stands before every record. */
    kw_record_header header;
    /* The message's type, as the server wrote it. */
    uint8_t message_type[16];
    /* Pairs of code and text that came. */
    uint32_t count;
    /* Pairs that are kept here. */
    uint32_t kept;
    /* Bytes that they take. */
    uint32_t used;
    uint8_t reserved_0[4];
    /* The pairs, one after the other: length of the code (1 byte), length of the text (2 bytes, the low one first), code, text. */
    uint8_t bytes[928];
} kw_unknown;
KW_LAYOUT(sizeof(kw_unknown) == 1024);
KW_LAYOUT(KW_ALIGN_OF(kw_unknown) == 8);
KW_LAYOUT(offsetof(kw_unknown, header) == 0);
KW_LAYOUT(offsetof(kw_unknown, message_type) == 64);
KW_LAYOUT(offsetof(kw_unknown, count) == 80);
KW_LAYOUT(offsetof(kw_unknown, kept) == 84);
KW_LAYOUT(offsetof(kw_unknown, used) == 88);
KW_LAYOUT(offsetof(kw_unknown, reserved_0) == 92);
KW_LAYOUT(offsetof(kw_unknown, bytes) == 96);

/* Shares that were traded but never told by the server. 128 bytes. */
typedef struct kw_trades_missing {
    /* What stands before every record. */
    kw_record_header header;
    /* Shares that are missing. */
    uint64_t quantity;
    /* The day's volume, as the trade before told it, in shares. */
    uint64_t previous;
    /* The day's volume, as the trade that follows tells it, in shares. */
    uint64_t cumulative;
    uint8_t reserved_0[40];
} kw_trades_missing;
KW_LAYOUT(sizeof(kw_trades_missing) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_trades_missing) == 8);
KW_LAYOUT(offsetof(kw_trades_missing, header) == 0);
KW_LAYOUT(offsetof(kw_trades_missing, quantity) == 64);
KW_LAYOUT(offsetof(kw_trades_missing, previous) == 72);
KW_LAYOUT(offsetof(kw_trades_missing, cumulative) == 80);
KW_LAYOUT(offsetof(kw_trades_missing, reserved_0) == 88);

/* An item's messages of one type stay away, or come again. 128 bytes. */
typedef struct kw_staleness {
    /* What stands before every record. */
    kw_record_header header;
    /* How long the item had been silent, in nanoseconds. */
    uint64_t quiet_ns;
    /* The silence that is borne, in nanoseconds. */
    uint64_t limit_ns;
    /* The type concerned, such as 0D. */
    uint8_t message_type[8];
    /* 1: it became stale; 2: it comes again. */
    uint8_t event;
    uint8_t reserved_0[39];
} kw_staleness;
KW_LAYOUT(sizeof(kw_staleness) == 128);
KW_LAYOUT(KW_ALIGN_OF(kw_staleness) == 8);
KW_LAYOUT(offsetof(kw_staleness, header) == 0);
KW_LAYOUT(offsetof(kw_staleness, quiet_ns) == 64);
KW_LAYOUT(offsetof(kw_staleness, limit_ns) == 72);
KW_LAYOUT(offsetof(kw_staleness, message_type) == 80);
KW_LAYOUT(offsetof(kw_staleness, event) == 88);
KW_LAYOUT(offsetof(kw_staleness, reserved_0) == 89);

/* Every record: X(structure, kind). */
#define KW_RECORDS(X) \
    X(kw_order, KW_KIND_ORDER) \
    X(kw_condition_match, KW_KIND_CONDITION_MATCH) \
    X(kw_balance, KW_KIND_BALANCE) \
    X(kw_quote, KW_KIND_QUOTE) \
    X(kw_trade, KW_KIND_TRADE) \
    X(kw_best_quote, KW_KIND_BEST_QUOTE) \
    X(kw_order_book, KW_KIND_ORDER_BOOK) \
    X(kw_after_hours_book, KW_KIND_AFTER_HOURS_BOOK) \
    X(kw_broker_activity, KW_KIND_BROKER_ACTIVITY) \
    X(kw_etf_nav, KW_KIND_ETF_NAV) \
    X(kw_expected_trade, KW_KIND_EXPECTED_TRADE) \
    X(kw_gold_price, KW_KIND_GOLD_PRICE) \
    X(kw_sector_index, KW_KIND_SECTOR_INDEX) \
    X(kw_sector_breadth, KW_KIND_SECTOR_BREADTH) \
    X(kw_stock_info, KW_KIND_STOCK_INFO) \
    X(kw_elw_fair_value, KW_KIND_ELW_FAIR_VALUE) \
    X(kw_market_phase, KW_KIND_MARKET_PHASE) \
    X(kw_elw_indicator, KW_KIND_ELW_INDICATOR) \
    X(kw_program_trading, KW_KIND_PROGRAM_TRADING) \
    X(kw_volatility_interruption, KW_KIND_VOLATILITY_INTERRUPTION) \
    X(kw_us_order, KW_KIND_US_ORDER) \
    X(kw_us_execution, KW_KIND_US_EXECUTION) \
    X(kw_us_trade, KW_KIND_US_TRADE) \
    X(kw_us_order_book, KW_KIND_US_ORDER_BOOK) \
    X(kw_us_condition_match, KW_KIND_US_CONDITION_MATCH) \
    X(kw_link, KW_KIND_LINK) \
    X(kw_gap, KW_KIND_GAP) \
    X(kw_unknown, KW_KIND_UNKNOWN) \
    X(kw_trades_missing, KW_KIND_TRADES_MISSING) \
    X(kw_staleness, KW_KIND_STALENESS)

#undef KW_LAYOUT

#ifdef __cplusplus
}
#endif

#endif
