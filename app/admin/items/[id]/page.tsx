import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import {
  bringBackVariant,
  change,
  duplicate,
  hide,
  publish,
  remove,
  restore,
  schedule,
} from "@/app/admin/items/actions";
import { staffMetadata, staffPage } from "@/app/admin/staff-page";
import s from "@/components/catalog/admin/item.module.css";
import { ItemForm } from "@/components/catalog/admin/item-form";
import { ItemRail } from "@/components/catalog/admin/item-rail";
import { categoryOptions, formItem } from "@/components/catalog/admin/item-values";
import { AdminPage } from "@/components/layout/admin-page";
import { may } from "@/lib/actor";
import { findItemForStaff, listCategories } from "@/lib/catalog/staff-queries";
import { getShop } from "@/lib/settings/queries";
import { type LineSum, sumLines } from "@/lib/waiting/staff-queries";
import { requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = staffMetadata(async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireStaff();
  return { title: (await findItemForStaff((await params).id))?.name ?? "No such item" };
});

export default staffPage(async function ItemPage({ params }: Props) {
  const [staff, shop, categories] = await Promise.all([requireStaff(), getShop(), listCategories()]);
  const item = (await findItemForStaff((await params).id)) ?? notFound();
  const lines = may(staff, "waiting.view") ? await sumLines(item.id) : null;
  const mayChange = may(staff, "catalog.change");
  return (
    <AdminPage
      title={
        <h1>
          <Link className="link" href="/admin/items">
            Items
          </Link>{" "}
          / {item.name}
        </h1>
      }
    >
      <div className={s.page}>
        <ItemForm
          key={item.id}
          item={formItem(item)}
          categories={categoryOptions(categories)}
          currency={shop.currency}
          lowAt={shop.defaultLowAt}
          action={mayChange && item.state !== "archived" ? change : null}
        />
        <ItemRail
          item={item}
          place={{ locale: shop.locale, timezone: shop.timezone }}
          waiting={lines && sumOf(lines)}
          actions={mayChange ? { publish, hide, schedule, duplicate, remove, restore, bringBackVariant } : null}
        />
      </div>
    </AdminPage>
  );
});

function sumOf(lines: readonly LineSum[]): { people: number; units: number } {
  const sum = (count: (line: LineSum) => number) => lines.reduce((all, line) => all + count(line), 0);
  return { people: sum(({ people }) => people), units: sum(({ units }) => units) };
}
