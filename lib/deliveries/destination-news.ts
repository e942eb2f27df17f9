import type { Told, ToldEvent } from "@/lib/deliveries/compose-news";
import type { Summary } from "@/lib/deliveries/send-summaries";
import type { Shop } from "@/lib/settings/queries";
import { formatDay } from "@/lib/time";

type Owner = { id: string; email: string };

/** To the owners, once: a destination stopped answering. */
export function brokenNews({ subject, snapshot, personal }: ToldEvent): Told {
  const { lastAnswer = "" } = snapshot as { lastAnswer?: string };
  return {
    to: ownersIn(personal),
    news: {
      title: `${subject.name} stopped answering`,
      paragraphs: [
        `Several tries in a row did not get through to ${subject.name}. The last one said: ${lastAnswer || "nothing"}`,
        "Nothing is lost. What is meant for it waits in line, in order. We try one message every few minutes, and the rest follow by themselves once it answers. We write again then.",
      ],
      press: { path: `/admin/destinations/${subject.id}`, words: "See what waits" },
    },
  };
}

/** To the owners, once: it is back. */
export function recoveredNews({ subject, personal }: ToldEvent): Told {
  return {
    to: ownersIn(personal),
    news: {
      title: `${subject.name} answers again`,
      paragraphs: ["What waited in line is on its way, in order. There is nothing to do."],
      press: { path: `/admin/destinations/${subject.id}`, words: "Open it" },
    },
  };
}

/** To a colleague: what the next pickup day asks for. */
export function summaryNews({ subject, snapshot, personal }: ToldEvent, { locale }: Shop): Told {
  const { day, items, orders } = snapshot as Summary;
  const { email } = personal as { email: string };
  const count = orders.length === 1 ? "1 order" : `${orders.length} orders`;
  return {
    to: [{ place: subject.id, email }],
    news: {
      title: day ? `${count} for ${formatDay(day, locale)}` : "No orders for the days ahead",
      paragraphs: day
        ? [items.map(({ words, quantity }) => `${quantity} × ${words}`).join(", "), `Orders ${orders.join(", ")}.`]
        : ["Nothing is ordered for tomorrow or later."],
      press: { path: "/admin/orders", words: "Open the orders" },
    },
  };
}

function ownersIn(personal: Record<string, unknown>): Told["to"] {
  const owners = (personal.owners ?? []) as Owner[];
  return owners.map(({ id, email }) => ({ place: `staff:${id}`, email }));
}
