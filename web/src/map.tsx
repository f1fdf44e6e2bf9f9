// The map: land and borders from local files, marks as buttons, precision as area, control as patterned circles.
import "maplibre-gl/dist/maplibre-gl.css";
import { addProtocol, Map as GlMap, Marker, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useRef, useState } from "preact/hooks";
import { get } from "./api";
import { savePng, shape } from "./ui";
import type { Cluster, Incident, PlaceState } from "./types";
import { GRADES, number, precision, ranged, where } from "./words";

setWorkerUrl(workerUrl);

const dark = (): boolean => (document.documentElement.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

const colours = (night: boolean) =>
  night
    ? { sea: "#0f1a22", river: "#2f4656", land: "#22292c", border: "#6f7b80", admin: "#434c50", area: "#e5a679", ink: "#f0ece4" }
    : { sea: "#dfe7ea", river: "#b9cdd6", land: "#f5f2ea", border: "#8b8880", admin: "#cfcabd", area: "#8a3b12", ink: "#222" };

function style(tiles: string | null): StyleSpecification {
  const c = colours(dark());
  const made: StyleSpecification = {
    version: 8,
    sources: {
      land: { type: "geojson", data: "/geo/land.json", attribution: "Natural Earth; places GeoNames (CC BY)" },
      rivers: { type: "geojson", data: "/geo/rivers.json" },
      lakes: { type: "geojson", data: "/geo/lakes.json" },
      borders: { type: "geojson", data: "/geo/borders.json" },
      admin1: { type: "geojson", data: "/geo/admin1.json" },
      areas: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
      control: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": c.sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land } },
      { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": c.sea } },
      { id: "rivers", type: "line", source: "rivers", minzoom: 3, paint: { "line-color": c.river, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.6, 8, 2.2] } },
      { id: "admin1", type: "line", source: "admin1", minzoom: 4, paint: { "line-color": c.admin, "line-width": 1, "line-dasharray": [3, 2] } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": c.border, "line-width": 1.2 } },
      { id: "control", type: "fill", source: "control", paint: { "fill-pattern": ["get", "pattern"], "fill-opacity": 0.85 } },
      { id: "control-edge", type: "line", source: "control", paint: { "line-color": ["get", "colour"], "line-width": 1.5 } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": c.area, "fill-opacity": 0.1 } },
      { id: "areas-edge", type: "line", source: "areas", paint: { "line-color": c.area, "line-width": 1, "line-opacity": 0.65, "line-dasharray": [2, 2] } },
    ],
  };
  if (tiles && !packed(tiles)) {
    made.sources["tiles"] = { type: "raster", tiles: [tiles], tileSize: 256 };
    made.layers.splice(2, 0, { id: "tiles", type: "raster", source: "tiles" });
  }
  return made;
}

const packed = (tiles: string): boolean => tiles.endsWith(".pmtiles");

/** A PMTiles file under everything of ours: pictures as they are, shapes in the colours of the page. */
async function unpack(on: GlMap, tiles: string): Promise<void> {
  const { PMTiles, Protocol, TileType } = await import("pmtiles");
  const url = new URL(tiles, location.href).href;
  const file = new PMTiles(url);
  const head = await file.getHeader();
  const protocol = new Protocol();
  protocol.add(file);
  addProtocol("pmtiles", protocol.tile);
  if (head.tileType !== TileType.Mvt) {
    on.addSource("tiles", { type: "raster", url: `pmtiles://${url}`, tileSize: 256 });
    on.addLayer({ id: "tiles", type: "raster", source: "tiles" }, "lakes");
    return;
  }
  const about = (await file.getMetadata()) as { vector_layers?: { id: string }[] };
  on.addSource("tiles", { type: "vector", url: `pmtiles://${url}` });
  for (const { id } of about.vector_layers ?? []) {
    const wet = /water|river|lake|ocean|sea/.test(id);
    const c = colours(dark());
    if (wet) on.addLayer({ id: `tiles-fill-${id}`, type: "fill", source: "tiles", "source-layer": id, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": c.sea } }, "lakes");
    on.addLayer({ id: `tiles-line-${id}`, type: "line", source: "tiles", "source-layer": id, paint: { "line-color": wet ? c.river : c.admin, "line-width": 0.8 } }, "lakes");
  }
}

/** A circle of some kilometres as a polygon. */
export function circle(lat: number, lon: number, km: number): [number, number][] {
  const out: [number, number][] = [];
  const high = km / 111.2;
  const wide = high / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
  for (let n = 0; n <= 48; n++) {
    const turn = (n / 48) * 2 * Math.PI;
    out.push([lon + wide * Math.cos(turn), lat + high * Math.sin(turn)]);
  }
  return out;
}

// Okabe and Ito's colours, each with a pattern of its own.
export const SIDES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b58900", "#777777"];

function pattern(kind: number, colour: string, second?: string): ImageData {
  const size = 16;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const on = canvas.getContext("2d") as CanvasRenderingContext2D;
  on.globalAlpha = 0.28;
  on.fillStyle = colour;
  if (!second) on.fillRect(0, 0, size, size);
  on.globalAlpha = 0.9;
  on.strokeStyle = colour;
  on.lineWidth = second ? 4 : 1.6;
  const slant = (shift: number) => {
    on.beginPath();
    for (const d of [-size, 0, size]) {
      on.moveTo(d + shift, size);
      on.lineTo(d + shift + size, 0);
    }
    on.stroke();
  };
  if (second) {
    slant(0);
    on.strokeStyle = second;
    slant(8);
  } else if (kind === 0) slant(0);
  else if (kind === 1) {
    for (const [x, y] of [[4, 4], [12, 12]] as const) {
      on.beginPath();
      on.arc(x, y, 2, 0, 7);
      on.fill();
    }
  } else {
    on.beginPath();
    if (kind !== 3) {
      on.moveTo(0, 8);
      on.lineTo(size, 8);
    }
    if (kind !== 2) {
      on.moveTo(8, 0);
      on.lineTo(8, size);
    }
    on.stroke();
  }
  return on.getImageData(0, 0, size, size);
}

/** Half the side of a mark in pixels for a number of dead. */
export const sizeOf = (n: number): number => Math.min(30, 8 + 1.9 * Math.sqrt(n));

function markOf(cluster: Cluster, selected: string | null, onOpen: (i: Incident) => void, onZoom: (c: Cluster) => void): HTMLButtonElement {
  const button = document.createElement("button");
  const i = cluster.incident;
  button.type = "button";
  if (!i) {
    button.className = "mark many";
    button.textContent = number(cluster.n);
    button.setAttribute("aria-label", `${cluster.n} incidents here, sums of ranges ${cluster.low} to ${cluster.high} killed. Zoom in.`);
    const wide = Math.min(56, 26 + 5 * Math.log2(cluster.n));
    button.style.width = button.style.height = `${wide}px`;
    button.onclick = () => onZoom(cluster);
    return button;
  }
  const killed = i.ranges["killed"];
  const inner = sizeOf(killed?.[0] ?? 0);
  const outer = Math.max(inner, sizeOf(killed?.[2] ?? 0));
  const box = outer + 4;
  button.className = `mark ${i.grade}${i.id === selected ? " selected" : ""}${killed && killed[1] === null ? " unbounded" : ""}`;
  button.dataset["id"] = i.id;
  button.title = i.label;
  const told = killed ? `${ranged(killed)} killed` : "no count of the dead";
  button.setAttribute("aria-label", `${i.label}. ${told}. ${GRADES[i.grade]}. Known to ${precision(i.place?.precision ?? "")}.`);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `${-box} ${-box} ${2 * box} ${2 * box}`);
  svg.setAttribute("width", String(2 * box));
  svg.setAttribute("height", String(2 * box));
  for (const [name, size] of outer > inner + 1 ? ([["high", outer], ["low", inner]] as const) : ([["low", inner]] as const)) {
    const path = document.createElementNS(svg.namespaceURI, "path") as SVGPathElement;
    path.setAttribute("d", shape(i.type));
    path.setAttribute("class", name);
    path.setAttribute("transform", `scale(${size / 10})`);
    svg.append(path);
  }
  button.append(svg);
  button.onclick = () => onOpen(i);
  return button;
}

export interface MapProps {
  marks: Cluster[];
  control: PlaceState[] | null;
  according: string | null;
  holders: string[];
  selected: string | null;
  tiles: string | null;
  theme: string;
  onOpen: (i: Incident) => void;
  onMoved: (zoom: number, bbox: string) => void;
}

/** Shows the part of the world that holds all of `spots` (longitude, latitude). */
function fit(on: GlMap, spots: readonly (readonly [number, number])[]) {
  const [lons, lats] = [spots.map((p) => p[0]), spots.map((p) => p[1])];
  on.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], { padding: 60, maxZoom: 8, animate: false });
}

export function MapView(props: MapProps) {
  const box = useRef<HTMLDivElement | null>(null);
  const map = useRef<GlMap | null>(null);
  const placed = useRef<Marker[]>([]);
  const [ready, setReady] = useState(false);
  const [broken, setBroken] = useState("");
  const fitted = useRef(false); // on incidents
  const opened = useRef(false); // on what is held, while no incident is there

  useEffect(() => {
    if (!box.current) return;
    let made: GlMap;
    try {
      made = new GlMap({
        container: box.current,
        style: style(props.tiles),
        center: [20, 20], // the world, until there is something to show
        zoom: 1.4,
        maxZoom: 13,
        dragRotate: false,
        pitchWithRotate: false,
        attributionControl: { compact: true },
        canvasContextAttributes: { preserveDrawingBuffer: true },
        fadeDuration: 0,
      });
    } catch (error) {
      setBroken(error instanceof Error ? error.message : String(error));
      return;
    }
    made.touchZoomRotate.disableRotation();
    made.addControl(new NavigationControl({ showCompass: false }), "top-right");
    made.addControl(new ScaleControl({}), "bottom-left");
    made.getCanvas().setAttribute("aria-label", "Map; the incidents on it are also listed beside it");
    made.on("load", () => setReady(true));
    if (props.tiles && packed(props.tiles)) {
      const tiles = props.tiles;
      made.on("load", () => void unpack(made, tiles).then(() => box.current?.setAttribute("data-tiles", "true"), (error: unknown) => console.warn("basemap", error)));
    }
    map.current = made;
    return () => {
      map.current = null;
      made.remove();
    };
  }, []);

  // colours follow the theme
  useEffect(() => {
    const c = colours(dark());
    const on = map.current;
    if (!on || !ready) return;
    on.setPaintProperty("sea", "background-color", c.sea);
    on.setPaintProperty("land", "fill-color", c.land);
    on.setPaintProperty("lakes", "fill-color", c.sea);
    on.setPaintProperty("rivers", "line-color", c.river);
    on.setPaintProperty("borders", "line-color", c.border);
    on.setPaintProperty("admin1", "line-color", c.admin);
    on.setPaintProperty("areas", "fill-color", c.area);
    on.setPaintProperty("areas-edge", "line-color", c.area);
  }, [ready, props.theme]);

  // names of towns, by zoom
  useEffect(() => {
    const on = map.current;
    if (!on || !ready) return;
    let names: Marker[] = [];
    let stop = new AbortController();
    const draw = () => {
      stop.abort();
      stop = new AbortController();
      const b = on.getBounds();
      const bbox = [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((n) => n.toFixed(3)).join(",");
      props.onMoved(on.getZoom(), bbox);
      const limit = Math.round((box.current?.clientWidth ?? 600) / 32);
      get<{ items: { name: string; lat: number; lon: number }[] }>(`labels?bbox=${bbox}&limit=${limit}`, stop.signal).then(
        ({ items }) => {
          for (const old of names) old.remove();
          names = items.map((t) => {
            const element = document.createElement("span");
            element.className = "town";
            element.textContent = t.name;
            element.setAttribute("aria-hidden", "true");
            return new Marker({ element, anchor: "left" }).setLngLat([t.lon, t.lat]).addTo(on);
          });
        },
        () => undefined,
      );
    };
    on.on("moveend", draw);
    draw();
    return () => {
      stop.abort();
      on.off("moveend", draw);
      for (const old of names) old.remove();
    };
  }, [ready]);

  // incidents
  useEffect(() => {
    const on = map.current;
    if (!on || !ready) return;
    for (const old of placed.current) old.remove();
    const zoom = (c: Cluster) => c.bbox && on.fitBounds(c.bbox, { padding: 60, maxZoom: 10, animate: false });
    const spots = new globalThis.Map<string, number>();
    placed.current = props.marks.flatMap((c) => {
      const p = c.incident?.place;
      const lat = p?.lat ?? c.lat;
      const lon = p?.lon ?? c.lon;
      if (lat == null || lon == null) return [];
      // several incidents at one place stand beside each other, not on top
      const nth = spots.get(`${lat},${lon}`) ?? 0;
      spots.set(`${lat},${lon}`, nth + 1);
      const turn = nth * 2.4;
      const offset: [number, number] = nth ? [Math.cos(turn) * (10 + 9 * Math.sqrt(nth)), Math.sin(turn) * (10 + 9 * Math.sqrt(nth))] : [0, 0];
      return [new Marker({ element: markOf(c, props.selected, props.onOpen, zoom), offset }).setLngLat([lon, lat]).addTo(on)];
    });
    // MapLibre names markers for us otherwise
    for (const m of placed.current) m.getElement().setAttribute("role", "button");
    const wide = props.marks.flatMap(({ incident: i }) => (i?.place?.lat != null && i.place.lon != null && (i.place.km ?? 0) > 1 ? [i] : []));
    (on.getSource("areas") as GeoJSONSource).setData({
      type: "FeatureCollection",
      features: wide.map((i) => ({
        type: "Feature",
        properties: { id: i.id, where: where(i) },
        geometry: { type: "Polygon", coordinates: [circle(i.place!.lat!, i.place!.lon!, i.place!.km!)] },
      })),
    });
    if (!fitted.current && props.marks.length) {
      fitted.current = true;
      const spots = props.marks.map((c) => [c.incident?.place?.lon ?? c.lon ?? 0, c.incident?.place?.lat ?? c.lat ?? 0] as const);
      const middle = (n: 0 | 1) => spots.map((p) => p[n]).sort((a, b) => a - b)[Math.floor(spots.length / 2)] as number;
      const centre = [middle(0), middle(1)] as const;
      // a lone far-off mark must not shrink everything else
      const near = spots.filter((p) => Math.abs(p[0] - centre[0]) < 12 && Math.abs(p[1] - centre[1]) < 9);
      fit(on, near);
    }
  }, [ready, props.marks, props.selected]);

  // who holds what
  useEffect(() => {
    const on = map.current;
    if (!on || !ready) return;
    const features = (props.control ?? []).flatMap((s) => {
      if (!s.spot || s.state === "unknown") return [];
      const told = [...new Set(s.state === "contested" ? [...s.holders, ...s.versions.map(([, holder]) => holder)] : s.holders)];
      const at = [...new Set(told.map((h) => (props.holders.includes(h) ? Math.min(5, props.holders.indexOf(h)) : 5)))];
      const a = at[0] ?? 5;
      const b = s.state === "contested" ? (at[1] ?? 5) : null;
      const name = b === null ? `side-${a}` : `both-${a}-${b}`;
      if (!on.hasImage(name)) on.addImage(name, pattern(a, SIDES[a] as string, b === null ? undefined : (SIDES[b] as string)));
      return [
        {
          type: "Feature" as const,
          properties: { pattern: name, colour: SIDES[a] as string },
          geometry: { type: "Polygon" as const, coordinates: [circle(s.spot.lat, s.spot.lon, Math.max(6, Math.min(s.spot.km * 1.6, 30)))] },
        },
      ];
    });
    (on.getSource("control") as GeoJSONSource).setData({ type: "FeatureCollection", features });
    const held = (props.control ?? []).flatMap((c) => (c.spot ? [c.spot] : []));
    if (!opened.current && !fitted.current && !props.marks.length && held.length) {
      // no incident has a point: what is held tells which part of the world it is about
      opened.current = true;
      fit(on, held.map((p) => [p.lon, p.lat] as const));
    }
  }, [ready, props.control, props.holders]);

  if (broken) return <p class="state">This browser cannot draw the map ({broken}). The list beside it holds the same incidents.</p>;
  return (
    <div class="map-box">
      <div class="map" ref={box} data-ready={ready} />
      <button class="map-png" onClick={() => map.current && savePng(map.current.getCanvas(), "fogline-map")} title="The map as a picture">
        PNG
      </button>
    </div>
  );
}
