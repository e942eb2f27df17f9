import { Link, Text } from "react-email";
import { Letter, type LetterShop, Lines, Press, Title } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";

/** All that a letter to somebody in line says. */
export type PlaceLetter = {
  subject: string;
  title: string;
  opening: readonly string[];
  press: { href: string; words: string };
  closing: readonly string[];
  /** Whether there is still a line to leave. */
  leave: boolean;
};

/** To a customer in line: what became of their place, and the way to it. */
export function PlaceLetterMail({ letter, shop }: { letter: PlaceLetter; shop: LetterShop }) {
  const { title, opening, press, closing, leave } = letter;
  const why = `You get this because this address was given for a waiting list at ${shop.name}. It is about this list alone.`;
  return (
    <Letter shop={shop} preview={opening.join(" ")} why={why}>
      <Title>{title}</Title>
      <Lines of={opening} />
      <Press shop={shop} href={press.href}>
        {press.words}
      </Press>
      <Lines of={closing} />
      {leave && (
        <Text style={look.text} className="ink">
          <Link href={`${press.href}#leave`} style={look.link}>
            Leave the waiting list
          </Link>
        </Text>
      )}
    </Letter>
  );
}
