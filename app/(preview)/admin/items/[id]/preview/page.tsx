import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { orderNothing } from "@/app/(preview)/actions";
import { loadVisit } from "@/app/(shop)/visit";
import { framelessPage } from "@/app/admin/staff-page";
import { ItemView } from "@/components/catalog/item-view";
import { PreviewNote } from "@/components/catalog/preview-note";
import { Top } from "@/components/layout/top";
import { previewItem } from "@/lib/catalog/queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Preview of an item" };

type Props = { params: Promise<{ id: string }> };

export default framelessPage(async function ItemPreviewPage({ params }: Props) {
  await requireStaff();
  const [{ id }, visit] = await Promise.all([params, loadVisit()]);
  const day = visit.day?.day ?? null;
  const item = (await previewItem(id, day ?? visit.door.today)) ?? notFound();
  return (
    <>
      <PreviewNote
        words="As customers would see it. Only the staff see this."
        back={{ href: `/admin/items/${id}`, words: "Back to the item" }}
      />
      <div className="two">
        <Top back={{ href: "/admin/preview", words: item.category.name }} />
        <ItemView
          item={item}
          shop={visit.shop}
          day={day}
          inCart={{}}
          back="/admin/preview"
          action={orderNothing}
          live={false}
        />
      </div>
    </>
  );
});
