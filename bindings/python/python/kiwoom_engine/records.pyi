# Written by kiwoom-codegen from codegen/tables; renewed by
# `BLESS=1 cargo test -p kiwoom-codegen`.
import datetime
from decimal import Decimal
from typing import Any, Literal

import numpy as np

Direction = Literal["unchanged", "up", "down"]

class Struct:
    def __init__(self, row: np.void) -> None: ...
    def direction_of(self, name: str) -> Direction | None: ...
    def as_dict(self) -> dict[str, Any]: ...

class Record(Struct):
    @property
    def header(self) -> RecordHeader: ...
    @property
    def item(self) -> str: ...
    @property
    def sequence(self) -> int: ...

class RecordHeader(Struct):
    """The first 64 bytes of every record."""
    @property
    def kind(self) -> int:
        """Which record it is."""
    @property
    def lines(self) -> int:
        """Length of the record in units of 64 bytes, this header included."""
    @property
    def flags(self) -> int:
        """Marks on this record."""
    @property
    def symbol(self) -> int:
        """The symbol's number in this engine, from 0; 4294967295 for an item that nobody subscribed by name."""
    @property
    def epoch(self) -> int:
        """How many times the connection had been up, this time included."""
    @property
    def connection(self) -> int:
        """Which of the engine's connections it came from, from 0."""
    @property
    def venue(self) -> int:
        """Where the item trades."""
    @property
    def sequence(self) -> int:
        """Position in the engine's one order of events."""
    @property
    def rx_kernel_ns(self) -> int:
        """When the kernel took the packet in, in nanoseconds of Unix time; 0 where there is no stamp."""
    @property
    def rx_mono_ns(self) -> int:
        """When the engine had read the bytes, in nanoseconds of CLOCK_MONOTONIC."""
    @property
    def ready_mono_ns(self) -> int:
        """When the record was ready to be published, on the same clock."""
    @property
    def item(self) -> str:
        """The item (종목코드) as the server wrote it, such as 005930_AL; empty for the account or the whole market."""

class Order(Record):
    """주문체결 (00). What happens to your own orders: accepted, filled, amended, cancelled, refused. Comes for the account of the access token, whatever items are registered."""
    @property
    def unfilled_quantity(self) -> int | None:
        """미체결수량 (code 902), in shares. Quantity that is still open."""
    @property
    def unit_fill_quantity(self) -> int | None:
        """단위체결량 (code 915), in shares. Quantity of this single fill; empty until the order is filled."""
    @property
    def time(self) -> datetime.time | None:
        """주문/체결시간 (code 908), Korean time. Time of the order event or the fill."""
    @property
    def unit_fill_price(self) -> int | None:
        """단위체결가 (code 914), in won. Price of this single fill; empty until the order is filled."""
    @property
    def order_no(self) -> str:
        """주문번호 (code 9203). Order number; leading zeros belong to it."""
    @property
    def order_status(self) -> str:
        """주문상태 (code 913). State of the order; the wire value is Korean text."""
    @property
    def side(self) -> str:
        """매도수구분 (code 907). Side."""
    @property
    def order_quantity(self) -> int | None:
        """주문수량 (code 900), in shares. Ordered quantity."""
    @property
    def cumulative_fill_amount(self) -> int | None:
        """체결누계금액 (code 903), in won. Money traded by this order so far."""
    @property
    def fill_quantity(self) -> int | None:
        """체결량 (code 911), in shares. Filled quantity; empty until the order is filled; whether it adds up over several fills is not documented."""
    @property
    def day_commission(self) -> int | None:
        """당일매매수수료 (code 938), in won. Commission of the day."""
    @property
    def day_tax(self) -> int | None:
        """당일매매세금 (code 939), in won. Tax of the day; charged on sales."""
    @property
    def order_price(self) -> int | None:
        """주문가격 (code 901), in won. Order price; 0 for a market order."""
    @property
    def fill_price(self) -> int | None:
        """체결가 (code 910), in won. Fill price; empty until the order is filled."""
    @property
    def last(self) -> int | None:
        """현재가 (code 10), in won. Last price of the issue, not of the order; the sign on the wire only tells the direction against the previous close."""
    @property
    def best_ask(self) -> int | None:
        """(최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close."""
    @property
    def best_bid(self) -> int | None:
        """(최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close."""
    @property
    def loan_date(self) -> datetime.date | None:
        """대출일 (code 923). Date of the credit loan, for fills; empty or zeros if there is none."""
    @property
    def after_hours_last(self) -> int | None:
        """시간외단일가_현재가 (code 10010), in won. Last price of the after-hours periodic auctions; the sign on the wire only tells the direction against the previous close."""
    @property
    def account_no(self) -> str:
        """계좌번호 (code 9201). Account number of ten digits; treat it as a secret."""
    @property
    def manager_id(self) -> str:
        """관리자사번 (code 9205). Staff number of the account manager; empty in every known message."""
    @property
    def symbol(self) -> str:
        """종목코드,업종코드 (code 9001). Issue code of six characters, not always digits, without a venue suffix."""
    @property
    def order_category(self) -> str:
        """주문업무분류 (code 912). Business class of the order."""
    @property
    def instrument_name(self) -> str:
        """종목명 (code 302). Name of the issue in Korean; blanks inside belong to it."""
    @property
    def original_order_no(self) -> str:
        """원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none."""
    @property
    def order_action(self) -> str:
        """주문구분 (code 905). What the order does: buy, sell, amend or cancel; the wire value is Korean text, mostly with a sign."""
    @property
    def order_type(self) -> str:
        """매매구분 (code 906). Order type and time in force; the wire value is Korean text."""
    @property
    def execution_no(self) -> str:
        """체결번호 (code 909). Execution number; empty until the order is filled."""
    @property
    def reject_reason(self) -> str:
        """거부사유 (code 919). Reason of a refusal; 0 if there is none."""
    @property
    def screen_no(self) -> str:
        """화면번호 (code 920). Number of the trading screen that sent the order; empty for orders from elsewhere."""
    @property
    def terminal_no(self) -> str:
        """터미널번호 (code 921). Number of the terminal that sent the order."""
    @property
    def credit_type(self) -> str:
        """신용구분 (code 922). Kind of credit trade, for fills; 00 means none; the other values are not documented."""
    @property
    def venue(self) -> str:
        """거래소구분 (code 2134). Trading venue, as a digit."""
    @property
    def venue_name(self) -> str:
        """거래소구분명 (code 2135). Trading venue, by name."""
    @property
    def is_sor(self) -> bool | None:
        """SOR여부 (code 2136). Whether the order went through smart order routing."""

class ConditionMatch(Record):
    """조건검색 (02). A stock entered or left the result of a condition search that runs in real time."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20), Korean time. Time of the change, to the second."""
    @property
    def symbol(self) -> str:
        """종목코드 (code 9001). Issue code of six characters, not always digits."""
    @property
    def insert_delete(self) -> str:
        """삽입삭제 구분 (code 843). Whether the stock entered or left the result."""
    @property
    def condition_seq(self) -> str:
        """일련번호 (code 841). Serial number of the condition in the user's list."""
    @property
    def side(self) -> str:
        """매도/수 구분 (code 907). Side, as documented for condition searches."""

class Balance(Record):
    """잔고 (04). Your own position in one issue after a fill. Comes for the account of the access token, whatever items are registered."""
    @property
    def holding_quantity(self) -> int | None:
        """보유수량 (code 930), in shares. Quantity held."""
    @property
    def orderable_quantity(self) -> int | None:
        """주문가능수량 (code 933), in shares. Quantity that can be sold now."""
    @property
    def day_net_buy_quantity(self) -> int | None:
        """당일순매수량 (code 945), in shares. Bought minus sold quantity of the day."""
    @property
    def last(self) -> int | None:
        """현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close."""
    @property
    def average_purchase_price(self) -> int | None:
        """매입단가 (code 931), in won. Average purchase price of the position."""
    @property
    def total_purchase_amount(self) -> int | None:
        """총매입가(당일누적) (code 932), in won. Total purchase amount, summed over the day; close to quantity times average price."""
    @property
    def day_sell_pnl(self) -> int | None:
        """당일총매도손익 (code 950), in won. Profit or loss of all sales of the day."""
    @property
    def credit_amount(self) -> int | None:
        """신용금액 (code 957), in won. Money borrowed for the position."""
    @property
    def credit_interest(self) -> int | None:
        """신용이자 (code 958), in won. Interest on the borrowed money."""
    @property
    def day_realized_pnl_cash(self) -> int | None:
        """당일실현손익(유가) (code 990), in won. Realised profit or loss of the day, cash positions."""
    @property
    def day_realized_pnl_credit(self) -> int | None:
        """당일실현손익(신용) (code 992), in won. Realised profit or loss of the day, credit positions."""
    @property
    def collateral_loan_quantity(self) -> int | None:
        """담보대출수량 (code 959), in shares. Quantity pledged for a loan."""
    @property
    def loan_date(self) -> datetime.date | None:
        """대출일 (code 916). Date of the credit loan; zeros if there is none."""
    @property
    def best_ask(self) -> int | None:
        """(최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close."""
    @property
    def best_bid(self) -> int | None:
        """(최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close."""
    @property
    def base_price(self) -> int | None:
        """기준가 (code 307), in won. Reference price of the day, normally the previous close."""
    @property
    def pnl_percent(self) -> Decimal | None:
        """손익률(실현손익) (code 8019), in percent, 2 decimals. Realised profit or loss in percent."""
    @property
    def maturity_date(self) -> datetime.date | None:
        """만기일 (code 918). Due date of the credit loan; zeros if there is none."""
    @property
    def day_realized_pnl_cash_percent(self) -> Decimal | None:
        """당일실현손익율(유가) (code 991), in percent, 2 decimals. Realised profit or loss of the day in percent, cash positions."""
    @property
    def day_realized_pnl_credit_percent(self) -> Decimal | None:
        """당일실현손익율(신용) (code 993), in percent, 2 decimals. Realised profit or loss of the day in percent, credit positions."""
    @property
    def account_no(self) -> str:
        """계좌번호 (code 9201). Account number of ten digits; treat it as a secret."""
    @property
    def symbol(self) -> str:
        """종목코드,업종코드 (code 9001). Issue code of six characters, not always digits."""
    @property
    def credit_type(self) -> str:
        """신용구분 (code 917). Kind of credit position; 00 means none; the other values are not documented."""
    @property
    def instrument_name(self) -> str:
        """종목명 (code 302). Name of the issue in Korean; blanks inside belong to it."""
    @property
    def side(self) -> str:
        """매도/매수구분 (code 946). Side of the last fill; the meaning of the digits is taken from the order message."""
    @property
    def extra_951(self) -> str:
        """Extra Item (code 951). Documented only as an extra item; kept as text."""
    @property
    def extra_924(self) -> str:
        """Extra Item (code 924). Documented only as an extra item; kept as text."""

class Quote(Record):
    """주식기세 (0A). Price without a trade: base quotes, block trades and corrections of the close. Rare."""
    @property
    def cumulative_volume(self) -> int | None:
        """누적거래량 (code 13), in shares. Traded volume of the day so far."""
    @property
    def last(self) -> int | None:
        """현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close."""
    @property
    def change(self) -> int | None:
        """전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic."""
    @property
    def change_percent(self) -> Decimal | None:
        """등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic."""
    @property
    def best_ask(self) -> int | None:
        """(최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close."""
    @property
    def best_bid(self) -> int | None:
        """(최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close."""
    @property
    def cumulative_value(self) -> int | None:
        """누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions."""
    @property
    def volume_vs_previous_day(self) -> int | None:
        """전일거래량대비(계약,주) (code 26), in shares. Volume of the day minus the whole volume of the previous day; the sign is arithmetic."""
    @property
    def value_vs_previous_day(self) -> int | None:
        """거래대금증감 (code 29), in won. Traded value of the day minus that of the previous day; in won, although the cumulative value is in million won."""
    @property
    def trading_cost(self) -> int | None:
        """거래비용 (code 32), in won. Cost of trading one share, as estimated by the broker; the formula is not documented."""
    @property
    def market_cap(self) -> int | None:
        """시가총액(억) (code 311), in hundred million won. Market capitalisation."""
    @property
    def open(self) -> int | None:
        """시가 (code 16), in won. Opening price; the sign on the wire only tells the direction against the previous close."""
    @property
    def high(self) -> int | None:
        """고가 (code 17), in won. Highest price of the day; the sign on the wire only tells the direction against the previous close."""
    @property
    def low(self) -> int | None:
        """저가 (code 18), in won. Lowest price of the day; the sign on the wire only tells the direction against the previous close."""
    @property
    def volume_vs_previous_day_percent(self) -> Decimal | None:
        """전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume."""
    @property
    def turnover_rate(self) -> Decimal | None:
        """거래회전율 (code 31), in percent, 2 decimals. Volume of the day in percent of the listed shares."""
    @property
    def upper_limit_time(self) -> datetime.time | None:
        """상한가발생시간 (code 567), Korean time. Time at which the upper price limit was reached; 000000 means never."""
    @property
    def lower_limit_time(self) -> datetime.time | None:
        """하한가발생시간 (code 568), Korean time. Time at which the lower price limit was reached; 000000 means never."""
    @property
    def change_sign(self) -> str:
        """전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own."""

class Trade(Record):
    """주식체결 (0B). One trade, or several trades of one side that the server added up, with the running figures of the day."""
    @property
    def volume(self) -> int | None:
        """거래량 (code 15), in shares. Traded volume of this message: positive if the buyer hit the ask, negative if the seller hit the bid; the server may add up several trades of one side."""
    @property
    def cumulative_volume(self) -> int | None:
        """누적거래량 (code 13), in shares. Traded volume of the day so far; grows by the magnitude of the volume of every message, so for one venue a jump tells that messages were lost."""
    @property
    def cumulative_value(self) -> int | None:
        """누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20), Korean time. Time of the event, to the second."""
    @property
    def last(self) -> int | None:
        """현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close."""
    @property
    def change(self) -> int | None:
        """전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic."""
    @property
    def change_percent(self) -> Decimal | None:
        """등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic."""
    @property
    def best_ask(self) -> int | None:
        """(최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close."""
    @property
    def best_bid(self) -> int | None:
        """(최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close."""
    @property
    def open(self) -> int | None:
        """시가 (code 16), in won. Opening price; the sign on the wire only tells the direction against the previous close."""
    @property
    def high(self) -> int | None:
        """고가 (code 17), in won. Highest price of the day; the sign on the wire only tells the direction against the previous close."""
    @property
    def low(self) -> int | None:
        """저가 (code 18), in won. Lowest price of the day; the sign on the wire only tells the direction against the previous close."""
    @property
    def trade_strength(self) -> Decimal | None:
        """체결강도 (code 228), in percent, 2 decimals. Bought volume in percent of sold volume over the day; above 100 buyers are the more aggressive side."""
    @property
    def volume_vs_previous_day(self) -> int | None:
        """전일거래량대비(계약,주) (code 26), in shares. Volume of the day minus the whole volume of the previous day; the sign is arithmetic."""
    @property
    def value_vs_previous_day(self) -> int | None:
        """거래대금증감 (code 29), in won. Traded value of the day minus that of the previous day; in won, although the cumulative value is in million won."""
    @property
    def trading_cost(self) -> int | None:
        """거래비용 (code 32), in won. Cost of trading one share, as estimated by the broker; the formula is not documented."""
    @property
    def market_cap(self) -> int | None:
        """시가총액(억) (code 311), in hundred million won. Market capitalisation."""
    @property
    def knock_out_proximity(self) -> Decimal | None:
        """K.O 접근도 (code 691), 6 decimals. How near an equity-linked warrant is to its knock-out barrier; 0 for stocks; the unit is not documented."""
    @property
    def volume_vs_previous_same_time(self) -> int | None:
        """전일 동시간 거래량 비율 (code 851), in basis points. Volume so far against the previous day at the same time, in hundredths of a percent: 10379 is 103.79 percent."""
    @property
    def cumulative_sell_volume(self) -> int | None:
        """매도체결량 (code 1030), in shares. Volume of the day traded by sellers hitting the bid."""
    @property
    def cumulative_buy_volume(self) -> int | None:
        """매수체결량 (code 1031), in shares. Volume of the day traded by buyers hitting the ask."""
    @property
    def trade_value(self) -> int | None:
        """순간거래대금 (code 1313), in thousand won. Traded value of this message, cut to whole thousands; positive for buys, negative for sells."""
    @property
    def sell_volume(self) -> int | None:
        """매도체결량_단건 (code 1315), in shares. Volume of this message if it is a sell, as a negative number; 0 otherwise."""
    @property
    def buy_volume(self) -> int | None:
        """매수체결량_단건 (code 1316), in shares. Volume of this message if it is a buy; 0 otherwise."""
    @property
    def net_buy_volume(self) -> int | None:
        """순매수체결량 (code 1314), in shares. Bought minus sold volume of this message; equal to the signed volume."""
    @property
    def cfd_margin(self) -> int | None:
        """CFD증거금 (code 1497), in won. Initial margin of a contract for difference on one share."""
    @property
    def cfd_maintenance_margin(self) -> int | None:
        """유지증거금 (code 1498), in won. Maintenance margin of a contract for difference on one share."""
    @property
    def cfd_trading_cost(self) -> int | None:
        """CFD거래비용 (code 732), in won. Cost of trading a contract for difference on one share, as estimated by the broker."""
    @property
    def stock_loan_trading_cost(self) -> int | None:
        """대주거래비용 (code 852), in won. Cost of selling one borrowed share short, as estimated by the broker."""
    @property
    def volume_vs_previous_day_percent(self) -> Decimal | None:
        """전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume."""
    @property
    def turnover_rate(self) -> Decimal | None:
        """거래회전율 (code 31), in percent, 2 decimals. Volume of the day in percent of the listed shares."""
    @property
    def upper_limit_time(self) -> datetime.time | None:
        """상한가발생시간 (code 567), Korean time. Time at which the upper price limit was reached; 000000 means never."""
    @property
    def lower_limit_time(self) -> datetime.time | None:
        """하한가발생시간 (code 568), Korean time. Time at which the lower price limit was reached; 000000 means never."""
    @property
    def open_time(self) -> datetime.time | None:
        """시가시간 (code 1890), Korean time. Time of the opening price."""
    @property
    def high_time(self) -> datetime.time | None:
        """고가시간 (code 1891), Korean time. Time of the highest price as the server sends it; often not a plausible time, so do not rely on it."""
    @property
    def low_time(self) -> datetime.time | None:
        """저가시간 (code 1892), Korean time. Time of the lowest price."""
    @property
    def buy_ratio(self) -> Decimal | None:
        """매수비율 (code 1032), in percent, 2 decimals. Bought volume in percent of bought and sold volume; the magnitude is the ratio, the sign only tells above (+) or below (-) 50."""
    @property
    def sell_trade_count(self) -> int | None:
        """매도체결건수 (code 1071), in trades. Number of trades of the day by sellers hitting the bid."""
    @property
    def buy_trade_count(self) -> int | None:
        """매수체결건수 (code 1072), in trades. Number of trades of the day by buyers hitting the ask."""
    @property
    def vwap(self) -> int | None:
        """당일거래평균가 (code 620), in won. Volume-weighted average price of the day, cut to whole won; has no sign."""
    @property
    def change_sign(self) -> str:
        """전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own."""
    @property
    def market_session(self) -> str:
        """장구분 (code 290). Session in which the trade took place."""
    @property
    def venue(self) -> str:
        """거래소구분 (code 9081). Trading venue; comes by name (KRX, NXT) or as a digit."""

class BestQuote(Record):
    """주식우선호가 (0C). Best ask and best bid, without quantities or a time."""
    @property
    def best_ask(self) -> int | None:
        """(최우선)매도호가 (code 27), in won. Best ask price; the sign on the wire only tells the direction against the previous close."""
    @property
    def best_bid(self) -> int | None:
        """(최우선)매수호가 (code 28), in won. Best bid price; the sign on the wire only tells the direction against the previous close."""

class BookLevel(Struct):
    """One price level of both sides, best first."""
    @property
    def ask_price(self) -> int | None:
        """매도호가1 (code 41 for the first), in won. Ask price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty."""
    @property
    def ask_quantity(self) -> int | None:
        """매도호가수량1 (code 61 for the first), in shares. Ask quantity of level 1."""
    @property
    def ask_quantity_change(self) -> int | None:
        """매도호가직전대비1 (code 81 for the first), in shares. Change of the ask quantity of level 1 in one step at the exchange; cannot be summed over messages."""
    @property
    def bid_price(self) -> int | None:
        """매수호가1 (code 51 for the first), in won. Bid price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty."""
    @property
    def bid_quantity(self) -> int | None:
        """매수호가수량1 (code 71 for the first), in shares. Bid quantity of level 1."""
    @property
    def bid_quantity_change(self) -> int | None:
        """매수호가직전대비1 (code 91 for the first), in shares. Change of the bid quantity of level 1 in one step at the exchange; cannot be summed over messages."""

class LpLevel(Struct):
    """Quantities of liquidity providers at one price level, best first."""
    @property
    def ask_quantity(self) -> int | None:
        """LP매도호가수량1 (code 621 for the first), in shares. Ask quantity of liquidity providers at level 1."""
    @property
    def bid_quantity(self) -> int | None:
        """LP매수호가수량1 (code 631 for the first), in shares. Bid quantity of liquidity providers at level 1."""

class VenueLevel(Struct):
    """Quantities at KRX at one price level of a consolidated book, best first."""
    @property
    def ask_quantity(self) -> int | None:
        """KRX 매도호가잔량1 (code 6044 for the first), in shares. Part of the ask quantity of level 1 that stands at KRX; 0 unless the book is consolidated."""
    @property
    def bid_quantity(self) -> int | None:
        """KRX 매수호가잔량1 (code 6054 for the first), in shares. Part of the bid quantity of level 1 that stands at KRX; 0 unless the book is consolidated."""

class OrderBook(Record):
    """주식호가잔량 (0D). Ten levels of the order book with totals, expected match figures, liquidity provider quantities and the split between KRX and NXT. The venue is told by the suffix of the item."""
    @property
    def total_ask_quantity(self) -> int | None:
        """매도호가총잔량 (code 121), in shares. Sum of all ask quantities."""
    @property
    def total_bid_quantity(self) -> int | None:
        """매수호가총잔량 (code 125), in shares. Sum of all bid quantities."""
    @property
    def time(self) -> datetime.time | None:
        """호가시간 (code 21), Korean time. Time of the quote, to the second."""
    @property
    def levels(self) -> tuple[BookLevel, ...]:
        """One price level of both sides, best first."""
    @property
    def total_ask_quantity_change(self) -> int | None:
        """매도호가총잔량직전대비 (code 122), in shares. Change of the total ask quantity in one step at the exchange; cannot be summed over messages."""
    @property
    def total_bid_quantity_change(self) -> int | None:
        """매수호가총잔량직전대비 (code 126), in shares. Change of the total bid quantity in one step at the exchange; cannot be summed over messages."""
    @property
    def expected_volume(self) -> int | None:
        """예상체결수량 (code 24), in shares. Expected match volume; present all day, but means something in call auctions only."""
    @property
    def net_bid_quantity(self) -> int | None:
        """순매수잔량 (code 128), in shares. Total bid quantity minus total ask quantity."""
    @property
    def bid_ratio(self) -> Decimal | None:
        """매수비율 (code 129), in percent, 2 decimals. Total bid quantity in percent of the total ask quantity; eight bytes because a thin ask side makes it very large."""
    @property
    def net_ask_quantity(self) -> int | None:
        """순매도잔량 (code 138), in shares. Total ask quantity minus total bid quantity."""
    @property
    def ask_ratio(self) -> Decimal | None:
        """매도비율 (code 139), in percent, 2 decimals. Total ask quantity in percent of the total bid quantity; eight bytes because a thin bid side makes it very large."""
    @property
    def auction_expected_volume(self) -> int | None:
        """예상체결량 (code 292), in shares. Expected match volume, filled only while a call auction is on."""
    @property
    def cumulative_volume(self) -> int | None:
        """누적거래량 (code 13), in shares. Traded volume of the day so far."""
    @property
    def krx_total_ask_quantity(self) -> int | None:
        """KRX 매도호가총잔량 (code 6064), in shares. Sum of all ask quantities at KRX, in consolidated books."""
    @property
    def krx_total_bid_quantity(self) -> int | None:
        """KRX 매수호가총잔량 (code 6065), in shares. Sum of all bid quantities at KRX, in consolidated books."""
    @property
    def nxt_total_ask_quantity(self) -> int | None:
        """NXT 매도호가총잔량 (code 6086), in shares. Sum of all ask quantities at NXT, in consolidated books."""
    @property
    def nxt_total_bid_quantity(self) -> int | None:
        """NXT 매수호가총잔량 (code 6087), in shares. Sum of all bid quantities at NXT, in consolidated books."""
    @property
    def krx_midpoint_ask_quantity_change(self) -> int | None:
        """KRX 중간가 매도 총잔량 증감 (code 6100), in shares. Change of the midpoint ask quantity at KRX."""
    @property
    def krx_midpoint_ask_quantity(self) -> int | None:
        """KRX 중간가 매도 총잔량 (code 6101), in shares. Total quantity of midpoint sell orders at KRX."""
    @property
    def krx_midpoint_bid_quantity(self) -> int | None:
        """KRX 중간가 매수 총잔량 (code 6103), in shares. Total quantity of midpoint buy orders at KRX."""
    @property
    def krx_midpoint_bid_quantity_change(self) -> int | None:
        """KRX 중간가 매수 총잔량 증감 (code 6104), in shares. Change of the midpoint bid quantity at KRX."""
    @property
    def nxt_midpoint_ask_quantity_change(self) -> int | None:
        """NXT중간가 매도 총잔량 증감 (code 6105), in shares. Change of the midpoint ask quantity at NXT."""
    @property
    def nxt_midpoint_ask_quantity(self) -> int | None:
        """NXT중간가 매도 총잔량 (code 6106), in shares. Total quantity of midpoint sell orders at NXT."""
    @property
    def nxt_midpoint_bid_quantity(self) -> int | None:
        """NXT중간가 매수 총잔량 (code 6108), in shares. Total quantity of midpoint buy orders at NXT."""
    @property
    def nxt_midpoint_bid_quantity_change(self) -> int | None:
        """NXT중간가 매수 총잔량 증감 (code 6109), in shares. Change of the midpoint bid quantity at NXT."""
    @property
    def expected_price(self) -> int | None:
        """예상체결가 (code 23), in won. Expected match price; present all day, but means something in call auctions only."""
    @property
    def expected_change(self) -> int | None:
        """예상체결가전일종가대비 (code 200), in won. Expected match price minus previous close; the sign is arithmetic."""
    @property
    def expected_change_percent(self) -> Decimal | None:
        """예상체결가전일종가대비등락율 (code 201), in percent, 2 decimals. Change of the expected match price against the previous close in percent; the sign is arithmetic."""
    @property
    def auction_expected_price(self) -> int | None:
        """예상체결가 (code 291), in won. Expected match price, filled only while a call auction is on."""
    @property
    def auction_expected_change(self) -> int | None:
        """예상체결가전일대비 (code 294), in won. Expected price minus previous close, filled only while a call auction is on; the sign is arithmetic."""
    @property
    def auction_expected_change_percent(self) -> Decimal | None:
        """예상체결가전일대비등락율 (code 295), in percent, 2 decimals. Change of the expected price in percent, filled only while a call auction is on; the sign is arithmetic."""
    @property
    def lp_levels(self) -> tuple[LpLevel, ...]:
        """Quantities of liquidity providers at one price level, best first."""
    @property
    def expected_volume_vs_previous_day_percent(self) -> Decimal | None:
        """전일거래량대비예상체결율 (code 299), in percent, 2 decimals. Expected match volume against the volume of the previous day in percent; comes with a sign."""
    @property
    def krx_levels(self) -> tuple[VenueLevel, ...]:
        """Quantities at KRX at one price level of a consolidated book, best first."""
    @property
    def nxt_levels(self) -> tuple[VenueLevel, ...]:
        """Quantities at NXT at one price level of a consolidated book, best first."""
    @property
    def krx_midpoint_price(self) -> int | None:
        """KRX 중간가 (code 6102), in won. Midpoint of the best bid and ask at KRX; 0 if there is none."""
    @property
    def nxt_midpoint_price(self) -> int | None:
        """NXT중간가 (code 6107), in won. Midpoint of the best bid and ask at NXT; 0 if there is none."""
    @property
    def krx_midpoint_change(self) -> int | None:
        """KRX중간가대비 (code 6110), in won. Midpoint at KRX minus the reference price of the day; the sign is arithmetic."""
    @property
    def krx_midpoint_change_percent(self) -> Decimal | None:
        """KRX중간가대비등락율 (code 6112), in percent, 2 decimals. Change of the midpoint at KRX against the reference price in percent; the sign is arithmetic."""
    @property
    def nxt_midpoint_change(self) -> int | None:
        """NXT중간가대비 (code 6113), in won. Midpoint at NXT minus the reference price of the day; the sign is arithmetic."""
    @property
    def nxt_midpoint_change_percent(self) -> Decimal | None:
        """NXT중간가대비등락율 (code 6115), in percent, 2 decimals. Change of the midpoint at NXT against the reference price in percent; the sign is arithmetic."""
    @property
    def expected_change_sign(self) -> str:
        """예상체결가전일종가대비기호 (code 238). Direction of the expected match price against the previous close."""
    @property
    def auction_expected_change_sign(self) -> str:
        """예상체결가전일대비기호 (code 293). Direction of the expected price against the previous close, filled only while a call auction is on."""
    @property
    def market_phase(self) -> str:
        """장운영구분 (code 215). Phase of the market; empty in order books."""
    @property
    def investor_ticker(self) -> str:
        """투자자별ticker (code 216). Ticker by kind of investor; empty or absent in every known message."""
    @property
    def krx_midpoint_change_sign(self) -> str:
        """KRX중간가대비 기호 (code 6111). Direction of the midpoint at KRX against the reference price; 0 if there is none."""
    @property
    def nxt_midpoint_change_sign(self) -> str:
        """NXT중간가대비 기호 (code 6114). Direction of the midpoint at NXT against the reference price; 0 if there is none."""

class AfterHoursBook(Record):
    """주식시간외호가 (0E). Totals of the book for trading at the closing price, before the open and after the close."""
    @property
    def total_ask_quantity(self) -> int | None:
        """시간외매도호가총잔량 (code 131), in shares. Total ask quantity in trading at the closing price."""
    @property
    def total_bid_quantity(self) -> int | None:
        """시간외매수호가총잔량 (code 135), in shares. Total bid quantity in trading at the closing price; may stay 0 before the open."""
    @property
    def time(self) -> datetime.time | None:
        """호가시간 (code 21), Korean time. Time of the quote, to the second."""
    @property
    def total_ask_quantity_change(self) -> int | None:
        """시간외매도호가총잔량직전대비 (code 132), in shares. Change of the total ask quantity against the step before."""
    @property
    def total_bid_quantity_change(self) -> int | None:
        """시간외매수호가총잔량직전대비 (code 136), in shares. Change of the total bid quantity against the step before."""

class BrokerRank(Struct):
    """One of the five brokers that sold most, largest first."""
    @property
    def volume(self) -> int | None:
        """매도거래원수량1 (code 161 for the first), in shares. Volume sold through the selling broker of rank 1 over the day."""
    @property
    def volume_change(self) -> int | None:
        """매도거래원별증감1 (code 166 for the first), in shares. Change of the volume sold through the selling broker of rank 1; the sign is arithmetic."""
    @property
    def broker(self) -> str:
        """매도거래원1 (code 141 for the first). Selling broker of rank 1, Korean name; blanks inside belong to it."""
    @property
    def broker_code(self) -> str:
        """매도거래원코드1 (code 146 for the first). Member code of the selling broker of rank 1, three digits."""
    @property
    def color(self) -> str:
        """매도거래원색깔1 (code 271 for the first). Display colour of the selling broker of rank 1: four letters, !!!! for domestic brokers, others seem to mark foreign ones."""

class BrokerActivity(Record):
    """주식당일거래원 (0F). The five brokers that sold most and the five that bought most of an issue today, with estimates of foreign trading."""
    @property
    def foreign_sell_estimate(self) -> int | None:
        """외국계매도추정합 (code 261), in shares. Estimated volume sold by foreign brokers over the day."""
    @property
    def foreign_buy_estimate(self) -> int | None:
        """외국계매수추정합 (code 263), in shares. Estimated volume bought by foreign brokers over the day."""
    @property
    def foreign_net_buy_estimate(self) -> int | None:
        """외국계순매수추정합 (code 267), in shares. Estimated foreign buying minus estimated foreign selling."""
    @property
    def foreign_net_buy_estimate_change(self) -> int | None:
        """외국계순매수변동 (code 268), in shares. Change of the estimated foreign net buying."""
    @property
    def sellers(self) -> tuple[BrokerRank, ...]:
        """One of the five brokers that sold most, largest first."""
    @property
    def buyers(self) -> tuple[BrokerRank, ...]:
        """One of the five brokers that bought most, largest first."""
    @property
    def foreign_sell_estimate_change(self) -> int | None:
        """외국계매도추정합변동 (code 262), in shares. Change of the estimated foreign selling."""
    @property
    def foreign_buy_estimate_change(self) -> int | None:
        """외국계매수추정합변동 (code 264), in shares. Change of the estimated foreign buying."""
    @property
    def venue(self) -> str:
        """거래소구분 (code 337). Trading venue, as a digit; the digits are not documented here and read as in the order message."""

class EtfNav(Record):
    """ETF NAV (0G). Net asset value of an ETF with its price and the gaps between them."""
    @property
    def nav(self) -> Decimal | None:
        """NAV (code 36), in won, 2 decimals. Net asset value of one share; the sign on the wire only tells the direction against the previous close."""
    @property
    def nav_change(self) -> Decimal | None:
        """NAV전일대비 (code 37), in won, 2 decimals. Net asset value minus that of the previous day; the sign is arithmetic."""
    @property
    def nav_change_percent(self) -> Decimal | None:
        """NAV등락율 (code 38), in percent, 2 decimals. Change of the net asset value in percent; the sign is arithmetic."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20), Korean time. Time of the event, to the second."""
    @property
    def last(self) -> int | None:
        """현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close."""
    @property
    def change(self) -> int | None:
        """전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic."""
    @property
    def change_percent(self) -> Decimal | None:
        """등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic."""
    @property
    def nav_etf_disparity_percent(self) -> Decimal | None:
        """NAV/ETF괴리율 (code 266), in percent, 2 decimals. Premium (+) or discount (-) of the ETF price to its net asset value in percent."""
    @property
    def cumulative_volume(self) -> int | None:
        """누적거래량 (code 13), in shares. Traded volume of the day so far."""
    @property
    def tracking_error(self) -> Decimal | None:
        """추적오차율 (code 39), in percent, 2 decimals. Tracking error against the index in percent."""
    @property
    def gearing_ratio(self) -> Decimal | None:
        """ELW기어링비율 (code 667), in percent, 2 decimals. Gearing of a warrant in percent; listed for ETFs but absent in the official example."""
    @property
    def breakeven_percent(self) -> Decimal | None:
        """ELW손익분기율 (code 668), in percent, 2 decimals. Move of the underlying that a warrant needs to break even, in percent; the sign is arithmetic; listed for ETFs but absent in the official example."""
    @property
    def capital_fulcrum_point(self) -> Decimal | None:
        """ELW자본지지점 (code 669), in percent, 2 decimals. Capital fulcrum point of a warrant: the move of the underlying at which both pay the same, in percent; the sign is arithmetic; listed for ETFs but absent in the official example."""
    @property
    def nav_index_disparity_percent(self) -> Decimal | None:
        """NAV/지수괴리율 (code 265), in percent, 2 decimals. Gap between net asset value and index in percent; the sign is arithmetic."""
    @property
    def change_sign(self) -> str:
        """전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own."""

class ExpectedTrade(Record):
    """주식예상체결 (0H). Expected match of a call auction. Comes only during auctions and volatility interruptions."""
    @property
    def volume(self) -> int | None:
        """거래량 (code 15), in shares. Signed volume as documented for trades (+ buy, - sell); its exact meaning in an auction is not documented."""
    @property
    def expected_volume(self) -> int | None:
        """누적거래량 (code 13), in shares. Expected match volume."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20), Korean time. Time of the event, to the second."""
    @property
    def expected_price(self) -> int | None:
        """현재가 (code 10), in won. Expected match price; the sign on the wire only tells the direction against the previous close."""
    @property
    def expected_change(self) -> int | None:
        """전일대비 (code 11), in won. Expected match price minus previous close; the sign is arithmetic."""
    @property
    def expected_change_percent(self) -> Decimal | None:
        """등락율 (code 12), in percent, 2 decimals. Change of the expected match price against the previous close in percent; the sign is arithmetic."""
    @property
    def expected_change_sign(self) -> str:
        """전일대비기호 (code 25). Direction of the expected match price against the previous close."""

class GoldPrice(Record):
    """국제금환산가격 (0I). International gold price as converted by the broker. Item MGD or MGU."""
    @property
    def last(self) -> int | None:
        """현재가 (code 10). Gold price; the sign on the wire only tells the direction against the previous close. The unit depends on the item: whole won a gram for MGD and US cents an ounce for MGU, judged by the size of the numbers."""
    @property
    def change(self) -> int | None:
        """전일대비 (code 11). Gold price minus that of the previous day; the sign is arithmetic; the unit depends on the item, as for the price."""
    @property
    def change_percent(self) -> Decimal | None:
        """등락율 (code 12), in percent, 2 decimals. Change against the previous day in percent; the sign is arithmetic."""
    @property
    def change_sign(self) -> str:
        """전일대비기호 (code 25). Direction against the previous day."""

class SectorIndex(Record):
    """업종지수 (0J). Value of a sector or market index with volume and value traded. The item is a sector code such as 001 for KOSPI."""
    @property
    def volume(self) -> int | None:
        """거래량 (code 15), in thousand shares. Traded volume of this message; in thousand shares, judged by its size; no sign in the official example."""
    @property
    def cumulative_volume(self) -> int | None:
        """누적거래량 (code 13), in thousand shares. Traded volume of the sector so far; in thousand shares, judged by its size, although the official text says shares."""
    @property
    def cumulative_value(self) -> int | None:
        """누적거래대금 (code 14), in million won. Traded value of the sector so far."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20), Korean time. Time of the event, to the second."""
    @property
    def last(self) -> Decimal | None:
        """현재가 (code 10), in points, 2 decimals. Index value; the sign on the wire only tells the direction against the previous close."""
    @property
    def change(self) -> Decimal | None:
        """전일대비 (code 11), in points, 2 decimals. Index value minus previous close; the sign is arithmetic."""
    @property
    def change_percent(self) -> Decimal | None:
        """등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic."""
    @property
    def open(self) -> Decimal | None:
        """시가 (code 16), in points, 2 decimals. Opening index value; the sign on the wire only tells the direction against the previous close."""
    @property
    def high(self) -> Decimal | None:
        """고가 (code 17), in points, 2 decimals. Highest index value of the day; the sign on the wire only tells the direction against the previous close."""
    @property
    def low(self) -> Decimal | None:
        """저가 (code 18), in points, 2 decimals. Lowest index value of the day; the sign on the wire only tells the direction against the previous close."""
    @property
    def volume_vs_previous_day(self) -> int | None:
        """전일거래량대비 (code 26), in thousand shares. Volume of the day minus the whole volume of the previous day; in thousand shares, judged by its size; the sign is arithmetic."""
    @property
    def change_sign(self) -> str:
        """전일대비기호 (code 25). Direction against the previous close."""

class SectorBreadth(Record):
    """업종등락 (0U). How many issues of a sector or market rose and fell, with its index."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20), Korean time. Time of the event, to the second."""
    @property
    def advancing_issues(self) -> int | None:
        """상승종목수 (code 252), in issues. Issues that rose, those at the upper limit included."""
    @property
    def upper_limit_issues(self) -> int | None:
        """상한종목수 (code 251), in issues. Issues at the upper price limit."""
    @property
    def unchanged_issues(self) -> int | None:
        """보합종목수 (code 253), in issues. Issues that did not move."""
    @property
    def declining_issues(self) -> int | None:
        """하락종목수 (code 255), in issues. Issues that fell, those at the lower limit included."""
    @property
    def lower_limit_issues(self) -> int | None:
        """하한종목수 (code 254), in issues. Issues at the lower price limit."""
    @property
    def last(self) -> Decimal | None:
        """현재가 (code 10), in points, 2 decimals. Index value; the sign on the wire only tells the direction against the previous close."""
    @property
    def change(self) -> Decimal | None:
        """전일대비 (code 11), in points, 2 decimals. Index value minus previous close; the sign is arithmetic."""
    @property
    def change_percent(self) -> Decimal | None:
        """등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic."""
    @property
    def cumulative_volume(self) -> int | None:
        """누적거래량 (code 13), in thousand shares. Traded volume of the sector so far; in thousand shares, judged by its size, although the official text says shares."""
    @property
    def cumulative_value(self) -> int | None:
        """누적거래대금 (code 14), in million won. Traded value of the sector so far."""
    @property
    def traded_issues(self) -> int | None:
        """거래형성종목수 (code 256), in issues. Issues that traded today."""
    @property
    def traded_issue_ratio(self) -> Decimal | None:
        """거래형성비율 (code 257), in percent, 2 decimals. Issues that traded today in percent of all issues."""
    @property
    def change_sign(self) -> str:
        """전일대비기호 (code 25). Direction against the previous close."""

class StockInfo(Record):
    """주식종목정보 (0g). Facts of an issue that may change during the day: price limits, auction extensions, labels."""
    @property
    def upper_limit_price(self) -> int | None:
        """상한가 (code 305), in won. Upper price limit of the day; the sign on the wire only tells the direction against the previous close."""
    @property
    def lower_limit_price(self) -> int | None:
        """하한가 (code 306), in won. Lower price limit of the day; the sign on the wire only tells the direction against the previous close."""
    @property
    def base_price(self) -> int | None:
        """기준가 (code 307), in won. Reference price of the day, normally the previous close."""
    @property
    def auction_extension(self) -> str:
        """임의연장 (code 297). Kind of discretionary extension or volatility interruption in force, as Korean text; the values are not documented."""
    @property
    def pre_market_auction_extension(self) -> str:
        """장전임의연장 (code 592). Discretionary extension before the open; blank if there is none."""
    @property
    def post_market_auction_extension(self) -> str:
        """장후임의연장 (code 593). Discretionary extension after the close; blank if there is none."""
    @property
    def early_terminated_elw(self) -> str:
        """조기종료ELW발생 (code 689). Early termination of an equity-linked warrant; empty if there is none; the values are not documented."""
    @property
    def currency(self) -> str:
        """통화단위 (code 594). Currency of the issue; empty in the official example."""
    @property
    def margin_rate_label(self) -> str:
        """증거금율표시 (code 382). Label of the margin rate; empty in the official example."""
    @property
    def instrument_info(self) -> str:
        """종목정보 (code 370). Remarks on the issue; empty in the official example."""

class ElwFairValue(Record):
    """ELW 이론가 (0m). Theoretical price, implied volatility and sensitivities of an equity-linked warrant."""
    @property
    def delta(self) -> Decimal | None:
        """ELW델타 (code 672), 6 decimals. Delta of the warrant."""
    @property
    def gamma(self) -> Decimal | None:
        """ELW감마 (code 673), 6 decimals. Gamma of the warrant."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20), Korean time. Time of the event, to the second."""
    @property
    def last(self) -> int | None:
        """현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close."""
    @property
    def theoretical_price(self) -> Decimal | None:
        """ELW이론가 (code 670), in won, 2 decimals. Theoretical price of the warrant."""
    @property
    def implied_volatility(self) -> Decimal | None:
        """ELW내재변동성 (code 671), in percent, 2 decimals. Implied volatility of the warrant in percent."""
    @property
    def theta(self) -> Decimal | None:
        """ELW쎄타 (code 674), 6 decimals. Theta of the warrant."""
    @property
    def vega(self) -> Decimal | None:
        """ELW베가 (code 675), 6 decimals. Vega of the warrant."""
    @property
    def rho(self) -> Decimal | None:
        """ELW로 (code 676), 6 decimals. Rho of the warrant."""
    @property
    def lp_implied_volatility(self) -> Decimal | None:
        """LP호가내재변동성 (code 706), in percent, 2 decimals. Implied volatility of the liquidity provider's quotes in percent."""

class MarketPhase(Record):
    """장시작시간 (0s). Announcements of the exchanges: before the open, open, close, after hours, and the sessions of NXT. Market-wide."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20), Korean time. Time of the announcement."""
    @property
    def time_to_open(self) -> datetime.time | None:
        """장시작예상잔여시간 (code 214), hours, minutes and seconds left. Time left until the market opens, as hours, minutes and seconds; not a time of day."""
    @property
    def market_phase(self) -> str:
        """장운영구분 (code 215). Phase of the market that begins, ends or is announced."""

class ElwIndicator(Record):
    """ELW 지표 (0u). Parity, gearing and break-even figures of an equity-linked warrant."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20), Korean time. Time of the event, to the second."""
    @property
    def parity(self) -> Decimal | None:
        """ELW패리티 (code 666), in percent, 2 decimals. Parity of the warrant in percent."""
    @property
    def gearing_ratio(self) -> Decimal | None:
        """ELW기어링비율 (code 667), in percent, 2 decimals. Gearing of a warrant in percent."""
    @property
    def breakeven_percent(self) -> Decimal | None:
        """ELW손익분기율 (code 668), in percent, 2 decimals. Move of the underlying that a warrant needs to break even, in percent; the sign is arithmetic."""
    @property
    def capital_fulcrum_point(self) -> Decimal | None:
        """ELW자본지지점 (code 669), in percent, 2 decimals. Capital fulcrum point of a warrant: the move of the underlying at which both pay the same, in percent; the sign is arithmetic."""
    @property
    def premium(self) -> Decimal | None:
        """ELW프리미엄 (code 1211), 6 decimals. Premium of the warrant; the unit is not documented."""

class ProgramTrading(Record):
    """종목프로그램매매 (0w). Program trading in one issue: volume and value sold and bought over the day."""
    @property
    def sell_quantity(self) -> int | None:
        """매도수량 (code 202), in shares. Volume sold by programs over the day."""
    @property
    def buy_quantity(self) -> int | None:
        """매수수량 (code 206), in shares. Volume bought by programs over the day."""
    @property
    def net_buy_quantity(self) -> int | None:
        """순매수수량 (code 210), in shares. Bought minus sold volume of programs over the day."""
    @property
    def net_buy_amount(self) -> int | None:
        """순매수금액 (code 212), in million won. Bought minus sold value of programs over the day."""
    @property
    def net_buy_quantity_change(self) -> int | None:
        """순매수수량증감 (code 211), in shares. Change of the net volume against the message before."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20), Korean time. Time of the event, to the second."""
    @property
    def last(self) -> int | None:
        """현재가 (code 10), in won. Last price; the sign on the wire only tells the direction against the previous close."""
    @property
    def cumulative_volume(self) -> int | None:
        """누적거래량 (code 13), in shares. Traded volume of the day so far."""
    @property
    def sell_amount(self) -> int | None:
        """매도금액 (code 204), in million won. Value sold by programs over the day; in million won, although the official text says won."""
    @property
    def buy_amount(self) -> int | None:
        """매수금액 (code 208), in million won. Value bought by programs over the day."""
    @property
    def net_buy_amount_change(self) -> int | None:
        """순매수금액증감 (code 213), in million won. Change of the net value against the message before."""
    @property
    def change(self) -> int | None:
        """전일대비 (code 11), in won. Last price minus previous close; the sign is arithmetic."""
    @property
    def change_percent(self) -> Decimal | None:
        """등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic."""
    @property
    def time_to_open(self) -> datetime.time | None:
        """장시작예상잔여시간 (code 214), hours, minutes and seconds left. Time left until the market opens, as hours, minutes and seconds; not a time of day; listed here but absent from known messages."""
    @property
    def change_sign(self) -> str:
        """전일대비기호 (code 25). Direction against the previous close; the price limits have values of their own."""
    @property
    def market_phase(self) -> str:
        """장운영구분 (code 215). Phase of the market; listed here but absent from known messages."""
    @property
    def investor_ticker(self) -> str:
        """투자자별ticker (code 216). Ticker by kind of investor; listed here but absent from known messages."""

class VolatilityInterruption(Record):
    """VI발동/해제 (1h). A volatility interruption was triggered or released. Market-wide subscriptions may deliver one event twice, for the bare code and for the consolidated one."""
    @property
    def trigger_price(self) -> int | None:
        """VI발동가격 (code 1221), in won. Price that triggered the interruption."""
    @property
    def trigger_time(self) -> datetime.time | None:
        """매매체결처리시각 (code 1223), Korean time. Time at which the interruption was triggered."""
    @property
    def release_time(self) -> datetime.time | None:
        """VI해제시각 (code 1224), Korean time. Time at which the interruption ends; 000000 while it is on; the release is the same message with this field filled."""
    @property
    def static_disparity_percent(self) -> Decimal | None:
        """괴리율 정적 (code 1238), in percent, 2 decimals. Gap between trigger price and static reference price in percent; the sign is arithmetic."""
    @property
    def dynamic_disparity_percent(self) -> Decimal | None:
        """괴리율 동적 (code 1239), in percent, 2 decimals. Gap between trigger price and dynamic reference price in percent; the sign is arithmetic."""
    @property
    def vi_kind(self) -> str:
        """VI발동구분 (code 9068). Kind of the interruption, as a digit."""
    @property
    def direction(self) -> str:
        """발동방향구분 (code 9069). Direction of the move that triggered the interruption."""
    @property
    def cumulative_volume(self) -> int | None:
        """누적거래량 (code 13), in shares. Traded volume of the day so far."""
    @property
    def cumulative_value(self) -> int | None:
        """누적거래대금 (code 14), in million won. Traded value of the day so far, cut to whole millions."""
    @property
    def static_base_price(self) -> int | None:
        """기준가격 정적 (code 1236), in won. Reference price of the static interruption; 0 if it does not apply."""
    @property
    def dynamic_base_price(self) -> int | None:
        """기준가격 동적 (code 1237), in won. Reference price of the dynamic interruption; 0 if it does not apply."""
    @property
    def trigger_change_percent(self) -> Decimal | None:
        """VI발동가 등락율 (code 1489), in percent, 2 decimals. Trigger price against the previous close in percent; the sign is arithmetic."""
    @property
    def trigger_count(self) -> int | None:
        """VI발동횟수 (code 1490), in times. Number of interruptions of the issue today."""
    @property
    def symbol(self) -> str:
        """종목코드 (code 9001). Issue code of six characters, not always digits."""
    @property
    def instrument_name(self) -> str:
        """종목명 (code 302). Name of the issue in Korean; blanks inside belong to it."""
    @property
    def market_class(self) -> str:
        """KOSPI,KOSDAQ,전체구분 (code 9008). Market of the issue; the values come from the matching query and are not reliable."""
    @property
    def vi_session(self) -> str:
        """장전구분 (code 9075). Session of the interruption."""
    @property
    def vi_kind_text(self) -> str:
        """VI적용구분 (code 1225). Kind of the interruption, as Korean text."""
    @property
    def signed_kind_text(self) -> str:
        """Extra Item (code 1279). Documented only as an extra item; holds a sign and the kind, such as +정적 or -동적."""

class UsOrder(Record):
    """미국주식 실시간 주문 확인 (F4). What happens to your own orders in US stocks before they are filled."""
    @property
    def order_quantity(self) -> int | None:
        """주문수량 (code 900), in shares. Ordered quantity."""
    @property
    def order_price(self) -> Decimal | None:
        """주문가격 (code 901), in the order's currency, 4 decimals. Order price, in the currency of the order."""
    @property
    def time(self) -> datetime.time | None:
        """주문/체결시간 (code 908), Korean time. Time of the order event or the fill; Korean time, judged by the official examples."""
    @property
    def side(self) -> str:
        """매도수구분 (code 907). Side."""
    @property
    def order_status(self) -> str:
        """주문상태 (code 913). State of the order; the wire value is Korean text."""
    @property
    def order_no(self) -> str:
        """주문번호 (code 9203). Order number; leading zeros belong to it."""
    @property
    def stop_price(self) -> Decimal | None:
        """주문STOP가격 (code 50810), in the order's currency, 4 decimals. Stop price of the order, in the currency of the order; 0 if there is none."""
    @property
    def instrument_name(self) -> str:
        """종목명 (code 302). Name of the issue in Korean."""
    @property
    def original_order_no(self) -> str:
        """원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none."""
    @property
    def order_action(self) -> str:
        """주문구분 (code 905). What the order does: new, amend or cancel."""
    @property
    def order_type(self) -> str:
        """매매구분 (code 906). Order type as a code; 00 goes with a limit order; the other values are not documented."""
    @property
    def country_name(self) -> str:
        """국가명 (code 1091). Country of the market, in Korean."""
    @property
    def currency(self) -> str:
        """통화코드 (code 8043). Currency of the order, such as USD."""
    @property
    def exchange_code(self) -> str:
        """거래소코드 (code 8046). Code of the exchange; the values are not documented."""
    @property
    def symbol(self) -> str:
        """종목,업종코드 (code 9001). Ticker symbol, such as NVDA."""
    @property
    def account_no(self) -> str:
        """계좌번호 (code 9201). Account number of ten digits; treat it as a secret."""
    @property
    def side_name(self) -> str:
        """매도수구분명 (code 50072). Side, as Korean text."""
    @property
    def order_type_name(self) -> str:
        """매매구분명 (code 50073). Order type, as Korean text; only the two commonest values are documented."""
    @property
    def reservation_type(self) -> str:
        """예약구분 (code 50841). Kind of reserved order; 0 in the official examples; the values are not documented."""
    @property
    def country_code(self) -> str:
        """(재무)국가코드 사용 (code 55190). Country code as the broker counts them; 001 for the United States."""

class UsExecution(Record):
    """미국주식 실시간 체결 (F5). Fills of your own orders in US stocks, with the position after them."""
    @property
    def unfilled_quantity(self) -> int | None:
        """미체결수량 (code 902), in shares. Quantity that is still open."""
    @property
    def fill_price(self) -> Decimal | None:
        """체결가 (code 910), in the order's currency, 4 decimals. Fill price, in the currency of the order; 0 until the order is filled."""
    @property
    def fill_quantity(self) -> int | None:
        """체결량 (code 911), in shares. Filled quantity; 0 until the order is filled."""
    @property
    def time(self) -> datetime.time | None:
        """주문/체결시간 (code 908), Korean time. Time of the order event or the fill; Korean time, judged by the official examples."""
    @property
    def side(self) -> str:
        """매도수구분 (code 907). Side."""
    @property
    def order_status(self) -> str:
        """주문상태 (code 913). State of the order; the wire value is Korean text."""
    @property
    def order_no(self) -> str:
        """주문번호 (code 9203). Order number; leading zeros belong to it."""
    @property
    def order_quantity(self) -> int | None:
        """주문수량 (code 900), in shares. Ordered quantity."""
    @property
    def order_price(self) -> Decimal | None:
        """주문가격 (code 901), in the order's currency, 4 decimals. Order price, in the currency of the order."""
    @property
    def holding_quantity(self) -> int | None:
        """보유수량 (code 930), in shares. Quantity held."""
    @property
    def average_purchase_price(self) -> Decimal | None:
        """매입단가 (code 931), in the order's currency, 4 decimals. Average purchase price of the position, in the currency of the order."""
    @property
    def day_sell_quantity(self) -> int | None:
        """당일매도수량 사용 (code 934), in shares. Quantity sold today."""
    @property
    def day_buy_quantity(self) -> int | None:
        """당일매수수량 사용 (code 936), in shares. Quantity bought today."""
    @property
    def previous_day_sell_quantity(self) -> int | None:
        """전일매도수량 (code 8004), in shares. Quantity sold on the previous day."""
    @property
    def previous_day_buy_quantity(self) -> int | None:
        """전일매수수량 (code 8005), in shares. Quantity bought on the previous day."""
    @property
    def pnl(self) -> Decimal | None:
        """손익금액 (code 8018), in the order's currency, 4 decimals. Profit or loss, in the currency of the order; the sign is arithmetic."""
    @property
    def tax(self) -> Decimal | None:
        """세금 사용 (code 8075), in the order's currency, 4 decimals. Tax, in the currency of the order."""
    @property
    def commission(self) -> Decimal | None:
        """수수료 사용 (code 13006), in the order's currency, 4 decimals. Commission, in the currency of the order."""
    @property
    def realized_cost_basis(self) -> Decimal | None:
        """실현손익매입금 사용 (code 50724), in the order's currency, 4 decimals. Purchase amount of the realised position, in the currency of the order."""
    @property
    def converted_realized_cost_basis(self) -> Decimal | None:
        """환전실현손익매입금액 사용 (code 50725), in won, 4 decimals. Purchase amount of the realised position after conversion; presumably won."""
    @property
    def stop_price(self) -> Decimal | None:
        """주문STOP가격 (code 50810), in the order's currency, 4 decimals. Stop price of the order, in the currency of the order; 0 if there is none."""
    @property
    def converted_realized_pnl(self) -> Decimal | None:
        """환전실현손익금액 사용 (code 50844), in won, 4 decimals. Realised profit or loss after conversion; presumably won; the sign is arithmetic."""
    @property
    def pnl_percent(self) -> Decimal | None:
        """손익율 (code 8019), in percent, 4 decimals. Profit or loss in percent; the sign is arithmetic."""
    @property
    def instrument_name(self) -> str:
        """종목명 (code 302). Name of the issue in Korean."""
    @property
    def original_order_no(self) -> str:
        """원주문번호 (code 904). Number of the order that this one amends or cancels; zeros only if there is none."""
    @property
    def order_action(self) -> str:
        """주문구분 (code 905). What the order does: new, amend or cancel; the official example carries 25, which is not documented."""
    @property
    def execution_no(self) -> str:
        """체결번호 (code 909). Execution number; zeros until the order is filled."""
    @property
    def country_name(self) -> str:
        """국가명 (code 1091). Country of the market, in Korean."""
    @property
    def currency(self) -> str:
        """통화코드 (code 8043). Currency of the order, such as USD."""
    @property
    def exchange_code(self) -> str:
        """거래소코드 (code 8046). Code of the exchange; the values are not documented."""
    @property
    def symbol(self) -> str:
        """종목코드 (code 9001). Ticker symbol, such as NVDA."""
    @property
    def account_no(self) -> str:
        """계좌번호 (code 9201). Account number of ten digits; treat it as a secret."""
    @property
    def side_name(self) -> str:
        """매도수구분명 (code 50072). Side, as Korean text."""
    @property
    def order_type_name(self) -> str:
        """매매구분명 (code 50073). Order type, as Korean text; only the two commonest values are documented."""
    @property
    def reservation_type(self) -> str:
        """예약구분 (code 50841). Kind of reserved order; 0 in the official examples; the values are not documented."""
    @property
    def country_code(self) -> str:
        """(재무)국가코드 사용 (code 55190). Country code as the broker counts them; 001 for the United States."""

class UsTrade(Record):
    """미국주식 실시간 체결가 (FE). One trade of a US stock with the running figures of the day. The exchange stands beside the values, in the member stexTp."""
    @property
    def last(self) -> Decimal | None:
        """현재가 (code 10), in usd, 4 decimals. Last price; the sign on the wire only tells the direction against the previous close."""
    @property
    def change(self) -> Decimal | None:
        """전일대비 (code 11), in usd, 4 decimals. Last price minus previous close; the sign is arithmetic."""
    @property
    def cumulative_volume(self) -> int | None:
        """누적거래량 (code 13), in shares. Traded volume of the day so far."""
    @property
    def volume(self) -> int | None:
        """체결량 (code 15), in shares. Traded volume: positive if the buyer hit the ask, negative if the seller hit the bid."""
    @property
    def best_ask(self) -> Decimal | None:
        """(최우선)매도호가 (code 27), in usd, 4 decimals. Best ask price; the sign on the wire only tells the direction against the previous close."""
    @property
    def best_bid(self) -> Decimal | None:
        """(최우선)매수호가 (code 28), in usd, 4 decimals. Best bid price; the sign on the wire only tells the direction against the previous close."""
    @property
    def change_percent(self) -> Decimal | None:
        """등락율 (code 12), in percent, 2 decimals. Change against the previous close in percent; the sign is arithmetic."""
    @property
    def time(self) -> datetime.time | None:
        """시간 (code 20), New York time. Time of the trade; equal to the local time in the official example."""
    @property
    def date(self) -> datetime.date | None:
        """체결일자 (code 22), New York time. Date of the trade, on the calendar of the time."""
    @property
    def trade_strength(self) -> Decimal | None:
        """체결강도 (code 228), in percent, 2 decimals. Bought volume in percent of sold volume over the day; above 100 buyers are the more aggressive side."""
    @property
    def cumulative_value(self) -> Decimal | None:
        """누적거래대금 (code 14), in thousand usd, 6 decimals. Traded value of the day so far; in thousand dollars, judged by its size."""
    @property
    def open(self) -> Decimal | None:
        """시가 (code 16), in usd, 4 decimals. Opening price; the sign on the wire only tells the direction against the previous close."""
    @property
    def high(self) -> Decimal | None:
        """고가 (code 17), in usd, 4 decimals. Highest price of the day; the sign on the wire only tells the direction against the previous close."""
    @property
    def low(self) -> Decimal | None:
        """저가 (code 18), in usd, 4 decimals. Lowest price of the day; the sign on the wire only tells the direction against the previous close."""
    @property
    def volume_vs_previous_day_percent(self) -> Decimal | None:
        """전일거래량대비(비율) (code 30), in percent, 2 decimals. Volume of the day in percent of the previous day; the magnitude is the ratio, the sign only tells more or less volume."""
    @property
    def local_time(self) -> datetime.time | None:
        """현지 체결시간 (code 51020), New York time. Time of the trade at the market."""
    @property
    def change_sign(self) -> str:
        """전일대비기호 (code 25). Direction against the previous close."""
    @property
    def market_session(self) -> str:
        """장구분 (code 290). Session of the trade; the values are not documented."""

class UsBookLevel(Struct):
    """One price level of both sides, best first."""
    @property
    def ask_price(self) -> Decimal | None:
        """매도1호가 (code 41 for the first), in usd, 4 decimals. Ask price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty."""
    @property
    def bid_price(self) -> Decimal | None:
        """매수1호가 (code 51 for the first), in usd, 4 decimals. Bid price of level 1; the sign on the wire only tells the direction against the previous close; 0 if the level is empty."""
    @property
    def ask_quantity(self) -> int | None:
        """매도1호가잔량 (code 61 for the first), in shares. Ask quantity of level 1."""
    @property
    def bid_quantity(self) -> int | None:
        """매수1호가잔량 (code 71 for the first), in shares. Bid quantity of level 1."""
    @property
    def ask_quantity_change(self) -> int | None:
        """매도1호가직전대비 (code 81 for the first), in shares. Change of the ask quantity of level 1 in one step at the exchange; cannot be summed over messages."""
    @property
    def bid_quantity_change(self) -> int | None:
        """매수1호가직전대비 (code 91 for the first), in shares. Change of the bid quantity of level 1 in one step at the exchange; cannot be summed over messages."""

class UsOrderBook(Record):
    """미국주식 10호가 (FT). Ten levels of the order book of a US stock with totals. The exchange stands beside the values, in the member stexTp."""
    @property
    def levels(self) -> tuple[UsBookLevel, ...]:
        """One price level of both sides, best first."""
    @property
    def total_ask_quantity(self) -> int | None:
        """매도호가총잔량 (code 121), in shares. Sum of all ask quantities."""
    @property
    def total_bid_quantity(self) -> int | None:
        """매수호가총잔량 (code 125), in shares. Sum of all bid quantities."""
    @property
    def time(self) -> datetime.time | None:
        """시간 (code 21), New York time. Time of the quote; local time at the market, judged by the official examples."""
    @property
    def total_ask_quantity_change(self) -> int | None:
        """매도호가총잔량직전대비 (code 122), in shares. Change of the total ask quantity in one step at the exchange; cannot be summed over messages."""
    @property
    def total_bid_quantity_change(self) -> int | None:
        """매수호가총잔량직전대비 (code 126), in shares. Change of the total bid quantity in one step at the exchange; cannot be summed over messages."""

class UsConditionMatch(Record):
    """미국주식 조건검색 (S2). A US stock entered or left the result of a condition search that runs in real time. The exchange stands beside the values, in the member stexTp."""
    @property
    def time(self) -> datetime.time | None:
        """체결시간 (code 20). Time of the change, to the second; the time zone is not documented."""
    @property
    def insert_delete(self) -> str:
        """삽입삭제 구분 (code 843). Whether the stock entered or left the result."""
    @property
    def symbol(self) -> str:
        """종목코드 (code 9001). Ticker symbol, such as NVDA."""
    @property
    def condition_seq(self) -> str:
        """일련번호 (code 841). Serial number of the condition in the user's list."""
    @property
    def side(self) -> str:
        """매도/수 구분 (code 907). Side, as documented for condition searches; one digit, unlike in US orders."""

class Link(Record):
    """What happens to the connection."""
    @property
    def code(self) -> int:
        """Kiwoom's return code where there is one; 0 for none."""
    @property
    def accepted(self) -> int:
        """Registrations that the server took, with RESTORED."""
    @property
    def rejected(self) -> int:
        """Registrations that it refused."""
    @property
    def event(self) -> int:
        """What happened."""
    @property
    def message_type(self) -> str:
        """The type concerned, where there is one."""
    @property
    def item(self) -> str:
        """The item concerned, where there is one."""
    @property
    def system_code(self) -> str:
        """A SYSTEM message's code, such as R10001."""
    @property
    def text(self) -> str:
        """The server's words, or the reason in ours; cut to fit."""
    @property
    def last_rx_ns(self) -> int:
        """With DOWN: when the last byte came, as rx_mono_ns in the header; 0 when none ever came."""
    @property
    def retry_in_ms(self) -> int:
        """With DOWN: in how many milliseconds the next attempt begins; 0 when there is none."""

class Gap(Record):
    """Records that this strategy lost."""
    @property
    def lost(self) -> int:
        """How many records were lost."""
    @property
    def first(self) -> int:
        """Sequence number of the first of them."""
    @property
    def last(self) -> int:
        """Sequence number of the last of them."""

class Unknown(Record):
    """Codes or a message type that the tables lack."""
    @property
    def message_type(self) -> str:
        """The message's type, as the server wrote it."""
    @property
    def count(self) -> int:
        """Pairs of code and text that came."""
    @property
    def kept(self) -> int:
        """Pairs that are kept here."""
    @property
    def used(self) -> int:
        """Bytes that they take."""
    @property
    def bytes(self) -> bytes:
        """The pairs, one after the other: length of the code (1 byte), length of the text (2 bytes, the low one first), code, text."""

class TradesMissing(Record):
    """Shares that were traded but never told by the server."""
    @property
    def quantity(self) -> int:
        """Shares that are missing."""
    @property
    def previous(self) -> int:
        """The day's volume, as the trade before told it, in shares."""
    @property
    def cumulative(self) -> int:
        """The day's volume, as the trade that follows tells it, in shares."""

class Staleness(Record):
    """An item's messages of one type stay away, or come again."""
    @property
    def quiet_ns(self) -> int:
        """How long the item had been silent, in nanoseconds."""
    @property
    def limit_ns(self) -> int:
        """The silence that is borne, in nanoseconds."""
    @property
    def message_type(self) -> str:
        """The type concerned, such as 0D."""
    @property
    def event(self) -> int:
        """1: it became stale; 2: it comes again."""

CLASSES: dict[str, type[Record]]
