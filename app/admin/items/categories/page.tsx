import type { Metadata } from "next";
import Link from "next/link";
import { addNewCategory, deleteCategory, moveCategory, saveCategory } from "@/app/admin/items/actions";
import { CategoryList } from "@/components/catalog/admin/category-list";
import { NewCategory } from "@/components/catalog/admin/new-category";
import { AdminPage } from "@/components/layout/admin-page";
import { Empty } from "@/components/ui/empty";
import { Toolbar } from "@/components/ui/toolbar";
import { may } from "@/lib/actor";
import { listCategories } from "@/lib/catalog/staff-queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Categories" };

export default async function CategoriesPage() {
  const [staff, categories] = await Promise.all([requireStaff(), listCategories()]);
  const mayChange = may(staff, "catalog.change");
  const adding = mayChange && <NewCategory action={addNewCategory} />;
  return (
    <AdminPage
      title={
        <h1>
          <Link className="link" href="/admin/items">
            Items
          </Link>{" "}
          / Categories
        </h1>
      }
    >
      {categories.length > 0 && <Toolbar label="Categories">{adding}</Toolbar>}
      {categories.length === 0 ? (
        <Empty title="No categories yet." action={adding}>
          Items stand in categories, such as Bread or Cakes.
        </Empty>
      ) : (
        <CategoryList
          categories={categories}
          actions={mayChange ? { save: saveCategory, move: moveCategory, remove: deleteCategory } : null}
        />
      )}
    </AdminPage>
  );
}
