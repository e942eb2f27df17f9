import type { Metadata } from "next";
import Link from "next/link";
import { moveItem } from "@/app/admin/items/actions";
import { ItemList, type ShownItem } from "@/components/catalog/admin/item-list";
import s from "@/components/catalog/admin/item-list.module.css";
import { planWords, priceRange, stateMarks } from "@/components/catalog/admin/item-words";
import { Icon } from "@/components/layout/admin-icons";
import { AdminPage } from "@/components/layout/admin-page";
import { Empty } from "@/components/ui/empty";
import { ListKeys } from "@/components/ui/list-keys";
import { Pager } from "@/components/ui/pager";
import { Segments } from "@/components/ui/tabs";
import { FindBox, Toolbar } from "@/components/ui/toolbar";
import { may } from "@/lib/actor";
import type { ItemState } from "@/lib/catalog/rules";
import { countItemStates, type ItemRow, itemsPerPage, listCategories, listItemRows } from "@/lib/catalog/staff-queries";
import { listPickupDays } from "@/lib/pickup/queries";
import { nextOrderable } from "@/lib/pickup/rules";
import { getShop, type Shop } from "@/lib/settings/queries";
import { type Day, dayOf, formatShortDay } from "@/lib/time";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Items" };

type Props = { searchParams: SearchParams };

const states = Object.keys(stateMarks) as ItemState[];

export default async function ItemsPage({ searchParams }: Props) {
  const [staff, shop] = await Promise.all([requireStaff(), getShop()]);
  const words = await findWords(searchParams, "find");
  const asked = await findWords(searchParams, "state");
  const arrange = (await findWords(searchParams, "arrange")) === "yes";
  const after = (await findWords(searchParams, "after")) || null;
  const state = states.find((each) => each === asked) ?? null;
  const day = nextOrderable(await listPickupDays(shop.timezone))?.day ?? dayOf(new Date(), shop.timezone);
  const [rows, categories, counts] = await Promise.all([
    listItemRows(day, { words, state, after }),
    listCategories(),
    countItemStates(),
  ]);
  const shown = rows.slice(0, itemsPerPage);
  const mayChange = may(staff, "catalog.change");
  const filtered = words !== "" || state !== null || after !== null;
  const groups = categories
    .map((category) => ({ category, items: shown.filter((row) => row.categoryId === category.id) }))
    .filter(({ items }) => items.length > 0 || !filtered);
  return (
    <AdminPage
      title={<h1>Items</h1>}
      far={
        <FindBox
          action="/admin/items"
          label="Find by name, SKU or address"
          placeholder="Item or SKU"
          typed={words}
          keep={{ state }}
        />
      }
    >
      <Toolbar label="Which items">
        <Segments label="State" of={segments(state, words, counts)} />
        <span className="push" />
        {mayChange && !filtered && (
          <Link
            className={`btn ${s.arrange}`}
            href={arrange ? "/admin/items" : "/admin/items?arrange=yes"}
            scroll={false}
          >
            {arrange ? "Done with the order" : "Change the order"}
          </Link>
        )}
        <Link className="btn" href="/admin/preview">
          Preview the shop
        </Link>
        <Link className="btn" href="/admin/items/categories">
          Categories
        </Link>
        {may(staff, "catalog.import") && (
          <Link className="btn" href="/admin/items/import">
            Import or export
          </Link>
        )}
        {mayChange && categories.length > 0 && (
          <Link className="btn go" href="/admin/items/new">
            <Icon name="add" />
            Add an item
          </Link>
        )}
      </Toolbar>
      {groups.map(({ category, items }) => (
        <section key={category.id} aria-labelledby={category.id}>
          <div className={s.head}>
            <h2 id={category.id}>{category.name}</h2>
            <span className="meta quiet">{category.note}</span>
          </div>
          {items.length > 0 ? (
            <ItemList
              categoryId={category.id}
              label={category.name}
              items={items.map((row) => toShown(row, shop, day))}
              move={mayChange && !filtered ? moveItem : null}
              arrange={arrange}
            />
          ) : (
            <p className={s.none}>Nothing in {category.name} yet.</p>
          )}
        </section>
      ))}
      <ListKeys row="item" finds moves={mayChange} />
      {groups.length === 0 && <NoItems filtered={filtered} words={words} />}
      <Pager
        newest={after ? address({ words, state }) : null}
        older={rows.length > itemsPerPage ? address({ words, state, after: shown.at(-1)?.id }) : null}
        words={{ newest: "First items", older: "More items" }}
      />
    </AdminPage>
  );
}

function NoItems({ filtered, words }: { filtered: boolean; words: string }) {
  if (filtered)
    return (
      <Empty
        title={words ? `Nothing for “${words}”.` : "No items in this state."}
        action={
          <Link className="btn" href="/admin/items">
            Show all
          </Link>
        }
      >
        Names, SKUs and addresses are looked through.
      </Empty>
    );
  return (
    <Empty
      title="No items yet."
      action={
        <Link className="btn go" href="/admin/items/categories">
          Add the first category
        </Link>
      }
    >
      Items stand in categories, such as Bread or Cakes. Start with one, or{" "}
      <Link className="link" href="/admin/items/import">
        import them from a file
      </Link>
      .
    </Empty>
  );
}

function segments(state: ItemState | null, words: string, counts: Partial<Record<ItemState, number>>) {
  const some = states.filter((each) => counts[each] || each === state);
  return [
    { href: address({ words, state: null }), words: "All", current: state === null },
    ...some.map((each) => ({
      href: address({ words, state: each }),
      words: stateMarks[each].words,
      current: each === state,
      count: counts[each] ?? 0,
    })),
  ];
}

type Asked = { words: string; state: ItemState | null; after?: string | undefined };

function address({ words, state, after }: Asked): string {
  const query = new URLSearchParams({
    ...(words && { find: words }),
    ...(state && { state }),
    ...(after && { after }),
  });
  return query.size > 0 ? `/admin/items?${query}` : "/admin/items";
}

function toShown(row: ItemRow, shop: Shop, day: Day): ShownItem {
  const { id, name, photo, placeholder, state, variants, low, available, keeps } = row;
  return {
    ...{ id, name, photo, placeholder, state },
    plan: planWords(row, shop),
    variants: variants === 1 ? "" : `${variants} variants`,
    price: priceRange(row, shop),
    stock: stockWords(available),
    forDay: keeps || available === null ? "" : ` for ${formatShortDay(day, shop.locale)}`,
    low: low && state === "on_sale",
  };
}

function stockWords(available: number | null): string {
  if (available === null) return "no stock planned";
  return available <= 0 ? "sold out" : `${available} left`;
}
