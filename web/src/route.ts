// The address is the state: every view is its path and query.
import { useEffect, useState } from "preact/hooks";

export interface Route {
  path: string[];
  query: URLSearchParams;
}

export function here(): Route {
  const path = location.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  return { path, query: new URLSearchParams(location.search) };
}

const listeners = new Set<() => void>();

export function go(address: string, replace = false): void {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  for (const told of listeners) told();
}

window.addEventListener("popstate", () => {
  for (const told of listeners) told();
});

// Links inside the application change the page without loading it.
document.addEventListener("click", (event) => {
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
  if (link.pathname.startsWith("/api/")) return;
  if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
  event.preventDefault();
  const turned = link.pathname !== location.pathname;
  go(link.pathname + link.search + link.hash);
  if (turned) {
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  }
});

export function useRoute(): Route {
  const [route, set] = useState(here);
  useEffect(() => {
    const told = () => set(here());
    listeners.add(told);
    return () => void listeners.delete(told);
  }, []);
  return route;
}

export type Change = Record<string, string | string[] | null | undefined>;

/** The present address with some of its query changed; null takes a part away. */
export function withQuery(change: Change, query = here().query, path = location.pathname): string {
  const next = new URLSearchParams(query);
  for (const [key, value] of Object.entries(change)) {
    next.delete(key);
    for (const one of Array.isArray(value) ? value : value ? [value] : []) next.append(key, one);
  }
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}

export const setQuery = (change: Change, replace = true): void => go(withQuery(change), replace);

/** Only the parts of the query that every page keeps: the two clocks. */
export function clocks(query: URLSearchParams, more: Change = {}): string {
  const kept = new URLSearchParams();
  for (const key of ["as_of", "known_on"]) {
    const value = query.get(key);
    if (value) kept.set(key, value);
  }
  for (const [key, value] of Object.entries(more)) if (typeof value === "string" && value) kept.set(key, value);
  const text = kept.toString();
  return text ? `?${text}` : "";
}
