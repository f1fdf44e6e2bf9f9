// The small parts every page is made of.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { ApiError, Loaded } from "./api";
import { clocks, setQuery, useRoute, withQuery } from "./route";
import type { Incident, Meta } from "./types";
import { GRADES, plain, ranged } from "./words";

export function Name({ children }: { children: ComponentChildren }) {
  // names come in any script; each keeps its own direction
  return <bdi>{children}</bdi>;
}

export function Head({ title, children }: { title: string; children?: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · Fogline`;
  }, [title]);
  return (
    <header class="head">
      <h1>{title}</h1>
      {children}
    </header>
  );
}

export function Wait({ what = "the record" }: { what?: string }) {
  return (
    <p class="state" role="status">
      Asking {what}…
    </p>
  );
}

export function Fault({ error, again }: { error: ApiError; again?: (() => void) | undefined }) {
  return (
    <div class="state fault" role="alert">
      <p>{error.message}</p>
      <p class="quiet">{error.code}</p>
      {again && <button onClick={again}>Try again</button>}
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="state">{children}</p>;
}

/** Loading, error and content of one answer; while a new answer is on its way the old one stays, marked. */
export function Shown<T>({ of, what, children }: { of: Loaded<T>; what?: string; children: (data: T) => ComponentChildren }) {
  if (of.error) return <Fault error={of.error} again={of.again} />;
  if (of.data === undefined) return <Wait what={what ?? "the record"} />;
  return <div class={of.loading ? "stale" : undefined}>{children(of.data)}</div>;
}

export function Downloads({ links }: { links: [string, string][] }) {
  return (
    <p class="downloads">
      <span class="quiet">Download</span>
      {links.map(([name, address]) => (
        <a key={name} href={`/api/v1/${address}`} download>
          {name}
        </a>
      ))}
    </p>
  );
}

export function More({ next, total, shown }: { next: number | null; total: number | null; shown: number }) {
  const { query } = useRoute();
  const at = Number(query.get("cursor") ?? 0);
  if (!at && next === null) return null;
  return (
    <nav class="more" aria-label="Pages of the list">
      {at > 0 && <a href={withQuery({ cursor: null }, query)}>First</a>}
      <span class="quiet">
        {at + 1} to {at + shown}
        {total !== null && ` of ${total}`}
      </span>
      {next !== null && <a href={withQuery({ cursor: String(next) }, query)}>Next</a>}
    </nav>
  );
}

export function Grade({ of }: { of: string }) {
  return <span class={`grade ${of}`}>{GRADES[of] ?? of}</span>;
}

export function Marks({ of }: { of: string[] }) {
  return (
    <>
      {of.map((m) => (
        <span key={m} class={`tag ${m}`}>
          {m}
        </span>
      ))}
    </>
  );
}

export function IncidentLine({ of, selected }: { of: Incident; selected?: boolean }) {
  const { query } = useRoute();
  const killed = ranged(of.ranges["killed"]);
  const wounded = ranged(of.ranges["wounded"]);
  return (
    <a class={`line${selected ? " selected" : ""}`} href={`/incident/${of.id}${clocks(query)}`} data-id={of.id}>
      <Glyph type={of.type} />
      <span class="what">
        <Name>{of.label}</Name>
        <span class="quiet">
          {killed ? `${killed} killed` : "no count of the dead"}
          {wounded && `, ${wounded} wounded`} · {of.origins.length || "no"} independent {of.origins.length === 1 ? "origin" : "origins"}
        </span>
      </span>
      <Grade of={of.grade} />
    </a>
  );
}

// --- shapes: the type is told by form, never by colour alone ---

const SHAPES: Record<string, string> = {
  air_strike: "M0-9 8 7H-8Z",
  shelling: "M0-9 9 0 0 9-9 0Z",
  bombing: "M0-10 2.4-3.4 9.5-3.1 3.9 1.3 5.9 8.1 0 4.2-5.9 8.1-3.9 1.3-9.5-3.1-2.4-3.4Z",
  chemical_attack: "M-4.5-8h9L9 0 4.5 8h-9L-9 0Z",
  clash: "M-8-5-5-8 0-3 5-8 8-5 3 0 8 5 5 8 0 3-5 8-8 5-3 0Z",
  attack: "M0-8.5A8.5 8.5 0 1 1 0 8.5 8.5 8.5 0 1 1 0-8.5Z",
  toll: "M-7.5-7.5h15v15h-15Z",
};
export const shape = (type: string): string => SHAPES[type] ?? "M-8-4h16v8h-16Z";

export function Glyph({ type, size = 18 }: { type: string; size?: number }) {
  return (
    <svg class="glyph" width={size} height={size} viewBox="-11 -11 22 22" aria-hidden="true">
      <path d={shape(type)} />
    </svg>
  );
}

export function Legend({ types }: { types: string[] }) {
  return (
    <ul class="legend" aria-label="Shapes on the map">
      {types.map((t) => (
        <li key={t}>
          <Glyph type={t} size={14} /> {plain(t)}
        </li>
      ))}
    </ul>
  );
}

// --- the two clocks ---

export function Clocks({ meta, stretch = true }: { meta: Meta; stretch?: boolean }) {
  const { query } = useRoute();
  const field = (key: string, label: string, bounds: [string, string] | null) => (
    <label>
      <span>{label}</span>
      <input
        type="date"
        value={query.get(key) ?? ""}
        min={bounds?.[0]}
        onChange={(e) => setQuery({ [key]: e.currentTarget.value || null, cursor: null })}
      />
    </label>
  );
  const set = ["since", "until", "known_on", "as_of"].some((k) => query.get(k));
  return (
    <fieldset class="clocks">
      <legend>The two clocks</legend>
      {stretch ? (
        <>
          {field("since", "Happened from", meta.happened)}
          {field("until", "to", meta.happened)}
        </>
      ) : (
        field("as_of", "Happened by", meta.happened)
      )}
      {field("known_on", "As known on", meta.said)}
      {set && (
        <button type="button" onClick={() => setQuery({ since: null, until: null, known_on: null, as_of: null, cursor: null })}>
          Whole record
        </button>
      )}
    </fieldset>
  );
}

export function Pick({
  label,
  value,
  options,
  onPick,
  any,
}: {
  label: string;
  value: string;
  options: readonly (string | [string, string])[];
  onPick: (value: string) => void;
  any?: string;
}) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(e) => onPick(e.currentTarget.value)}>
        {any !== undefined && <option value="">{any}</option>}
        {options.map((o) => {
          const [key, text] = typeof o === "string" ? [o, plain(o)] : o;
          return (
            <option key={key} value={key} selected={key === value}>
              {text}
            </option>
          );
        })}
      </select>
    </label>
  );
}

export function Type({ name, label, placeholder }: { name: string; label: string; placeholder?: string }) {
  const { query } = useRoute();
  const enter = (e: { currentTarget: HTMLInputElement }) => setQuery({ [name]: e.currentTarget.value.trim() || null, cursor: null });
  return (
    <label>
      <span>{label}</span>
      <input type="search" value={query.get(name) ?? ""} placeholder={placeholder ?? ""} onChange={enter} />
    </label>
  );
}

/** A drawing as a PNG file. */
export function savePng(canvas: HTMLCanvasElement, name: string): void {
  canvas.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${name}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}

/** An SVG with the styles it is shown with, drawn on a canvas twice its size. */
export function svgToPng(svg: SVGSVGElement, name: string): void {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((node, n) => {
    const style = getComputedStyle(node);
    for (const key of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font", "opacity", "text-anchor"]) {
      to[n]?.setAttribute(key === "font" ? "font-family" : key, key === "font" ? "sans-serif" : style.getPropertyValue(key));
    }
  });
  const box = svg.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = box.width * 2;
    canvas.height = box.height * 2;
    const on = canvas.getContext("2d");
    if (!on) return;
    on.fillStyle = getComputedStyle(document.body).backgroundColor;
    on.fillRect(0, 0, canvas.width, canvas.height);
    on.drawImage(image, 0, 0, canvas.width, canvas.height);
    savePng(canvas, name);
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
}
