import s from "@/components/stock/stock.module.css";
import { Tabs } from "@/components/ui/tabs";

const pages = [
  { href: "/admin/stock", words: "Levels" },
  { href: "/admin/plan", words: "Bake plan" },
  { href: "/admin/stock/count", words: "Stocktake" },
  { href: "/admin/stock/close", words: "Close of day" },
  { href: "/admin/stock/ledger", words: "Ledger" },
  { href: "/admin/stock/proof", words: "Proof" },
] as const;

export type StockPage = (typeof pages)[number]["href"];

/** The pages about stock. */
export function StockTabs({ current }: { current: StockPage }) {
  return (
    <div className={s.pages}>
      <Tabs label="Stock pages" of={pages.map((page) => ({ ...page, current: page.href === current }))} />
    </div>
  );
}
