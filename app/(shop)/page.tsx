import type { Metadata } from "next";
import { add, chooseDay, setLine } from "@/app/(shop)/actions";
import { loadVisit, oneOf, shopOfPage } from "@/app/(shop)/visit";
import { CartBar } from "@/components/cart/cart-bar";
import { CartPanel } from "@/components/cart/cart-panel";
import { Catalogue } from "@/components/catalog/catalogue";
import { Categories } from "@/components/catalog/categories";
import { PickupDayChoice } from "@/components/catalog/pickup-day-choice";
import { SearchForm } from "@/components/catalog/search-form";
import { Masthead } from "@/components/layout/masthead";
import { OrderingClosed } from "@/components/layout/ordering-closed";
import { ShopFoot } from "@/components/layout/shop-foot";
import { listCatalogue, searchItems } from "@/lib/catalog/queries";
import { listHours } from "@/lib/settings/queries";

type Props = { searchParams: Promise<{ day?: string | string[]; q?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const shop = await shopOfPage();
  const description = [shop.tagline, "See what is left, order, and collect."].filter(Boolean).join(" ");
  return {
    title: `${shop.name}: what is left`,
    description,
    openGraph: { title: shop.name, description, type: "website", siteName: shop.name, locale: shop.locale },
  };
}

export default async function CataloguePage({ searchParams }: Props) {
  const asked = await searchParams;
  const q = oneOf(asked.q)?.slice(0, 100);
  const [visit, hours] = await Promise.all([loadVisit(oneOf(asked.day)), listHours()]);
  const { shop, money, day, cart } = visit;
  const stockDay = day?.day ?? visit.door.today;
  const categories = await listCatalogue(stockDay);
  const found = q?.trim() ? await searchItems(q, stockDay) : null;
  return (
    <>
      <div className="shell">
        <div className="rail">
          <Masthead shop={shop} door={visit.door} href="/">
            <PickupDayChoice visit={visit} action={chooseDay} back="/" />
            <SearchForm q={q} day={day?.day ?? null} />
          </Masthead>
          <Categories categories={categories} />
        </div>
        <main id="main">
          {!shop.orderingOpen && <OrderingClosed message={shop.closedMessage} />}
          <Catalogue
            categories={categories}
            found={found}
            q={q}
            day={day?.day ?? null}
            inCart={Object.fromEntries(cart?.lines.map((line) => [line.variantId, line.quantity]) ?? [])}
            orderingOpen={shop.orderingOpen}
            money={money}
            actions={{ add, setLine }}
          />
          <ShopFoot shop={shop} hours={hours} />
        </main>
        <CartPanel cart={cart} money={money} orderingOpen={shop.orderingOpen} setLine={setLine} />
      </div>
      <CartBar cart={cart} money={money} />
    </>
  );
}
