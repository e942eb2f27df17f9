import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { cache } from "react";
import { add } from "@/app/(shop)/actions";
import { TellOf } from "@/app/(shop)/drops/[slug]/tell-of";
import { NoPage } from "@/app/(shop)/no-page";
import { heldIn, loadVisit, oneOf } from "@/app/(shop)/visit";
import { join } from "@/app/(shop)/waiting/actions";
import { ItemView } from "@/components/catalog/item-view";
import { cataloguePath, itemPath } from "@/components/catalog/paths";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { OutOfTouch } from "@/components/layout/out-of-touch";
import { CartLink, Top } from "@/components/layout/top";
import { OrderingNow } from "@/components/ordering/ordering-now";
import { findItem, findNewSlug } from "@/lib/catalog/queries";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { decimalMoney, formatMoney } from "@/lib/money";
import type { Day } from "@/lib/time";
import { unlessOutage } from "@/lib/web/outage";
import { findWish } from "@/lib/web/wish-cookie";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ day?: string | string[] }> };

const itemOfPage = cache(async (slug: string, asked: string | undefined) => {
  const visit = await loadVisit(asked);
  const item = await findItem(slug, visit.day?.day ?? visit.door.today);
  const waits = item?.drop && item.opensAt !== null;
  return { visit, item, wish: waits ? await findWish(item.drop!.id) : null };
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ slug }, asked] = await Promise.all([params, searchParams]);
  const read = await unlessOutage(() => itemOfPage(slug, oneOf(asked.day)));
  if (!read?.item) return { title: "Not found" };
  const { item, visit } = read;
  const price = Math.min(...item.variants.map((variant) => variant.priceMinor));
  const from = item.variants.length > 1 ? "from " : "";
  const description = `${from}${formatMoney(price, visit.shop.currency, visit.shop.locale)}. ${item.summary}`;
  const images = item.photo ? [{ url: `/photos/${item.photo}-card.jpg`, alt: item.photoAlt }] : [];
  return {
    title: `${item.name}, ${visit.shop.name}`,
    description,
    alternates: { canonical: `/items/${item.slug}` },
    openGraph: { title: item.name, description, siteName: visit.shop.name, locale: visit.shop.locale, images },
    twitter: { card: "summary_large_image" },
    other: {
      "product:price:amount": decimalMoney(price, visit.shop.currency),
      "product:price:currency": visit.shop.currency,
    },
  };
}

export default async function ItemPage({ params, searchParams }: Props) {
  const [{ slug }, asked] = await Promise.all([params, searchParams]);
  const read = await unlessOutage(() => itemOfPage(slug, oneOf(asked.day)));
  if (!read) return <OutOfReach />;
  const { visit, item, wish } = read;
  if (!item) {
    await goToNewAddress(slug, oneOf(asked.day));
    return <NoPage />;
  }
  const { shop, cart } = visit;
  const day = visit.day?.day ?? null;
  return (
    <OrderingNow {...visit.ordering}>
      <OutOfTouch locale={shop.locale} timezone={shop.timezone} what="Counts" />
      <div className="two">
        <Top back={{ href: `${cataloguePath(day)}#in-${item.category.slug}`, words: item.category.name }}>
          <CartLink count={cart?.count ?? 0} />
        </Top>
        <ItemView
          item={item}
          shop={shop}
          day={day}
          inCart={Object.fromEntries(cart?.lines.map((line) => [line.variantId, line.quantity]) ?? [])}
          back={itemPath(item.slug, day)}
          action={add}
          tell={
            item.drop && <TellOf drop={item.drop} wish={wish} trap={shop.trapForms} back={itemPath(item.slug, day)} />
          }
          cart={heldIn(cart)}
          joining={{ action: join, texts: whatSends().text, trap: shop.trapForms }}
        />
      </div>
    </OrderingNow>
  );
}

/** An address that an item had before leads to the one it has. */
async function goToNewAddress(slug: string, day: Day | undefined): Promise<void> {
  const now = await findNewSlug(slug);
  if (now) permanentRedirect(itemPath(now, day ?? null));
}
