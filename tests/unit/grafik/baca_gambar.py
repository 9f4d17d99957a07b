"""Reads a picture back: where its words stand, what is in its frame."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from pemakaman.grafik.huruf import text_width

PLACES = {"x", "y", "x1", "y1", "x2", "y2", "width", "height", "points", "d", "cx", "cy", "transform", "viewBox"}
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Kata:
    """Words with the box they need."""

    teks: str
    x0: float
    y0: float
    x1: float
    y1: float

    def touches(self, other: "Kata") -> bool:
        """Do they stand on each other?"""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


def parse(svg: str) -> ElementTree.Element:
    """The tree of a picture; an error when it is no XML."""
    return ElementTree.fromstring(svg)


def frame(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height."""
    _, _, wide, high = root.attrib["viewBox"].split()
    return float(wide), float(high)


def words(root: ElementTree.Element) -> list[Kata]:
    """All words drawn, at their places on the sheet."""
    size = float(root.attrib["font-size"])
    found: list[Kata] = []
    _collect(root, 0, 0, size, found)
    return found


def _collect(node: ElementTree.Element, dx: float, dy: float, size: float, found: list[Kata]) -> None:
    move = re.match(r"translate\(([-0-9.]+) ([-0-9.]+)\)", node.attrib.get("transform", ""))
    if move:
        dx, dy = dx + float(move[1]), dy + float(move[2])
    if node.tag == f"{SVG}text" and node.text:
        own = float(node.attrib.get("font-size", size))
        wide = text_width(node.text, own, tebal="font-weight" in node.attrib)
        x, y = float(node.attrib["x"]) + dx, float(node.attrib["y"]) + dy
        start = {"end": x - wide, "middle": x - wide / 2}.get(node.attrib.get("text-anchor", ""), x)
        found.append(Kata(node.text, start, y - own * 0.72, start + wide, y + own * 0.05))
    for child in node:
        _collect(child, dx, dy, size, found)


def problems(svg: str) -> list[str]:
    """What a reader would stumble over: words off the sheet or on each other, figures that are none, ids used twice."""
    root = parse(svg)
    wide, high = frame(root)
    texts = words(root)
    bad = [f"di luar: {one.teks}" for one in texts if one.x0 < -1 or one.x1 > wide + 1 or one.y0 < -1 or one.y1 > high]
    bad += [
        f"bertumpuk: {one.teks} / {two.teks}"
        for number, one in enumerate(texts)
        for two in texts[number + 1 :]
        if one.touches(two)
    ]
    places = [value for node in root.iter() for name, value in node.attrib.items() if name in PLACES]
    bad += [f"angka rusak: {value}" for value in places if re.search(r"nan|inf|\de[+-]", value)]
    ids = [node.attrib["id"] for node in root.iter() if "id" in node.attrib]
    bad += [f"id ganda: {one}" for one in ids if ids.count(one) > 1]
    bad += _outside(root, wide, high)
    return bad


def _outside(root: ElementTree.Element, wide: float, high: float) -> list[str]:
    """Bars off the sheet; those in moved groups are checked by their words."""
    bars = [node for node in root if node.tag == f"{SVG}rect"]
    out = []
    for node in bars:
        x, y, w, h = (float(node.attrib[name]) for name in ("x", "y", "width", "height"))
        if x < -1 or y < -1 or x + w > wide + 1 or y + h > high + 1:
            out.append(f"batang di luar: {x} {y} {w} {h}")
    return out
