import { Link, Text } from "react-email";
import { appUrl } from "@/lib/deliveries/channels/settings";
import { Letter, type LetterShop, Lines, Press, Title } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";

/** What a letter about a drop says. */
export type DropNews = {
  title: string;
  paragraphs: readonly string[];
  /** Where its button leads. */
  path: string;
  press: string;
  /** Where its reader says that they want to hear no more of it; null where nothing more will come. */
  leave: string | null;
};

/** To somebody who asked to be told of a drop: that it begins, has begun, was moved or was called off. */
export function DropLetter({ news, shop }: { news: DropNews; shop: LetterShop }) {
  const { title, paragraphs, path, press, leave } = news;
  const why = "You get this because you asked to be told of this drop. It is about this drop alone.";
  return (
    <Letter shop={shop} preview={paragraphs[0] ?? title} why={why}>
      <Title>{title}</Title>
      <Lines of={paragraphs} />
      <Press shop={shop} href={`${appUrl()}${path}`}>
        {press}
      </Press>
      {leave && (
        <Text style={look.text} className="ink">
          <Link href={`${appUrl()}${leave}`} style={look.link}>
            Hear no more of this drop
          </Link>
        </Text>
      )}
    </Letter>
  );
}
