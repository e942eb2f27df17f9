import type { Metadata } from "next";
import Link from "next/link";
import { changeOwn } from "@/app/(shop)/orders/[token]/actions";
import { readOwnForm } from "@/app/(shop)/orders/[token]/change/read-own-form";
import { NoOrder } from "@/app/(shop)/orders/[token]/no-order";
import { shopOfPage, shopOrNew } from "@/app/(shop)/visit";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { OutOfTouch } from "@/components/layout/out-of-touch";
import { Top } from "@/components/layout/top";
import { OrderingNotice, OrderingNow } from "@/components/ordering/ordering-now";
import { ChangeOwn } from "@/components/orders/own/change-own";
import { RefreshAt } from "@/components/orders/own/refresh-at";
import { orderNumber } from "@/lib/orders/number";
import { findSnapshotByToken } from "@/lib/orders/queries";
import { orderingOf } from "@/lib/settings/rules-of-ordering";
import { unlessOutage } from "@/lib/web/outage";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ add?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: `Change your order, ${(await shopOrNew()).name}`, robots: { index: false, follow: false } };
}

async function read(token: string) {
  const [shop, order] = await Promise.all([shopOfPage(), findSnapshotByToken(token)]);
  return { shop, order, form: order && (await readOwnForm(order, shop)) };
}

export default async function ChangeOwnPage({ params, searchParams }: Props) {
  const [{ token }, { add }] = await Promise.all([params, searchParams]);
  const found = await unlessOutage(() => read(token));
  if (!found) return <OutOfReach />;
  const { shop, order, form } = found;
  if (!order) return <NoOrder />;
  const back = { href: `/orders/${token}`, words: `Order ${orderNumber(order)}` };
  return (
    <OrderingNow {...orderingOf(shop)}>
      <OutOfTouch locale={shop.locale} timezone={shop.timezone} what="Counts" />
      <div className="page broad">
        <Top back={back} />
        {form && <OrderingNotice />}
        <main id="main">
          <header className="blk">
            <h1 className="title big">Change your order</h1>
            {form && (
              <p className="small mt-1">You can until {form.until.words}. You hear from us once it is changed.</p>
            )}
          </header>
          {form ? (
            <>
              <RefreshAt at={form.until.at} />
              <ChangeOwn {...form.props} open={add !== undefined} action={changeOwn} />
            </>
          ) : (
            <TooLate back={back} phone={shop.phone} />
          )}
        </main>
      </div>
    </OrderingNow>
  );
}

function TooLate({ back, phone }: { back: { href: string }; phone: string }) {
  return (
    <div className="blk">
      <section className="void">
        <h2 className="title">This order can no longer be changed here</h2>
        <p>
          {phone ? (
            <>
              Call <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a> and say the number: we see what we can
              do.
            </>
          ) : (
            "Talk to the shop and say the number: they see what they can do."
          )}
        </p>
        <Link className="btn" href={back.href} prefetch={false}>
          See your order
        </Link>
      </section>
    </div>
  );
}
