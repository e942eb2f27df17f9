import type { Metadata } from "next";
import { cache } from "react";
import { add, setLine } from "@/app/(shop)/actions";
import { TellOf } from "@/app/(shop)/drops/[slug]/tell-of";
import { NoPage } from "@/app/(shop)/no-page";
import { loadVisit } from "@/app/(shop)/visit";
import { Catalogue } from "@/components/catalog/catalogue";
import { cataloguePath } from "@/components/catalog/paths";
import { DropHead } from "@/components/drops/drop-head";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { OutOfTouch } from "@/components/layout/out-of-touch";
import { CartLink, Top } from "@/components/layout/top";
import { OrderingNotice, OrderingNow } from "@/components/ordering/ordering-now";
import { findDropPage } from "@/lib/catalog/drop-page-queries";
import { onWords } from "@/lib/catalog/words-of-drops";
import { unlessOutage } from "@/lib/web/outage";
import { findWish } from "@/lib/web/wish-cookie";

type Props = { params: Promise<{ slug: string }> };

const dropOfPage = cache(async (slug: string) => {
  const visit = await loadVisit();
  const page = await findDropPage(slug, visit.day?.day ?? visit.door.today);
  return { visit, page, wish: page ? await findWish(page.drop.id) : null };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const read = await unlessOutage(() => dropOfPage(slug));
  if (!read?.page) return { title: "Not found" };
  const { drop, items } = read.page;
  const { shop } = read.visit;
  const description = `On sale ${onWords(drop.startsAt, shop)}. ${drop.words}`.trim();
  const photo = items[0]?.photo;
  const images = photo ? [{ url: `/photos/${photo}-card.jpg`, alt: items[0]?.photoAlt ?? "" }] : [];
  return {
    title: `${drop.name}, ${shop.name}`,
    description,
    openGraph: { title: drop.name, description, siteName: shop.name, locale: shop.locale, images },
  };
}

export default async function DropPage({ params }: Props) {
  const { slug } = await params;
  const read = await unlessOutage(() => dropOfPage(slug));
  if (!read) return <OutOfReach />;
  const { visit, page, wish } = read;
  if (!page) return <NoPage />;
  const { shop, money, cart } = visit;
  const day = visit.day?.day ?? null;
  const back = `/drops/${slug}`;
  return (
    <OrderingNow {...visit.ordering}>
      <OutOfTouch locale={shop.locale} timezone={shop.timezone} what="Counts" />
      <div className="page broad">
        <Top back={{ href: cataloguePath(day), words: shop.name }}>
          <CartLink count={cart?.count ?? 0} />
        </Top>
        <main id="main" className="drop">
          <DropHead drop={page.drop} items={page.items} place={{ locale: shop.locale, timezone: shop.timezone }}>
            <TellOf drop={page.drop} wish={wish} trap={shop.trapForms} back={back} />
          </DropHead>
          <OrderingNotice />
          {page.items.length > 0 && (
            <Catalogue
              categories={[{ slug: "drop", name: "What it brings", note: "", items: page.items }]}
              found={null}
              q={undefined}
              whole={false}
              day={day}
              inCart={Object.fromEntries(cart?.lines.map((line) => [line.variantId, line.quantity]) ?? [])}
              money={money}
              timezone={shop.timezone}
              actions={{ add, setLine }}
            />
          )}
        </main>
      </div>
    </OrderingNow>
  );
}
