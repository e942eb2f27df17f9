import { Text } from "react-email";
import { appUrl } from "@/lib/deliveries/channels/settings";
import { Letter, Part, Press } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";
import type { Shop } from "@/lib/settings/queries";

export type News = {
  title: string;
  paragraphs: readonly string[];
  /** The one thing to press: a path of the shop, and its words. */
  press?: { path: string; words: string };
};

/** To people of the shop: what happened, and where to settle it. */
export function StaffNews({ news, shop }: { news: News; shop: Shop }) {
  return (
    <Letter shop={shop} preview={news.paragraphs[0] ?? news.title}>
      <Part title={news.title}>
        {news.paragraphs.map((paragraph) => (
          <Text key={paragraph} style={look.text} className="ink">
            {paragraph}
          </Text>
        ))}
      </Part>
      {news.press && (
        <Press shop={shop} href={`${appUrl()}${news.press.path}`}>
          {news.press.words}
        </Press>
      )}
    </Letter>
  );
}
