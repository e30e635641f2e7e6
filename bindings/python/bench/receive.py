"""What a message costs in Python: this package beside other clients, on one simulator.

    pip install ./bindings/python websockets orjson msgspec kiwoom-restful kiwoom-client
    python bindings/python/bench/receive.py --messages 100000 --rounds 5

Each run is a process of its own, against a simulator in another one that sends as fast
as it is read; the clients take turns. Measured from the first message to the last: the
messages a second, and the client's processor time (all its threads) for each.

Every client does the same with what it gets: it adds up price times volume of all
trades, and price times quantity of all best asks. The sums must be the same for all, or
the bench fails. What isn't installed is left out.
"""

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
from dataclasses import asdict
from importlib import metadata

from clients import CLIENTS, Sums

#: The longest that one run may take, in seconds.
PATIENCE = 300.0


def serve(messages: int) -> None:
    """The exchange: tells its URL, and goes on until its standard input ends."""
    import kiwoom_engine

    with kiwoom_engine.Simulator(seed=5, rate=None, limit=messages) as exchange:
        print(exchange.url, flush=True)
        sys.stdin.read()


def run(name: str, url: str, messages: int) -> None:
    """One client, in this process: tells what it measured."""
    sums = Sums(messages)
    CLIENTS[name][0](url, sums)
    print(json.dumps(asdict(sums)))


def measure(name: str, messages: int) -> tuple[float, float, tuple[int, ...]]:
    """Messages a second, processor time for each in microseconds, and the sums."""
    me = [sys.executable, __file__, "--messages", str(messages)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([*me, "--serve"], **pipes) as exchange:
        try:
            url = exchange.stdout.readline().strip()
            client = subprocess.run(
                [*me, "--client", name, "--url", url],
                stdout=subprocess.PIPE,
                text=True,
                check=True,
                timeout=PATIENCE,
            )
        finally:
            exchange.stdin.close()
    # Some print as they log in.
    told = Sums(**json.loads(client.stdout.splitlines()[-1]))
    count = told.trades + told.books - told.first
    wall, cpu = (end - begin for begin, end in zip(told.began, told.ended, strict=True))
    return count / wall, cpu / count * 1e6, (told.trades, told.turnover, told.books, told.asked)


def table(results: dict[str, list[tuple[float, float, tuple[int, ...]]]]) -> str:
    """Medians, and how many times as much as the first one."""
    lines = [
        "| client | messages a second | to the first | CPU a message, µs | to the first |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    rates = {name: statistics.median(it[0] for it in its) for name, its in results.items()}
    costs = {name: statistics.median(it[1] for it in its) for name, its in results.items()}
    first = next(iter(results))
    for name in results:
        rate, cost = rates[name], costs[name]
        lines.append(
            f"| {CLIENTS[name][2]} | {rate:,.0f} | {rate / rates[first]:.3g} "
            f"| {cost:.2f} | {cost / costs[first]:.3g} |"
        )
    return "\n".join(lines)


def versions() -> str:
    """What was measured."""
    names = ("numpy", "websockets", "orjson", "msgspec", "kiwoom-client", "kiwoom-restful")
    found = []
    for name in names:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return ", ".join([f"Python {sys.version.split()[0]}", *found])


def main(arguments: list[str] | None = None) -> int:
    """Measures all, or what it was told to; how many clients that were."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clients", nargs="*", choices=list(CLIENTS), default=list(CLIENTS))
    # For the processes that it starts.
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--client", help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.serve:
        serve(given.messages)
        return 0
    if given.client:
        run(given.client, given.url, given.messages)
        return 0
    names = [
        name
        for name in given.clients
        if all(importlib.util.find_spec(package) for package in CLIENTS[name][1])
    ]
    results: dict[str, list[tuple[float, float, tuple[int, ...]]]] = {it: [] for it in names}
    for round_ in range(given.rounds):
        # Whoever was first is last the next time.
        for name in names[round_ % len(names) :] + names[: round_ % len(names)]:
            results[name].append(measure(name, given.messages))
            print(f"round {round_ + 1}: {name}", file=sys.stderr)
    sums = {name: {it[2] for it in its} for name, its in results.items()}
    if len(set().union(*sums.values())) != 1:
        raise SystemExit(f"they don't add up to the same: {sums}")
    print(f"{versions()}; {given.rounds} rounds of {given.messages:,} messages\n")
    print(table(results))
    return len(names)


if __name__ == "__main__":
    main()
