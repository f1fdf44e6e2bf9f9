// Asking the server: one place for the token, for errors as sentences, and for data that follows the record.
import { useEffect, useRef, useState } from "preact/hooks";

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const KEY = "fogline-token";

export const token = {
  get: (): string => sessionStorage.getItem(KEY) ?? "",
  set: (value: string): void => {
    if (value) sessionStorage.setItem(KEY, value);
    else sessionStorage.removeItem(KEY);
    for (const told of changed) told();
  },
};

const changed = new Set<() => void>();

// A link with #token=... lets this tab write; the token leaves the address at once.
const given = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
if (given) {
  token.set(given);
  history.replaceState(null, "", location.pathname + location.search);
}

function headers(more: Record<string, string> = {}): Record<string, string> {
  return token.get() ? { authorization: `Bearer ${token.get()}`, ...more } : more;
}

async function answered(response: Response): Promise<unknown> {
  if (response.ok) return response.status === 204 ? null : response.json();
  let code = "serve.error";
  let message = `The server answered ${response.status}.`;
  try {
    const told = (await response.json()) as { code?: string; message?: string };
    code = told.code ?? code;
    message = told.message ?? message;
  } catch {
    // not one of ours; the status is all there is to say
  }
  throw new ApiError(response.status, code, message);
}

export async function get<T>(address: string, signal?: AbortSignal): Promise<T> {
  try {
    return (await answered(await fetch(`/api/v1/${address}`, { headers: headers(), ...(signal ? { signal } : {}) }))) as T;
  } catch (error) {
    if (error instanceof TypeError) throw new ApiError(0, "serve.away", "The server does not answer. Is fogline serve still running?");
    throw error;
  }
}

export async function post<T>(address: string, body: unknown): Promise<T> {
  const sent = { method: "POST", headers: headers({ "content-type": "application/json" }), body: JSON.stringify(body) };
  return (await answered(await fetch(`/api/v1/${address}`, sent))) as T;
}

export async function upload(address: string, file: File): Promise<unknown> {
  return answered(await fetch(`/api/v1/${address}`, { method: "POST", headers: headers(), body: file }));
}

export interface Loaded<T> {
  data: T | undefined;
  error: ApiError | undefined;
  loading: boolean;
  /** Whether the data answer the address asked for now, not the one before. */
  fresh: boolean;
  again: () => void;
}

/** The answer to an address, asked again when the record changes; the old answer stays until the new one is there. */
export function useData<T>(address: string | null): Loaded<T> {
  const [state, set] = useState<{ at: string | null; data?: T; error?: ApiError; loading: boolean }>({ at: null, loading: true });
  const [round, setRound] = useState(0);
  const live = useRef(0);
  useEffect(() => {
    const told = () => setRound((n) => n + 1);
    changed.add(told);
    return () => void changed.delete(told);
  }, []);
  useEffect(() => {
    if (address === null) {
      set({ at: null, loading: false });
      return;
    }
    const stop = new AbortController();
    const mine = ++live.current;
    set((old) => ({ ...old, loading: true }));
    get<T>(address, stop.signal).then(
      (data) => mine === live.current && set({ at: address, data, loading: false }),
      (error: unknown) => {
        if (stop.signal.aborted || mine !== live.current) return;
        const shown = error instanceof ApiError ? error : new ApiError(0, "serve.error", String(error));
        set({ at: address, error: shown, loading: false });
      },
    );
    return () => stop.abort();
  }, [address, round]);
  return { data: state.data, error: state.error, loading: state.loading, fresh: state.at === address && state.data !== undefined, again: () => setRound((n) => n + 1) };
}

// --- live ---

export interface News {
  event: string;
  [key: string]: unknown;
}

const hearing = new Set<(news: News) => void>();

export function onNews(told: (news: News) => void): () => void {
  hearing.add(told);
  return () => void hearing.delete(told);
}

/** Server-sent events through fetch, because EventSource cannot send a token. */
export async function follow(): Promise<never> {
  let version = "";
  for (;;) {
    try {
      const response = await fetch("/api/v1/events", { headers: headers() });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      while (response.ok && reader) {
        const { value, done } = await reader.read();
        if (done) break;
        const parts = (rest + value).split("\n\n");
        rest = parts.pop() ?? "";
        for (const part of parts) {
          const data = /^data: (.*)$/m.exec(part)?.[1];
          if (!data) continue;
          const news = JSON.parse(data) as News;
          if (news.event === "record") {
            if (version && news["version"] !== version) for (const told of changed) told();
            version = String(news["version"]);
          }
          for (const told of hearing) told(news);
        }
      }
    } catch {
      // the server went away; try again below
    }
    await new Promise((wake) => setTimeout(wake, 2500));
  }
}
