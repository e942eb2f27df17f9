import { appUrl } from "@/lib/deliveries/channels/settings";
import { Letter, type LetterShop, Lines, Press, Title } from "@/lib/deliveries/emails/letter";

export type News = {
  title: string;
  paragraphs: readonly string[];
  /** The one thing to press: a path of the shop, and its words. */
  press?: { path: string; words: string };
};

/** To people of the shop: what happened, and where to settle it. */
export function StaffNews({ news, shop }: { news: News; shop: LetterShop }) {
  return (
    <Letter shop={shop} preview={news.paragraphs[0] ?? news.title}>
      <Title>{news.title}</Title>
      <Lines of={news.paragraphs} />
      {news.press && (
        <Press shop={shop} href={`${appUrl()}${news.press.path}`}>
          {news.press.words}
        </Press>
      )}
    </Letter>
  );
}
