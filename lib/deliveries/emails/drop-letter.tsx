import { appUrl } from "@/lib/deliveries/channels/settings";
import { Letter, type LetterShop, Lines, Press, Title } from "@/lib/deliveries/emails/letter";

/** What a letter about a drop says. */
export type DropNews = { title: string; paragraphs: readonly string[]; slug: string; press: string };

/** To somebody who asked to be told of a drop: that it begins, or has begun. */
export function DropLetter({ news, shop }: { news: DropNews; shop: LetterShop }) {
  const why = "You get this one letter because you asked to be told of this drop.";
  return (
    <Letter shop={shop} preview={news.paragraphs[0] ?? news.title} why={why}>
      <Title>{news.title}</Title>
      <Lines of={news.paragraphs} />
      <Press shop={shop} href={`${appUrl()}/drops/${news.slug}`}>
        {news.press}
      </Press>
    </Letter>
  );
}
