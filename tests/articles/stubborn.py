"""Doubles of page parsers, to be run in a killable child: slow, greedy, broken, or well behaved."""

import os
import sys
import time

from articles.parting.page import Refusal


def shout(words, times):
    return words.upper() * times


def which():
    return os.getpid()


def slow_pid(seconds):
    time.sleep(seconds)
    return os.getpid()


def refuse(code, seen):
    raise Refusal(code, seen)


def divide(one, other):
    return one / other


def recurse(depth):
    return recurse(depth + 1)


def loop():
    while True:
        pass


def hog(size):
    return len(bytearray(size))


def crash():
    os.abort()


def chatter():
    print("a library says hello")
    os.write(1, b'{"result": "loud"}\n')
    return "quiet"


def environment(name):
    return os.environ.get(name)


def write(path):
    with open(path, "w") as file:
        file.write("left behind")


def modules():
    return sorted(sys.modules)


def files():
    return [os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd")[:-1]]
