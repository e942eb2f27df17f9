import { Search } from "lucide-react";
import type { Day } from "@/lib/time";

/** Search by words of a name or an ingredient. */
export function SearchForm({ q, day }: { q: string | undefined; day: Day | null }) {
  return (
    <search className="search">
      <form action="/">
        {day && <input type="hidden" name="day" value={day} />}
        <Search className="ico" aria-hidden />
        <input
          className="in"
          type="search"
          name="q"
          defaultValue={q}
          maxLength={100}
          placeholder="Search the shop"
          aria-label="Search the shop"
          enterKeyHint="search"
        />
      </form>
    </search>
  );
}
