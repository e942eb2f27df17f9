import type { Metadata } from "next";
import { orderNothing } from "@/app/(preview)/actions";
import { loadVisit } from "@/app/(shop)/visit";
import { Catalogue } from "@/components/catalog/catalogue";
import { Categories } from "@/components/catalog/categories";
import { PreviewNote } from "@/components/catalog/preview-note";
import { Masthead } from "@/components/layout/masthead";
import { ShopFoot } from "@/components/layout/shop-foot";
import { previewCatalogue } from "@/lib/catalog/queries";
import { listHours } from "@/lib/settings/queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Preview of the shop" };

const actions = { add: orderNothing, setLine: orderNothing };

export default async function PreviewPage() {
  await requireStaff();
  const [visit, hours] = await Promise.all([loadVisit(), listHours()]);
  const { shop, money, door } = visit;
  const day = visit.day?.day ?? null;
  const categories = await previewCatalogue(day ?? door.today);
  return (
    <>
      <PreviewNote
        words="The whole shop as if everything were on sale, drafts and hidden items too. Only the staff see this."
        back={{ href: "/admin/items", words: "Back to Items" }}
      />
      <div className="shell">
        <div className="rail">
          <Masthead shop={shop} door={door} href="/admin/preview">
            {null}
          </Masthead>
          <Categories categories={categories} />
        </div>
        <main id="main">
          <Catalogue
            {...{ categories, day, money, actions }}
            timezone={shop.timezone}
            found={null}
            q={undefined}
            inCart={{}}
            hrefOf={(item) => `/admin/items/${item.id}/preview`}
            live={false}
          />
          <ShopFoot shop={shop} hours={hours} />
        </main>
      </div>
    </>
  );
}
