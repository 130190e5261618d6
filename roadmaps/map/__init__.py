"""The geometry of the roadmap’s map: its boxes and arrows, and where they go."""

from roadmaps.map.graph import Link, MapColumn, MapGraph, MapNode, NodeId, map_graph
from roadmaps.map.layout import MapLayout, Measures, Point, lay_out

__all__ = [
    "Link", "MapColumn", "MapGraph", "MapLayout", "MapNode", "Measures", "NodeId", "Point", "lay_out", "map_graph",
]  # fmt: skip
