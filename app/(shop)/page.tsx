import type { Metadata } from "next";
import { add, chooseDay, setLine } from "@/app/(shop)/actions";
import { enter } from "@/app/(shop)/checkout/actions";
import { heldIn, loadVisit, oneOf, shopOrNew } from "@/app/(shop)/visit";
import { CartBar } from "@/components/cart/cart-bar";
import { CartPanel } from "@/components/cart/cart-panel";
import { Catalogue } from "@/components/catalog/catalogue";
import { Categories } from "@/components/catalog/categories";
import { PickupDayChoice } from "@/components/catalog/pickup-day-choice";
import { SearchForm } from "@/components/catalog/search-form";
import { DropsToCome } from "@/components/drops/drops-to-come";
import { Masthead } from "@/components/layout/masthead";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { OutOfTouch } from "@/components/layout/out-of-touch";
import { ShopFoot } from "@/components/layout/shop-foot";
import { OrderingNotice, OrderingNow } from "@/components/ordering/ordering-now";
import { listDropsToCome } from "@/lib/catalog/drop-page-queries";
import { listCatalogue, searchItems } from "@/lib/catalog/queries";
import { listHours } from "@/lib/settings/queries";
import { unlessOutage } from "@/lib/web/outage";

type Props = { searchParams: Promise<{ day?: string | string[]; q?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const shop = await shopOrNew();
  const description = [shop.tagline, "See what is left, order, and collect."].filter(Boolean).join(" ");
  return {
    title: `${shop.name}: what is left`,
    description,
    openGraph: { title: shop.name, description, type: "website", siteName: shop.name, locale: shop.locale },
  };
}

async function readCatalogue(asked: string | undefined, q: string | undefined) {
  const [visit, hours] = await Promise.all([loadVisit(asked), listHours()]);
  const day = visit.day?.day ?? visit.door.today;
  const [categories, found, drops] = await Promise.all([
    listCatalogue(day),
    q?.trim() ? searchItems(q, day) : null,
    listDropsToCome(),
  ]);
  return { visit, hours, categories, found, drops };
}

export default async function CataloguePage({ searchParams }: Props) {
  const asked = await searchParams;
  const q = oneOf(asked.q)?.slice(0, 100);
  const read = await unlessOutage(() => readCatalogue(oneOf(asked.day), q));
  if (!read) return <OutOfReach />;
  const { visit, hours, categories, found, drops } = read;
  const { shop, money, day, cart } = visit;
  return (
    <OrderingNow {...visit.ordering}>
      <OutOfTouch locale={shop.locale} timezone={shop.timezone} what="Counts" />
      <div className="shell">
        <div className="rail">
          <Masthead shop={shop} door={visit.door} href="/">
            <PickupDayChoice visit={visit} action={chooseDay} back="/" />
            <SearchForm q={q} day={day?.day ?? null} />
          </Masthead>
          <Categories categories={categories} />
        </div>
        <main id="main">
          <OrderingNotice />
          {!found && <DropsToCome drops={drops} place={{ locale: shop.locale, timezone: shop.timezone }} />}
          <Catalogue
            categories={categories}
            found={found}
            q={q}
            day={day?.day ?? null}
            inCart={Object.fromEntries(cart?.lines.map((line) => [line.variantId, line.quantity]) ?? [])}
            money={money}
            timezone={shop.timezone}
            actions={{ add, setLine }}
            cart={heldIn(cart)}
          />
          <ShopFoot shop={shop} hours={hours} />
        </main>
        <CartPanel
          cart={cart}
          held={heldIn(cart)}
          keeps={shop.holdMinutes > 0}
          money={money}
          place={{ locale: shop.locale, timezone: shop.timezone }}
          setLine={setLine}
          enter={enter}
        />
      </div>
      <CartBar cart={cart} money={money} />
    </OrderingNow>
  );
}
