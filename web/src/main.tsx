import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { follow, onNews, token, useData, type News } from "./api";
import { ControlPage } from "./pages/control";
import { IncidentPage } from "./pages/incident";
import { LedgerPage } from "./pages/ledger";
import { NowPage } from "./pages/now";
import { ReaderPage, ReportsPage } from "./pages/reader";
import { ReviewPage } from "./pages/review";
import { SearchPage } from "./pages/search";
import { SituationPage } from "./pages/situation";
import { SourcesPage } from "./pages/sources";
import { clocks, useRoute } from "./route";
import "./style.css";
import type { Meta } from "./types";
import { Empty, Fault, Wait } from "./ui";
import { number } from "./words";

const PAGES: [string, string][] = [
  ["", "Now"],
  ["ledger", "Ledger"],
  ["control", "Control"],
  ["sources", "Sources"],
  ["search", "Search"],
  ["reports", "Reports"],
  ["review", "Review"],
  ["situation", "Situation report"],
];

const THEMES = ["auto", "light", "dark"] as const;

function useTheme(): [string, () => void] {
  const [theme, set] = useState(localStorage.getItem("fogline-theme") ?? "auto");
  useEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    localStorage.setItem("fogline-theme", theme);
  }, [theme]);
  return [theme, () => set(THEMES[(THEMES.indexOf(theme as "auto") + 1) % 3] as string)];
}

function Live() {
  const [news, set] = useState<News | null>(null);
  useEffect(() => onNews((n) => n.event !== "record" && set(n)), []);
  if (!news) return null;
  const text: Record<string, string> = {
    report: `Taking in: ${String(news["title"] || news["outlet"] || "a report")} (${String(news["claims"])} claims)`,
    problem: `Left out or doubtful: ${String(news["message"])}`,
    done: `Taken in: ${String(news["new"])} new reports, ${String(news["old"])} already there`,
  };
  return (
    <p class="live" role="status">
      {text[news.event]}
    </p>
  );
}

function App() {
  const { path, query } = useRoute();
  const meta = useData<Meta>("meta");
  const [theme, turn] = useTheme();
  const [first = "", second = ""] = path;
  const known = query.get("known_on");
  return (
    <>
      <a class="skip" href="#main">
        To the content
      </a>
      <nav class="top" aria-label="Pages">
        <a class="brand" href="/">
          Fogline
        </a>
        <ul>
          {PAGES.map(([address, name]) => {
            const here = first === address || (first === "incident" && !address) || (first === "report" && address === "reports");
            return (
              <li key={address}>
                <a href={`/${address}${clocks(query)}`} aria-current={here ? "page" : undefined}>
                  {name}
                </a>
              </li>
            );
          })}
        </ul>
        <button class="theme" onClick={turn} aria-label={`Colours: ${theme}. Change.`}>
          {theme === "auto" ? "◐" : theme === "dark" ? "●" : "○"}
        </button>
      </nav>
      <main id="main" tabIndex={-1}>
        <Live />
        {known && (
          <p class="notice" role="status">
            As known on <strong>{known}</strong>: later reports are left out of this view.
          </p>
        )}
        {meta.error?.status === 401 ? <Enter /> : meta.error ? <Fault error={meta.error} again={meta.again} /> : !meta.data ? <Wait /> : <At meta={meta.data} first={first} second={second} theme={theme} />}
      </main>
      <footer>
        {meta.data && (
          <span>
            {number(meta.data.reports)} reports · {number(meta.data.claims)} claims · {number(meta.data.incidents)} incidents
          </span>
        )}
        <span>Claims, not facts: every line leads to the words it rests on.</span>
      </footer>
    </>
  );
}

function At({ meta, first, second, theme }: { meta: Meta; first: string; second: string; theme: string }) {
  switch (first) {
    case "":
      return <NowPage meta={meta} theme={theme} />;
    case "incident":
      return <IncidentPage id={second} />;
    case "report":
      return <ReaderPage name={second} meta={meta} />;
    case "reports":
      return <ReportsPage />;
    case "ledger":
      return <LedgerPage meta={meta} />;
    case "control":
      return <ControlPage meta={meta} place={second} />;
    case "sources":
      return <SourcesPage meta={meta} name={second} />;
    case "search":
      return <SearchPage meta={meta} />;
    case "review":
      return <ReviewPage meta={meta} />;
    case "situation":
      return <SituationPage meta={meta} />;
    default:
      return <Empty>There is no such page.</Empty>;
  }
}

function Enter() {
  const [value, set] = useState("");
  return (
    <form
      class="panel enter"
      onSubmit={(e) => {
        e.preventDefault();
        token.set(value.trim());
      }}
    >
      <label>
        <span>This record is read with a token</span>
        <input type="password" value={value} autocomplete="off" onInput={(e) => set(e.currentTarget.value)} />
      </label>
      <button>Enter</button>
    </form>
  );
}

render(<App />, document.getElementById("app") as HTMLElement);
void follow();
