#!/usr/bin/env python3
"""Makes `world.txt.gz` of `countries-50m.json` of the npm package world-atlas 2.0.2 (Natural Earth 1:50m).

    python3 make.py countries-50m.json

Lines `b x y …` are borders and coasts, in hundredths of a degree, the first point as it is and the others as
differences; `c` is one that a single country has, a coast. Lines `r` are outlines of land: the lines above by
their numbers, `~` before one that is walked backwards. What is smaller than can be seen on a map of a
region is left out (Visvalingam and Whyatt 1993, triangles of less than LEAST square degrees).
"""
import gzip
import heapq
import json
import sys

LEAST = 0.004


def decoded(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def simplified(points):
    """The points without those whose triangle with their neighbours is small."""
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))

    def area(i):
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    heap = [(area(i), i) for i in range(1, len(points) - 1)]
    heapq.heapify(heap)
    known = {i: a for a, i in heap}
    while heap:
        size, i = heapq.heappop(heap)
        if known.get(i) != size:
            continue
        if size >= LEAST:
            break
        del known[i]
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if j in known:
                known[j] = max(size, area(j))
                heapq.heappush(heap, (known[j], j))
    place, kept = 0, []
    while place < len(points):
        kept.append(points[place])
        place = after[place]
    return kept


def rings(geometry):
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def main():
    topology = json.load(open(sys.argv[1], encoding="utf-8"))
    arcs = [simplified(points) for points in decoded(topology)]
    uses = [0] * len(arcs)
    outlines = [ring for g in topology["objects"]["countries"]["geometries"] for ring in rings(g)]

    def size(ring):
        points = [p for a in ring for p in arcs[a if a >= 0 else ~a]]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return (max(xs) - min(xs)) * (max(ys) - min(ys))

    outlines = [ring for ring in outlines if size(ring) >= 0.02]
    for ring in outlines:
        for a in ring:
            uses[a if a >= 0 else ~a] += 1
    numbers, lines = {}, []
    for arc, points in enumerate(arcs):
        if not uses[arc]:
            continue
        numbers[arc] = len(lines)
        rounded = [(round(x * 100), round(y * 100)) for x, y in points]
        words = [str(v) for v in rounded[0]]
        for (ax, ay), (bx, by) in zip(rounded, rounded[1:]):
            words += [str(bx - ax), str(by - ay)]
        lines.append(("b" if uses[arc] > 1 else "c") + " " + " ".join(words))
    for ring in outlines:
        words = [str(numbers[a]) if a >= 0 else "~" + str(numbers[~a]) for a in ring]
        lines.append("r " + " ".join(words))
    with open("world.txt.gz", "wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as file:
        file.write(("\n".join(lines) + "\n").encode())
    print(len(lines), "lines,", sum(len(a) for i, a in enumerate(arcs) if uses[i]), "points")


main()
