"""What people write in Python: websockets, and a JSON parser.

peer.py json|msgspec URL COUNT [ROOT.pem]

Prints the number of each message and when it was in hand, as pairs of 64-bit
words, when all have come.
"""

import array
import asyncio
import ssl
import sys
import time

import websockets

parser, url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
context = ssl.create_default_context(cafile=sys.argv[4]) if len(sys.argv) > 4 else None

if parser == "json":
    # As Kiwoom's own sample does it.
    import json

    def read(text):
        values = json.loads(text)["data"][0]["values"]
        return values["10"], values["13"]

elif parser == "msgspec":
    # As quick as Python gets: bytes into typed structs, unknown codes skipped.
    import msgspec

    class Values(msgspec.Struct):
        last: str = msgspec.field(name="10")
        cumulative_volume: str = msgspec.field(name="13")

    class Element(msgspec.Struct):
        values: Values

    class Frame(msgspec.Struct):
        data: list[Element]

    decoder = msgspec.json.Decoder(Frame)

    def read(text):
        values = decoder.decode(text).data[0].values
        return values.last, values.cumulative_volume

else:
    sys.exit(f"unknown parser: {parser}")


async def main():
    arrivals = array.array("Q")
    async with websockets.connect(url, ssl=context, compression=None, max_size=None) as socket:
        for request in ('{"trnm":"LOGIN","token":"token"}', '{"trnm":"REG"}'):
            await socket.send(request)
            await socket.recv()
        for _ in range(count):
            text = await socket.recv(decode=parser == "json")
            last, number = read(text)
            assert int(last) != 0
            arrivals.append(int(number))
            arrivals.append(time.monotonic_ns())
    sys.stdout.buffer.write(arrivals.tobytes())


asyncio.run(main())
