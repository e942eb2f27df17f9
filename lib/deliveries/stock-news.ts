import type { Told, ToldEvent } from "@/lib/deliveries/compose-news";
import type { Shop } from "@/lib/settings/queries";
import { formatShortDay } from "@/lib/time";

type Fall = { name: string; day: string | null; available: number };

/** To the shop: these levels fell to their threshold. */
export function tellOfLow({ snapshot }: ToldEvent, shop: Shop): Told {
  const levels = snapshot.levels as Fall[];
  const [first] = levels;
  const title = levels.length === 1 && first ? `${first.name}: ${leftWords(first)}` : `${levels.length} items run low`;
  return {
    to: [{ place: "shop", email: shop.email }],
    news: {
      title,
      paragraphs: levels.slice(0, 40).map((fall) => `${fall.name}${dayWords(fall, shop)}: ${leftWords(fall)}.`),
      press: { path: first?.day ? `/admin/stock?day=${first.day}` : "/admin/stock", words: "Open the stock" },
    },
  };
}

function leftWords({ available }: Fall): string {
  return available <= 0 ? "sold out" : `${available} left`;
}

function dayWords({ day }: Fall, { locale }: Shop): string {
  return day ? `, for ${formatShortDay(day, locale)}` : "";
}

type Owner = { id: string; email: string };

/** To the owners: the books of the stock disagree. */
export function tellOfProof({ snapshot, personal, subject }: ToldEvent): Told {
  const { levels, disagreeing } = snapshot as { levels: number; disagreeing: number };
  const owners = (personal.owners ?? []) as Owner[];
  const rows = disagreeing === 1 ? "1 row disagrees" : `${disagreeing} rows disagree`;
  return {
    to: owners.map(({ id, email }) => ({ place: `staff:${id}`, email })),
    news: {
      title: "The stock’s books disagree",
      paragraphs: [
        `We compared ${levels} stock levels with the ledger and the open orders: ${rows}.`,
        "Ordering goes on. Please look at the rows, and count what they are about. We write again only after the books agreed once.",
      ],
      press: { path: `/admin/stock/proof?proof=${subject.id}`, words: "See the rows" },
    },
  };
}
