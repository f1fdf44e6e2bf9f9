// A report's text with every claim marked in place, overlapping ones too.
import type { Statement } from "./types";
import { codePoints } from "./words";

export interface Piece {
  start: number;
  end: number;
  text: string;
  claims: number[];
  also: number[];
}

/** The text cut where a claim or a line begins or ends; offsets are code points. */
export function pieces(text: string, claims: Statement[]): Piece[][] {
  const points = codePoints(text);
  const cuts = new Set<number>([0, points.length]);
  const limit = (n: number) => Math.max(0, Math.min(points.length, n));
  for (const s of claims) {
    for (const q of [s.claim.evidence, ...s.claim.also_at]) {
      cuts.add(limit(q.start));
      cuts.add(limit(q.end));
    }
  }
  points.forEach((c, n) => {
    if (c === "\n") {
      cuts.add(n);
      cuts.add(n + 1);
    }
  });
  const edges = [...cuts].sort((a, b) => a - b);
  const lines: Piece[][] = [[]];
  for (let n = 0; n + 1 < edges.length; n++) {
    const [start, end] = [edges[n] as number, edges[n + 1] as number];
    const part = points.slice(start, end).join("");
    if (part === "\n") {
      lines.push([]);
      continue;
    }
    const within = (q: { start: number; end: number }) => q.start <= start && end <= q.end;
    const mine = claims.flatMap((s, k) => (within(s.claim.evidence) ? [k] : []));
    const also = claims.flatMap((s, k) => (!mine.includes(k) && s.claim.also_at.some(within) ? [k] : []));
    lines[lines.length - 1]?.push({ start, end, text: part, claims: mine, also });
  }
  return lines.filter((line) => line.length);
}

/** Marked text. A claim's number stands before its first words as a button; its words can be clicked as well. */
export function Marked({
  text,
  claims,
  chosen,
  span,
  onChoose,
}: {
  text: string;
  claims: Statement[];
  chosen: number | null;
  span?: [number, number] | null;
  onChoose: (n: number, among: number[]) => void;
}) {
  return (
    <div class="text" data-text>
      {pieces(text, claims).map((line, k) => (
        <p key={k} dir="auto">
          {line.map((p) => {
            const starts = p.claims.filter((n) => claims[n]?.claim.evidence.start === p.start);
            const on = chosen !== null && p.claims.includes(chosen);
            const beside = chosen !== null && p.also.includes(chosen);
            const cited = span && p.start < span[1] && span[0] < p.end;
            const depth = Math.min(3, p.claims.length);
            return (
              <>
                {starts.map((n) => (
                  <button key={n} class={`ref${n === chosen ? " on" : ""}`} onClick={() => onChoose(n, [n])} aria-label={`Claim ${n + 1}`} aria-pressed={n === chosen}>
                    {n + 1}
                  </button>
                ))}
                <span
                  data-start={p.start}
                  class={`piece d${depth}${on ? " on" : ""}${beside ? " beside" : ""}${cited ? " cited" : ""}`}
                  onClick={() => p.claims.length && getSelection()?.isCollapsed !== false && onChoose(next(p.claims, chosen), p.claims)}
                >
                  {p.text}
                </span>
              </>
            );
          })}
        </p>
      ))}
    </div>
  );
}

/** Where claims overlap, clicking again goes to the next one. */
function next(claims: number[], chosen: number | null): number {
  const at = chosen === null ? -1 : claims.indexOf(chosen);
  return claims[(at + 1) % claims.length] as number;
}

/** The chosen words of the page as code points of the report. */
export function selected(): { start: number; end: number; text: string } | null {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  const ends = [
    [range.startContainer, range.startOffset],
    [range.endContainer, range.endOffset],
  ] as const;
  const at = ends.map(([node, offset]) => {
    const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]");
    if (!piece) return null;
    const before = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "").slice(0, offset) : "";
    return Number(piece.dataset["start"]) + codePoints(before).length;
  });
  const [start, end] = at;
  if (start == null || end == null || start >= end) return null;
  return { start, end, text: chosen.toString() };
}
