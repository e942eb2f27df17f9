"use client";

import Link from "next/link";
import { Grip, Said } from "@/components/catalog/admin/grip";
import s from "@/components/catalog/admin/item-list.module.css";
import { stateMarks } from "@/components/catalog/admin/item-words";
import { useReorder } from "@/components/catalog/admin/use-reorder";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph, StateMark } from "@/components/layout/admin-icons";
import { useToast } from "@/components/layout/admin-toast";
import { Photo } from "@/components/ui/photo";
import type { ItemState } from "@/lib/catalog/rules";

/** An item as its row says it, in words. */
export type ShownItem = {
  id: string;
  name: string;
  photo: string;
  placeholder: string;
  state: ItemState;
  plan: string;
  variants: string;
  price: string;
  stock: string;
  /** Which day that is about; left out where there is no room. */
  forDay: string;
  low: boolean;
};

type Props = { categoryId: string; label: string; items: ShownItem[]; move: StaffAction | null; arrange: boolean };

/** The items of a category, in an order that those who may can change. */
export function ItemList({ categoryId, label, items, move, arrange }: Props) {
  const { say } = useToast();
  const byId = new Map(items.map((item) => [item.id, item]));
  const reorder = useReorder({
    ids: items.map(({ id }) => id),
    nameOf: (id) => byId.get(id)?.name ?? "",
    move: async (itemId, before) => {
      const answer = await move?.({}, formOf({ itemId, categoryId, before: before ?? "" })).catch(() => null);
      const wrong = answer?.done ? undefined : (answer?.message ?? "That did not reach the shop. Please try again.");
      if (wrong) say({ words: wrong });
      return wrong;
    },
  });
  return (
    <>
      <ol className={s.items} aria-label={label} ref={reorder.list} data-arrange={arrange || undefined}>
        {reorder.order.map((id) => {
          const item = byId.get(id);
          if (!item) return null;
          return (
            <li key={id} data-row={id} data-held={reorder.held === id || undefined} data-state={item.state}>
              {move && <Grip id={id} name={item.name} reorder={reorder} />}
              <Row item={item} />
            </li>
          );
        })}
      </ol>
      <Said words={reorder.said} />
    </>
  );
}

function Row({ item }: { item: ShownItem }) {
  const { words, hue, glyph } = stateMarks[item.state];
  return (
    <Link className={s.row} href={`/admin/items/${item.id}`}>
      <span className={s.print}>
        <Photo
          photo={item.photo}
          alt=""
          sizes="48px"
          className={s.picture}
          letter={item.name}
          placeholder={item.placeholder}
        />
      </span>
      <span className={s.name}>
        <b>{item.name}</b>
        <span className="meta quiet">{item.variants}</span>
      </span>
      <span className={s.price}>{item.price}</span>
      <span className={s.stock} data-hue={item.low ? "placed" : undefined}>
        {item.low && <Glyph name="low" />}
        <span>
          {item.stock}
          {item.forDay && <span className={s.forDay}>{item.forDay}</span>}
        </span>
      </span>
      <span className={s.state}>
        <StateMark hue={hue} glyph={glyph}>
          {words}
        </StateMark>
        {item.plan && <span className="meta quiet">{item.plan}</span>}
      </span>
    </Link>
  );
}

/** Fields as an action takes them. */
export function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
