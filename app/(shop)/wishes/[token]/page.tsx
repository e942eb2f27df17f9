import type { Metadata } from "next";
import { tellMeNot } from "@/app/(shop)/drops/[slug]/actions";
import { shopOfPage, shopOrNew } from "@/app/(shop)/visit";
import { LeaveDrop } from "@/components/drops/leave-drop";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { findWishOf } from "@/lib/catalog/drop-page-queries";
import { onWords } from "@/lib/catalog/words-of-drops";
import { unlessOutage } from "@/lib/web/outage";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await shopOrNew();
  return { title: `Hear no more of a drop, ${name}`, robots: { index: false, follow: false } };
}

/** Where a letter's link leads whoever wants to hear no more of a drop, in any browser. Opening it changes nothing: mail programs open links too. */
export default async function WishPage({ params }: Props) {
  const { token } = await params;
  const read = await unlessOutage(() => Promise.all([shopOfPage(), findWishOf(token)]));
  if (!read) return <OutOfReach />;
  const [{ name, locale, timezone }, wish] = read;
  const when = wish && onWords(wish.startsAt.getTime(), { locale, timezone });
  return (
    <div className="page">
      <LeaveDrop shop={name} wish={wish && { drop: wish.drop, token, when: when ?? "" }} action={tellMeNot} />
    </div>
  );
}
