"""The clients that receive.py sets beside each other. Each logs in, registers trades
and books of the items, and adds up what it gets until that is enough."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: Of the simulator's market.
ITEMS = ["005930", "000660", "035420", "005380", "051910"]
LOGIN = {"trnm": "LOGIN", "token": "any"}
REG = {
    "trnm": "REG",
    "grp_no": "1",
    "refresh": "1",
    "data": [{"item": ITEMS, "type": ["0B", "0D"]}],
}


@dataclass
class Sums:
    """What a client adds up, and when it had the first messages and the last."""

    wanted: int
    trades: int = 0
    #: Price times volume of all trades.
    turnover: int = 0
    books: int = 0
    #: Price times quantity of all best asks.
    asked: int = 0
    #: What came first isn't counted as received in the time that follows.
    first: int = 0
    began: tuple[float, float] = (0.0, 0.0)
    ended: tuple[float, float] = (0.0, 0.0)

    def is_all(self) -> bool:
        """Looked at after each message, or batch."""
        count = self.trades + self.books
        if self.first == 0 and count > 0:
            self.first = count
            self.began = (time.perf_counter(), time.process_time())
        if count < self.wanted:
            return False
        self.ended = (time.perf_counter(), time.process_time())
        return True

    def add_trade(self, values: dict[str, str]) -> None:
        """Of a trade (0B) as it is on the wire."""
        self.trades += 1
        # The price's sign is a direction; that of the volume says who hit whom.
        self.turnover += abs(int(values["10"]) * int(values["15"]))

    def add_book(self, values: dict[str, str]) -> None:
        """Of a book (0D)."""
        self.books += 1
        self.asked += abs(int(values["41"])) * int(values["61"])

    def add(self, type: str, values: dict[str, str]) -> None:
        """Of either."""
        if type == "0B":
            self.add_trade(values)
        elif type == "0D":
            self.add_book(values)


def _engine(url: str, waits: dict[str, Any]) -> Any:
    import kiwoom_engine as ke

    wishes = {"trade": ITEMS, "order_book": ITEMS}
    # A ring that holds some milliseconds; who is behind is waited for, as TCP does.
    strategy = ke.Strategy(
        wishes, capacity=4 << 20, overflow=("block", 60.0), wait=waits["wait"]
    )
    return ke.Engine(url, token="any", strategies={"bench": strategy}, io=waits["io"])


#: How the engine waits unless told otherwise, and without looking on at all.
_PLAIN = {"io": "hybrid", "wait": "adaptive"}
_PARKED = {"io": "block", "wait": "park"}


def _add_batch(sums: Sums, batch: Any) -> bool:
    import numpy as np

    import kiwoom_engine as ke

    trades, books = batch.get("trade"), batch.get("order_book")
    if trades is not None:
        last, volume = ke.values(trades["last"]), ke.values(trades["volume"])
        sums.trades += len(trades)
        sums.turnover += int(np.abs(last * volume).sum())
    if books is not None:
        best = books["levels"][:, 0]
        sums.books += len(books)
        sums.asked += int((ke.values(best["ask_price"]) * ke.values(best["ask_quantity"])).sum())
    return sums.is_all()


def batches(url: str, sums: Sums, waits: dict[str, Any] = _PLAIN) -> None:
    with _engine(url, waits) as engine:
        for batch in engine.feed("bench").batches():
            if _add_batch(sums, batch):
                return


def batches_parked(url: str, sums: Sums) -> None:
    batches(url, sums, _PARKED)


def batches_async(url: str, sums: Sums) -> None:
    async def run() -> None:
        with _engine(url, _PLAIN) as engine:
            async for batch in engine.feed("bench").batches():
                if _add_batch(sums, batch):
                    return

    asyncio.run(run())


def objects(url: str, sums: Sums) -> None:
    import kiwoom_engine as ke

    trade, book = ke.CLASSES["trade"], ke.CLASSES["order_book"]
    with _engine(url, _PLAIN) as engine:
        for record in engine.feed("bench").records():
            if isinstance(record, trade):
                sums.trades += 1
                sums.turnover += abs(record.last * record.volume)
            elif isinstance(record, book):
                best = record.levels[0]
                sums.books += 1
                sums.asked += best.ask_price * best.ask_quantity
            else:
                continue
            if sums.is_all():
                return


def _websockets(url: str, sums: Sums, read: Callable[[str | bytes], bool]) -> None:
    """`read` adds a frame up, and says whether there was market data in it."""
    import websockets

    async def run() -> None:
        async with websockets.connect(url, max_size=None) as socket:
            await socket.send(json.dumps(LOGIN))
            await socket.recv()
            await socket.send(json.dumps(REG))
            async for frame in socket:
                if read(frame):
                    if sums.is_all():
                        return
                elif json.loads(frame)["trnm"] == "PING":
                    await socket.send(frame)

    asyncio.run(run())


def _loads(url: str, sums: Sums, loads: Callable[[str | bytes], Any]) -> None:
    def read(frame: str | bytes) -> bool:
        message = loads(frame)
        if message["trnm"] != "REAL":
            return False
        for element in message["data"]:
            sums.add(element["type"], element["values"])
        return True

    _websockets(url, sums, read)


def plain_json(url: str, sums: Sums) -> None:
    _loads(url, sums, json.loads)


def orjson(url: str, sums: Sums) -> None:
    import orjson

    _loads(url, sums, orjson.loads)


def msgspec(url: str, sums: Sums) -> None:
    import msgspec

    class Trade(msgspec.Struct):
        last: str = msgspec.field(name="10")
        volume: str = msgspec.field(name="15")

    class Book(msgspec.Struct):
        ask: str = msgspec.field(name="41")
        quantity: str = msgspec.field(name="61")

    class Element(msgspec.Struct):
        type: str
        values: msgspec.Raw

    class Real(msgspec.Struct):
        trnm: str
        data: list[Element]

    real = msgspec.json.Decoder(Real)
    trade, book = msgspec.json.Decoder(Trade), msgspec.json.Decoder(Book)

    def read(frame: str | bytes) -> bool:
        try:
            message = real.decode(frame)
        except msgspec.ValidationError:
            return False
        for element in message.data:
            if element.type == "0B":
                it = trade.decode(element.values)
                sums.trades += 1
                sums.turnover += abs(int(it.last) * int(it.volume))
            elif element.type == "0D":
                at = book.decode(element.values)
                sums.books += 1
                sums.asked += abs(int(at.ask)) * int(at.quantity)
        return True

    _websockets(url, sums, read)


def kiwoom_client(url: str, sums: Sums) -> None:
    """As it is: it takes a URL."""
    from kiwoom_client.websocket import KiwoomWebSocket

    async def run() -> None:
        done = asyncio.Event()
        socket = KiwoomWebSocket("any", ws_url=url)

        def each(add: Callable[[dict[str, str]], None]) -> Callable[[dict[str, Any]], None]:
            def call(element: dict[str, Any]) -> None:
                if not done.is_set():
                    add(element["values"])
                    if sums.is_all():
                        done.set()

            return call

        socket.on("0B", each(sums.add_trade))
        socket.on("0D", each(sums.add_book))
        await socket.connect()
        await socket.subscribe(["0B", "0D"], ITEMS)
        listening = asyncio.create_task(socket.listen())
        await done.wait()
        listening.cancel()

    asyncio.run(run())


def kiwoom_restful(url: str, sums: Sums) -> None:
    """Its socket and its dispatcher, connected to the URL: it takes none, and asks for
    a token by HTTP first. Callbacks are coroutines, as it recommends; values are decoded
    as it recommends."""
    import aiohttp
    import orjson
    from kiwoom import config
    from kiwoom.api import API
    from kiwoom.http.socket import Socket

    async def run() -> None:
        done = asyncio.Event()
        api = API(config.REAL, "key", "secret")
        api.socket = Socket(url=url, queue=api.queue)

        def each(add: Callable[[dict[str, str]], None]) -> Callable[[Any], Any]:
            async def call(data: Any) -> None:
                if not done.is_set():
                    add(orjson.loads(data.values))
                    if sums.is_all():
                        done.set()

            return call

        api.add_callback_on_real_data("0B", each(sums.add_trade))
        api.add_callback_on_real_data("0D", each(sums.add_book))
        logged_in = asyncio.Event()

        async def on_login(message: dict[str, Any]) -> None:
            logged_in.set()

        api.add_callback_on_real_data("LOGIN", on_login)
        async with aiohttp.ClientSession() as session:
            await api.socket.connect(session, "any")
            # What its connect() does after that.
            api._stop_event.clear()
            receiving = asyncio.create_task(api._on_receive_websocket())
            await logged_in.wait()
            await api.socket.send(REG)
            await done.wait()
            receiving.cancel()
            await api.socket.close()

    asyncio.run(run())


#: By name: what runs it, the packages that it needs, and what it is.
CLIENTS: dict[str, tuple[Callable[[str, Sums], None], tuple[str, ...], str]] = {
    "batches": (batches, (), "this package, batches as NumPy arrays"),
    "batches, parked": (batches_parked, (), "the same, threads that sleep at once"),
    "batches, async": (batches_async, (), "the same with `async for`"),
    "objects": (objects, (), "this package, records as objects"),
    "msgspec": (msgspec, ("websockets", "msgspec"), "websockets and msgspec, wanted fields only"),
    "orjson": (orjson, ("websockets", "orjson"), "websockets and orjson"),
    "json": (plain_json, ("websockets",), "websockets and json"),
    "kiwoom-client": (kiwoom_client, ("kiwoom_client",), "kiwoom-client"),
    "kiwoom-restful": (kiwoom_restful, ("kiwoom", "aiohttp"), "kiwoom-restful"),
}
