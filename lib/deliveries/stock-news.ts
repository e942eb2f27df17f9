import type { Told, ToldEvent } from "@/lib/deliveries/compose-news";

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
