import Link from "next/link";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { StateMark } from "@/components/layout/admin-icons";
import { PutAway } from "@/components/today/put-away";
import s from "@/components/today/today.module.css";
import type { FirstSteps, FirstRun as Steps } from "@/lib/reports/first-run";

type Step = { name: keyof Steps; words: string; href: string };

const stepsOf = (item: string): Step[] => [
  { name: "named", words: "Name the shop, and say where it is", href: "/admin/settings" },
  { name: "hours", words: "Set the opening hours", href: "/admin/settings/hours" },
  { name: "item", words: "Add the first item", href: "/admin/items" },
  { name: "photo", words: "Give it a photo", href: item },
  { name: "onSale", words: "Put it on sale", href: item },
  { name: "stock", words: "Receive stock for a day", href: "/admin/stock" },
  { name: "colleague", words: "Invite a colleague", href: "/admin/staff" },
  { name: "order", words: "Try an order, as a customer would", href: "/" },
];

/** The way from an empty shop to its first order. Each step is ticked from what is there, not from what was pressed. */
export function FirstRun({ first, putAway }: { first: FirstSteps; putAway: StaffAction | null }) {
  const { done, firstItem } = first;
  const steps = stepsOf(firstItem ? `/admin/items/${firstItem}` : "/admin/items");
  const count = steps.filter(({ name }) => done[name]).length;
  const next = steps.find(({ name }) => !done[name]);
  return (
    <section className={`panel ${s.start}`} aria-labelledby="first-run">
      <header>
        <h2 id="first-run">From an empty shop to its first order</h2>
        <span className="mid">
          {count} of {steps.length} done
        </span>
        <span className="push" />
        {putAway && <PutAway action={putAway} />}
      </header>
      <ol className={s.steps}>
        {steps.map(({ name, words, href }) => (
          <li key={name}>
            {done[name] ? (
              <StateMark hue="ready" glyph="tick">
                <span className="sr">Done:</span>
              </StateMark>
            ) : (
              <StateMark hue="done" glyph="placed">
                <span className="sr">To do:</span>
              </StateMark>
            )}
            <Link href={href} prefetch={false}>
              {words}
            </Link>
            {name === next?.name && (
              <Link className="btn go small" href={href} prefetch={false} aria-hidden="true" tabIndex={-1}>
                Next
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
