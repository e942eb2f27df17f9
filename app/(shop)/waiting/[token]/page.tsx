import type { Metadata } from "next";
import Link from "next/link";
import { shopOfPage, shopOrNew } from "@/app/(shop)/visit";
import { NoPlace } from "@/app/(shop)/waiting/[token]/no-place";
import { accept, confirm, leave } from "@/app/(shop)/waiting/actions";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { OutOfTouch } from "@/components/layout/out-of-touch";
import { OrderingNow } from "@/components/ordering/ordering-now";
import { PlacePage } from "@/components/waiting/place-page";
import { orderingOf } from "@/lib/settings/rules-of-ordering";
import { findPlace } from "@/lib/waiting/queries";
import { unlessOutage } from "@/lib/web/outage";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await shopOrNew();
  return { title: `Your place in line, ${name}`, robots: { index: false, follow: false } };
}

/** A customer's place in line. Opening it changes nothing: mail programs open links too. */
export default async function WaitingPage({ params }: Props) {
  const { token } = await params;
  const read = await unlessOutage(() => Promise.all([shopOfPage(), findPlace(token)]));
  if (!read) return <OutOfReach />;
  const [shop, place] = read;
  if (!place) return <NoPlace />;
  const { name, locale, timezone } = shop;
  return (
    <OrderingNow {...orderingOf(shop)}>
      <OutOfTouch locale={locale} timezone={timezone} what="What you see" />
      <div className="page">
        <header className="top">
          <Link className="brand" href="/" prefetch={false}>
            {name}
          </Link>
        </header>
        <PlacePage place={place} shop={{ locale, timezone }} actions={{ confirm, accept, leave }} />
      </div>
    </OrderingNow>
  );
}
