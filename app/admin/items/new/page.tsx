import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { add } from "@/app/admin/items/actions";
import s from "@/components/catalog/admin/item.module.css";
import { ItemForm } from "@/components/catalog/admin/item-form";
import { blankItem, categoryOptions } from "@/components/catalog/admin/item-values";
import { AdminPage } from "@/components/layout/admin-page";
import { may } from "@/lib/actor";
import { listCategories } from "@/lib/catalog/staff-queries";
import { newId } from "@/lib/id";
import { getShop } from "@/lib/settings/queries";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Add an item" };

export default async function NewItemPage({ searchParams }: { searchParams: SearchParams }) {
  const [staff, shop, categories] = await Promise.all([requireStaff(), getShop(), listCategories()]);
  const asked = await findWords(searchParams, "category");
  const category = categories.find(({ id }) => id === asked) ?? categories[0];
  if (!may(staff, "catalog.change")) redirect("/admin/items");
  if (!category) redirect("/admin/items/categories");
  return (
    <AdminPage
      title={
        <h1>
          <Link className="link" href="/admin/items">
            Items
          </Link>{" "}
          / Add an item
        </h1>
      }
    >
      <div className={s.page}>
        <ItemForm
          item={blankItem(category.id, shop.defaultLowAt, newId("var").slice("var_".length))}
          categories={categoryOptions(categories)}
          currency={shop.currency}
          lowAt={shop.defaultLowAt}
          action={add}
        />
        <aside className={`${s.rail} mid`} aria-label="What comes next">
          <p>Customers see nothing of it until you put it on sale.</p>
          <p>Give it stock under Stock, or in the bake plan.</p>
        </aside>
      </div>
    </AdminPage>
  );
}
